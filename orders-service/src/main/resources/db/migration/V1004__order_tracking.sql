-- What was heard on the topic of orders, by whichever instance; it may be emptied and read again, so it refers to nothing.
create table order_tracking (
    order_id text collate "C" not null,
    sequence bigint not null,
    status   text not null,
    at       timestamptz not null,
    reason   text,
    event_id text not null,
    primary key (order_id, sequence)
);
