-- Calls: logic.raise_alert. Writes: sync.dumps, core.alerts.
create or replace function logic.end_dump(dump_id bigint, problem text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    update sync.dumps d
    set state = case when end_dump.problem is null then 'verified' else 'failed' end,
        phase = null, lease_until = null, ended_at = now(), problem = left(end_dump.problem, 1000)
    where d.dump_id = end_dump.dump_id;
    if end_dump.problem is not null then
        perform logic.raise_alert('dump_failed', 'critical', 'book', jsonb_build_object(
            'dump_id', end_dump.dump_id, 'problem', left(end_dump.problem, 1000),
            'advice', 'docs/runbooks/start_of_day.md'));
    else
        update core.alerts a set resolved_at = now()
        where a.kind in ('dump_failed', 'dump_missed') and a.resolved_at is null;
    end if;
end
$$;

revoke all on function logic.end_dump(bigint, text) from public;
comment on function logic.end_dump(bigint, text) is
    'A dump is verified, or has failed for a reason that is an alert';
