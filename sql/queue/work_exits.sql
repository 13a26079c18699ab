-- The desk's clock for exits: places what is due, a bounded number of one client's exits a call,
-- and takes back what nobody approved in time. Several may call it at once, nobody works a row
-- twice. An exit that cancels others first, or closes on another exchange, is worked alone: it
-- locks more than its own position. Sessions are woken when all is done.
-- Lock order: exits (skip locked), client's funds, site (shared), positions ascending, batches.
-- Calls: logic.expire_approvals, logic.finish_batches, logic.lock_funds, logic.try_place_exit,
-- logic.wake_order_sessions. Writes: none itself.
create or replace function queue.work_exits(max_exits integer default 20)
returns table (worked integer, next_due_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    -- Plans are made once, often over tables still empty: by key, whatever their size is then.
    -- Where there is no key the scan looks so dear that it would be compiled: never.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
declare
    v_worked integer := logic.expire_approvals();
    v_first core.exits;
    v_exit core.exits;
    v_due core.exits[];
begin
    if v_worked = 0 then
        select * into v_first from core.exits e
        where e.due_at <= now()
        order by e.due_at, e.exit_id
        limit 1
        for update skip locked;
        if v_first.cancel_pending or v_first.exchange is not null then
            v_due := array[v_first];
        elsif v_first.exit_id is not null then
            v_due := array(
                select e
                from core.exits e
                where e.due_at <= now() and e.user_id = v_first.user_id
                    and not e.cancel_pending and e.exchange is null
                order by e.due_at, e.exit_id
                limit max_exits
                for update skip locked);
        end if;
    end if;
    if v_due is not null then
        perform logic.lock_funds(v_first.user_id);
        for v_exit in select (d).* from unnest(v_due) d order by (d).position_id, (d).exit_id loop
            perform logic.try_place_exit(v_exit);
            v_worked := v_worked + 1;
        end loop;
        perform logic.finish_batches(array(
            select distinct (d).batch_id from unnest(v_due) d where (d).batch_id is not null));
        perform logic.wake_order_sessions(array(select (d).exit_id from unnest(v_due) d));
    end if;
    return query
        select v_worked, least(
            (select min(e.due_at) from core.exits e where e.due_at is not null),
            (select min(a.expires_at) from core.approvals a
                where a.state = 'waiting' and a.action in ('square_off', 'square_off_all')));
end
$$;

revoke all on function queue.work_exits(integer) from public;
grant execute on function queue.work_exits(integer) to irra_gateway;
comment on function queue.work_exits(integer) is
    'Places exits that are due; answers how many and when the next one is, null when none waits';
