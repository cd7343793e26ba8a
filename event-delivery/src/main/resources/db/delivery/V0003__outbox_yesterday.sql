-- Adds the missing days from yesterday, in UTC, to the given number of days ahead; answers how many it added.
-- Yesterday too: a clock that is set back, by whatever keeps it right, may come to the day before a database's first.
create or replace function outbox_add_partitions(days_ahead integer) returns integer language plpgsql as $$
declare
    today date := (clock_timestamp() at time zone 'UTC')::date;
    day date;
    partition text;
    added integer := 0;
begin
    -- Two instances that start at once take turns.
    perform pg_advisory_xact_lock(hashtext('atelier.outbox'), 2);
    for i in -1 .. days_ahead loop
        day := today + i;
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
