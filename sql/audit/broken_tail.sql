-- What no seal covers: rows before the first number and after the last seal, and whatever keeps
-- the log append-only.
-- Calls: audit.given_log_id
-- Writes: -
create or replace function audit.broken_tail(clock_tolerance interval)
returns table (log_id bigint, finding text, detail text)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_given_log_id bigint := audit.given_log_id();
    v_last record;
begin
    select coalesce(max(s.last_log_id), 0) as log_id, max(s.ids_until) as until into v_last
    from (select s.last_log_id, s.ids_until from audit.seals as s
        order by s.seal_number desc limit 1) as s;
    return query
    select l.log_id, 'row inserted', 'numbers begin with 1' from audit.log as l
    where l.log_id < 1;
    return query
    select l.log_id, 'row inserted', 'no such number was given out: the last is ' || v_given_log_id
    from audit.log as l where l.log_id > v_given_log_id and l.log_id > v_last.log_id;
    return query
    select l.log_id, 'time wrong', 'it says ' || to_char(l.at at time zone 'UTC',
        'YYYY-MM-DD HH24:MI:SS.US') || ' UTC, its number was given after '
        || to_char(v_last.until at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')
    from audit.log as l
    where l.log_id > v_last.log_id and (l.at < v_last.until - clock_tolerance
        or l.at > clock_timestamp() + clock_tolerance);
    return query
    select min(l.log_id), 'not sealed', count(*) || ' rows, the oldest of '
        || to_char(min(l.at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC'
    from audit.log as l
    where l.log_id between v_last.log_id + 1 and v_given_log_id
        and coalesce(l.at >= v_last.until - clock_tolerance, true)
    having min(l.at) < now() - interval '5 minutes';
    return query
    select null::bigint, 'not protected', 'trigger ' || w.trigger_name || ' on audit.'
        || w.table_name || case when t.oid is null then ' is gone' else ' is disabled' end
    from (values ('log', 'log_append_only'), ('log', 'log_never_truncated'),
        ('seals', 'seals_append_only'), ('seals', 'seals_never_truncated'),
        ('retirements', 'retirements_append_only'),
        ('retirements', 'retirements_never_truncated')) as w (table_name, trigger_name)
    left join pg_catalog.pg_trigger as t
        on t.tgrelid = to_regclass('audit.' || w.table_name) and t.tgname = w.trigger_name
    where t.tgenabled is distinct from 'A';
end
$$;

revoke all on function audit.broken_tail(interval) from public;

comment on function audit.broken_tail(interval) is
    'Rows outside of seals that cannot be there, sealing that stands still, triggers that are off';
