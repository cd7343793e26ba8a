-- Every step of an order, by the number of the event that told of it.
create table order_history (
    order_id    text collate "C" not null references orders,
    sequence    bigint not null,
    from_status text,
    to_status   text not null,
    reason      text,
    at          timestamptz not null,
    event_type  text not null,
    primary key (order_id, sequence)
);

-- Orders from before: until now they were placed, perhaps put on hold with that, and perhaps settled once. Why they were on hold is known for as long as the outbox keeps it.
insert into order_history (order_id, sequence, from_status, to_status, reason, at, event_type)
select id, 1, null, 'created', null, created_at, 'order.created' from orders
union all
select id, 2, 'created', 'created',
    case when sequence = 2 then reason else (
        select convert_from(payload, 'UTF8')::json ->> 'reason' from outbox
        where type = 'order.on_hold' and aggregate_id = orders.id limit 1) end,
    created_at, 'order.on_hold'
from orders where sequence >= 2
union all
select id, 3, 'created', status, reason, updated_at,
    case status when 'cancelled' then 'order.cancelled' else 'order.released' end
from orders where sequence = 3;

create index orders_on_hold_by_id on orders (id desc) where held_since is not null;
