-- The log and its seals are append-only for every role, their owner included.
-- Calls: logic.raise
-- Writes: -
create or replace function audit.refuse_change()
returns trigger
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform logic.raise('IR901', jsonb_build_object(
        'table', tg_table_schema || '.' || tg_table_name, 'refused', lower(tg_op)));
    return null;
end
$$;

revoke all on function audit.refuse_change() from public;

comment on function audit.refuse_change() is
    'Trigger: raises IR901 for any update, delete or truncate of an append-only table';

create or replace trigger log_append_only
    before update or delete on audit.log
    for each row execute function audit.refuse_change();
create or replace trigger log_never_truncated
    before truncate on audit.log
    for each statement execute function audit.refuse_change();
create or replace trigger seals_append_only
    before update or delete on audit.seals
    for each row execute function audit.refuse_change();
create or replace trigger seals_never_truncated
    before truncate on audit.seals
    for each statement execute function audit.refuse_change();
create or replace trigger retirements_append_only
    before update or delete on audit.retirements
    for each row execute function audit.refuse_change();
create or replace trigger retirements_never_truncated
    before truncate on audit.retirements
    for each statement execute function audit.refuse_change();
-- Neither replication nor session_replication_role turns them off.
alter table audit.log enable always trigger log_append_only;
alter table audit.log enable always trigger log_never_truncated;
alter table audit.seals enable always trigger seals_append_only;
alter table audit.seals enable always trigger seals_never_truncated;
alter table audit.retirements enable always trigger retirements_append_only;
alter table audit.retirements enable always trigger retirements_never_truncated;
