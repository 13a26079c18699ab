-- First in first out; while the session is paused only what cannot wait. Deleting is claiming.
-- Calls: fix.is_paused. Writes: queue.dispatch.
create or replace function fix.claim_requests(session_name text, max_messages integer)
returns bigint[]
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_paused boolean := fix.is_paused(claim_requests.session_name);
    v_claimed bigint[];
begin
    with claimed as (
        delete from queue.dispatch d
        where d.session_name = claim_requests.session_name and d.order_request_id = any (array(
            select q.order_request_id from queue.dispatch q
            where q.session_name = claim_requests.session_name
                and not (v_paused and q.can_wait)
            order by q.order_request_id
            limit claim_requests.max_messages
            for update skip locked))
        returning d.order_request_id
    )
    select array_agg(c.order_request_id order by c.order_request_id) into v_claimed
    from claimed c;
    return v_claimed;
end
$$;

revoke all on function fix.claim_requests(text, integer) from public;
comment on function fix.claim_requests(text, integer) is
    'Takes the next requests of a session out of its queue, in order; null when none may go';
