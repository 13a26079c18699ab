-- First in first out, but what takes back goes before what waits for the rate limit or is only
-- many: a cancel never waits behind new orders. Not before its own order or replacement, if that is
-- in the queue still. Questions about orders come last: a client's exit does not wait behind those
-- that a log-on asks. While the session is paused only what cannot wait goes. Deleting is claiming.
-- Calls: fix.waits_for_own. Writes: queue.dispatch.
create or replace function fix.claim_requests(
    session_name text, max_messages integer, is_paused boolean)
returns bigint[]
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_claimed bigint[];
begin
    with urgent as materialized (
        select q.order_request_id from queue.dispatch q
        where q.session_name = claim_requests.session_name and q.is_urgent
            and not fix.waits_for_own(q.order_request_id)
        order by q.order_request_id
        limit claim_requests.max_messages
        for update of q skip locked
    ),
    acting as materialized (
        select q.order_request_id from queue.dispatch q
        where q.session_name = claim_requests.session_name
            and not q.is_question
            -- In a pause what takes back waits with its own order.
            and not (claim_requests.is_paused and (q.can_wait or q.is_urgent))
            and q.order_request_id <> all (array(select u.order_request_id from urgent u))
        order by q.order_request_id
        -- Null is no limit.
        limit claim_requests.max_messages - (select count(*) from urgent)
        for update skip locked
    ),
    asking as materialized (
        select q.order_request_id from queue.dispatch q
        where q.session_name = claim_requests.session_name and q.is_question
        order by q.order_request_id
        limit claim_requests.max_messages
            - (select count(*) from urgent) - (select count(*) from acting)
        for update skip locked
    ),
    claimed as (
        delete from queue.dispatch d
        where d.session_name = claim_requests.session_name
            and d.order_request_id = any (array(
                select u.order_request_id from urgent u
                union all select a.order_request_id from acting a
                union all select q.order_request_id from asking q))
        returning d.order_request_id
    )
    select array_agg(c.order_request_id order by c.order_request_id) into v_claimed
    from claimed c;
    return v_claimed;
end
$$;

revoke all on function fix.claim_requests(text, integer, boolean) from public;
comment on function fix.claim_requests(text, integer, boolean) is
    'Takes the next requests out of a session''s queue: cancels, orders, questions; null for none';
