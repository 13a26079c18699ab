-- What of a client's square-offs of the last day is not simply an order: those that wait or failed,
-- and how far square-offs of several are. Newest first.
-- Calls: auth.audit_read, auth.list_limit, auth.require_client. Writes: none itself.
create or replace function api.get_exits(user_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform auth.require_client(get_exits.user_id);
    perform auth.audit_read('get_exits', get_exits.user_id);
    return jsonb_build_object(
        'batches', (
            select coalesce(jsonb_agg(b.shown order by b.batch_id desc), '[]')
            from (
                select b.batch_id, jsonb_strip_nulls(jsonb_build_object(
                    'batch_id', b.batch_id, 'state', b.state, 'approval_id', b.approval_id,
                    'created_at', b.created_at, 'finished_at', b.finished_at))
                    || jsonb_build_object('scope', b.scope, 'counts', jsonb_build_object(
                        'exits', count(*),
                        'waiting', count(*) filter (where e.state in (
                            'waiting_approval', 'waiting_cancels', 'queued')),
                        'placed', count(*) filter (where e.state = 'placed'),
                        'failed', count(*) filter (where e.state = 'failed'),
                        'withdrawn', count(*) filter (where e.state = 'withdrawn'))) as shown
                from core.batches as b
                join core.exits as e on e.batch_id = b.batch_id
                where b.user_id = get_exits.user_id and b.created_at > now() - interval '1 day'
                group by b.batch_id) as b),
        -- What cancel-all takes back beside orders, however long it waits.
        'waiting', (
            select count(*) from core.exits as e
            where e.user_id = get_exits.user_id
                and e.state in ('waiting_approval', 'waiting_cancels', 'queued')),
        'exits', (
            select coalesce(jsonb_agg(jsonb_strip_nulls(
                to_jsonb(x) - '{orders,quantity,filled,user_id}'::text[])
                order by x.exit_id desc), '[]')
            from (
                select x.* from api.exits as x
                where x.user_id = get_exits.user_id and x.state <> 'placed'
                    and x.created_at > now() - interval '1 day'
                order by x.exit_id desc limit auth.list_limit()) as x));
end
$$;

revoke all on function api.get_exits(bigint) from public;
grant execute on function api.get_exits(bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_exits(bigint) is
    'GET /squareoff?user_id=: what of a client''s square-offs waits or failed, and batches; IR403';
