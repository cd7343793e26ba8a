create table things (id bigint generated always as identity, said text not null);
