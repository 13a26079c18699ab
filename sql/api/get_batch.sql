-- How far a square-off of several positions is, and what of it failed and why. A batch that the
-- person may not see does not exist for them.
-- Calls: auth.audit_read, auth.refuse, auth.require
-- Writes: -
create or replace function api.get_batch(batch_id bigint)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_batch core.batches;
begin
    perform auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    select b.* into v_batch from core.batches as b where b.batch_id = get_batch.batch_id;
    if v_batch.batch_id is null then
        perform auth.refuse('IR104', '{"object": "batch"}');
    end if;
    perform auth.audit_read('get_batch', v_batch.user_id);
    return (
        select jsonb_strip_nulls(jsonb_build_object(
            'batch_id', v_batch.batch_id, 'state', v_batch.state,
            'approval_id', v_batch.approval_id, 'created_at', v_batch.created_at,
            'finished_at', v_batch.finished_at))
            || jsonb_build_object('scope', v_batch.scope,
            'counts', jsonb_build_object(
                'exits', count(*),
                'waiting_approval', count(*) filter (where x.state = 'waiting_approval'),
                'waiting_cancels', count(*) filter (where x.state = 'waiting_cancels'),
                'queued', count(*) filter (where x.state = 'queued'),
                'placed', count(*) filter (where x.state = 'placed'),
                'failed', count(*) filter (where x.state = 'failed'),
                'withdrawn', count(*) filter (where x.state = 'withdrawn'),
                'orders', coalesce(sum(jsonb_array_length(x.orders)), 0),
                'filled', count(*) filter (where x.quantity > 0 and x.filled = x.quantity)),
            'exits', coalesce(jsonb_agg(jsonb_build_object(
                    'exit_id', x.exit_id, 'position_id', x.position_id, 'symbol', x.symbol,
                    'exchange', x.exchange, 'product', x.product, 'state', x.state,
                    'orders', x.orders)
                || jsonb_strip_nulls(jsonb_build_object(
                    'problem', x.problem, 'warnings', x.warnings,
                    'approval_id', x.approval_id)) order by x.exit_id), '[]'))
        from api.exits as x
        where x.batch_id = v_batch.batch_id);
end
$$;

revoke all on function api.get_batch(bigint) from public;
grant execute on function api.get_batch(bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_batch(bigint) is
    'GET /squareoff/batches/{id}: progress of a square-off of several positions; IR104';
