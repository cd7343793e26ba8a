-- A design is locked by its id now, so it needs no row before its first event.
alter table order_holds drop constraint order_holds_design_id_fkey;
delete from known_designs where status = 'unknown';
alter table known_designs drop constraint known_designs_status_check;
alter table known_designs add constraint known_designs_status_check
    check (status in ('draft', 'pending', 'approved', 'rejected', 'archived', 'deleted'));
