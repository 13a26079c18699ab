-- Calls: audit.given_log_id, auth.require
-- Writes: -
create or replace function audit.extent(
    out seals bigint, out rows_sealed bigint, out rows_retired bigint, out last_log_id bigint,
    out sealed_at timestamptz, out head text, out numbers_not_sealed bigint)
returns record
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('role') in ('ops_admin', 'auditor') then
        perform auth.require('ops_admin', 'auditor');
    end if;
    select s.seal_number, s.last_log_id, s.sealed_at, encode(s.hash, 'hex')
    into seals, last_log_id, sealed_at, head
    from audit.seals as s order by s.seal_number desc limit 1;
    seals := coalesce(seals, 0);
    rows_sealed := (select coalesce(sum(s.row_count), 0) from audit.seals as s);
    rows_retired := (select coalesce(sum(t.row_count), 0) from audit.retirements as t);
    numbers_not_sealed := greatest(0, audit.given_log_id() - coalesce(last_log_id, 0));
end
$$;

revoke all on function audit.extent() from public;
grant execute on function audit.extent() to dba, irra_monitor, ops_admin, auditor;

comment on function audit.extent() is
    'How many seals and sealed rows there are, the last seal''s hash, and how much waits';
