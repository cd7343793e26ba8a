-- Events on their way to Kafka. Rows are only ever inserted; old days are dropped whole.
create table outbox (
    -- Cache of 1 (the default): of two transactions that lock one aggregate in turn, the later one gets the higher id.
    id             bigint      generated always as identity,
    -- The top-level transaction that appended the row: what the relay's cursor is about.
    xid            xid8        not null default pg_current_xact_id(),
    topic          text        not null,
    aggregate_id   text        not null,
    sequence       bigint      not null,
    event_id       uuid        not null,
    type           text        not null,
    correlation_id text,
    causation_id   text,
    traceparent    text,
    payload        bytea       not null,
    created_at     timestamptz not null default clock_timestamp(),
    primary key (created_at, id)
) partition by range (created_at);

create index outbox_xid on outbox (xid);

-- Adds the missing days from today, in UTC, to the given number of days ahead; answers how many it added.
-- A new table is attached rather than created as a partition, because that does not stop those who append.
create function outbox_add_partitions(days_ahead integer) returns integer language plpgsql as $$
declare
    first date := (clock_timestamp() at time zone 'UTC')::date;
    day date;
    partition text;
    added integer := 0;
begin
    -- Two instances that start at once take turns.
    perform pg_advisory_xact_lock(hashtext('atelier.outbox'), 2);
    for i in 0 .. days_ahead loop
        day := first + i;
        partition := 'outbox_' || to_char(day, 'YYYYMMDD');
        if to_regclass(partition) is null then
            execute format('create table %I (like outbox including defaults)', partition);
            execute format('alter table outbox attach partition %I for values from (%L) to (%L)',
                partition, day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00');
            added := added + 1;
        end if;
    end loop;
    return added;
end
$$;

select outbox_add_partitions(2);

-- Whether a relay has ever published from this database. If not, a missing cursor means "from the beginning";
-- afterwards it means that the cursor was lost, and only an operator can tell what has been published.
create table outbox_relay (
    only_row         boolean     primary key default true check (only_row),
    first_started_at timestamptz
);

insert into outbox_relay default values;
