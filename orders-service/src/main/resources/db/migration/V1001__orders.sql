-- Ids are time-ordered texts: in collation "C" their order is the order in which they were made.

-- What was heard on the topic of designs. An order that names a design nobody spoke of enters it as unknown, so that there is a row to lock.
create table known_designs (
    id       text collate "C" primary key,
    status   text not null check (status in ('unknown', 'draft', 'pending', 'approved', 'rejected', 'archived')),
    -- Of the last event that was applied; 0: none that had one.
    sequence bigint not null
);

create table orders (
    id         text collate "C" primary key,
    user_id    text not null,
    currency   text not null,
    -- In minor units of the currency, as every amount here.
    total      bigint not null check (total >= 0),
    status     text not null check (status in ('created', 'processed', 'shipped', 'delivered', 'cancelled')),
    held_since timestamptz check (held_since is null or status = 'created'),
    reason     text,
    sequence   bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create index orders_by_user on orders (user_id, id desc);
create index orders_by_status on orders (status, id desc);
create index orders_on_hold on orders (held_since) where held_since is not null;

create table order_lines (
    order_id   text collate "C" not null references orders,
    position   int not null,
    design_id  text collate "C",
    sku        text,
    quantity   int not null check (quantity > 0),
    unit_price bigint not null check (unit_price >= 0),
    primary key (order_id, position),
    check (num_nonnulls(design_id, sku) = 1)
);

-- What an order on hold waits for; without rows it does not wait.
create table order_holds (
    design_id text collate "C" not null references known_designs,
    order_id  text collate "C" not null references orders,
    primary key (design_id, order_id)
);

create index order_holds_by_order on order_holds (order_id);

-- What was heard on the topic of notifications.
create table notifications (
    id         text collate "C" primary key,
    user_id    text not null,
    type       text not null,
    title      text not null,
    message    text not null,
    created_at timestamptz not null
);

create index notifications_by_user on notifications (user_id, id desc);
