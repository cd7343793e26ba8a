-- Ids are time-ordered texts: in collation "C" their order is the order in which they were made.
create table designs (
    id            text collate "C" primary key,
    user_id       text not null,
    title         text not null,
    description   text,
    status        text not null check (status in ('draft', 'pending', 'approved', 'rejected', 'archived')),
    reason        text,
    times_ordered bigint not null default 0,
    sequence      bigint not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);

create index designs_by_user on designs (user_id, id desc);
create index designs_by_status on designs (status, id desc);

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
