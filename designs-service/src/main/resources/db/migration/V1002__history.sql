-- A deleted design stays as a row: orders that name it may still be on their way.
alter table designs add column deleted_at timestamptz;

-- What happened to a design: a row for each event said about it, under the event's number.
create table design_history (
    design_id   text collate "C" not null references designs,
    sequence    bigint      not null,
    event_type  text        not null,
    -- Null for the first one, and where it was not kept; from and to are the same when the event is not about the status.
    from_status text        check (from_status in ('draft', 'pending', 'approved', 'rejected', 'archived')),
    to_status   text        check (to_status in ('draft', 'pending', 'approved', 'rejected', 'archived')),
    reason      text,
    at          timestamptz not null,
    primary key (design_id, sequence)
);

-- The designs of earlier versions: first what the outbox still holds, word for word.
insert into design_history (design_id, sequence, event_type, from_status, to_status, reason, at)
select design_id,
    sequence,
    type,
    said ->> 'old_status',
    coalesce(said ->> 'new_status', said ->> 'status'),
    said ->> 'reason',
    coalesce(said ->> 'changed_at', said ->> 'created_at')::timestamptz
from (
    select designs.id as design_id, outbox.sequence, outbox.type, convert_from(outbox.payload, 'UTF8')::json as said
    from outbox join designs on designs.id = outbox.aggregate_id
    where outbox.type in ('design.created', 'design.status_changed')
) as events
on conflict do nothing;

-- Then the creation. Until now each event but the first was a step, and the steps go to and fro between pending and approved or rejected:
-- from where a design stands, the count of its events tells where it began. Only archived ones keep that to themselves.
insert into design_history (design_id, sequence, event_type, from_status, to_status, reason, at)
select id,
    1,
    'design.created',
    null,
    coalesce(
        (select from_status from design_history where design_id = id and design_history.sequence = 2),
        case
            when status = 'draft' then 'draft'
            when status = 'pending' then case sequence % 2 when 1 then 'pending' else 'draft' end
            when status in ('approved', 'rejected') then case sequence % 2 when 0 then 'pending' else 'draft' end
        end),
    null,
    created_at
from designs
on conflict do nothing;

-- And the last step. What was between is no longer known.
insert into design_history (design_id, sequence, event_type, from_status, to_status, reason, at)
select id,
    sequence,
    'design.status_changed',
    case
        when status in ('approved', 'rejected') then 'pending'
        when status = 'pending' then case sequence when 2 then 'draft' else 'rejected' end
    end,
    status,
    reason,
    updated_at
from designs
where sequence > 1
on conflict do nothing;
