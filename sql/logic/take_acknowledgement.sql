-- What the primary says it has, against the latest seal: every kind, counts and hashes. Answers
-- what differs; an empty array is agreement and is written down.
-- Calls: logic.raise_alert. Writes: sync.failbacks, core.alerts.
create or replace function logic.take_acknowledgement(said jsonb, people bigint[])
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_failback sync.failbacks;
    v_differences jsonb;
begin
    select f.* into v_failback from sync.failbacks f
    where f.closed_at is null and f.failback_id = (said ->> 'failback_id')::bigint
    for update;
    if v_failback.state is distinct from 'sealed'
        or v_failback.seal_number <> (said ->> 'seal_number')::integer then
        return jsonb_build_array(jsonb_build_object('kind', 'seal', 'expected',
            v_failback.seal_number, 'found', said -> 'seal_number',
            'state', v_failback.state));
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('kind', coalesce(s.kind, a.key),
            'expected', jsonb_build_array(s.record_count, s.content_hash::text),
            'found', a.value)), '[]')
    into v_differences
    from (select * from desk.seals k
        where (k.failback_id, k.seal_number) = (v_failback.failback_id, v_failback.seal_number)) s
    full join jsonb_each(said -> 'kinds') a on a.key = s.kind
    where jsonb_build_array(s.record_count, s.content_hash::text) is distinct from a.value;
    if v_differences <> '[]' then
        perform logic.raise_alert('failback_differs', 'critical',
            'failback:' || v_failback.failback_id, v_differences);
        return v_differences;
    end if;
    update sync.failbacks f set state = 'acknowledged', acknowledged_at = now(),
        acknowledgement = said,
        acknowledged_by = take_acknowledgement.people
    where f.failback_id = v_failback.failback_id;
    update core.alerts a set resolved_at = now()
    where a.kind = 'failback_differs' and a.resolved_at is null;
    return jsonb '[]';
end
$$;

revoke all on function logic.take_acknowledgement(jsonb, bigint[]) from public;
comment on function logic.take_acknowledgement(jsonb, bigint[]) is
    'Accepts the primary''s acknowledgement of the latest seal, or answers what differs';
