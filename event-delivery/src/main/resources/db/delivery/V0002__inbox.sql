-- Which events have taken effect in this database, by consumer group.
create table inbox (
    consumer_group text        not null,
    event_id       text        not null,
    seen_at        timestamptz not null default now(),
    primary key (consumer_group, event_id)
);

-- Rows arrive in the order of seen_at, so a few pages of index find the old ones.
create index inbox_seen_at on inbox using brin (seen_at);
