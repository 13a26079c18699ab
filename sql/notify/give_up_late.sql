-- What is worth nothing any more, whether a provider was there or not.
-- Calls: notify.give_up. Writes: none itself.
create or replace function notify.give_up_late()
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set enable_seqscan = off set jit = off
as $$
declare
    v_late bigint[] := array(
        select m.message_id from notify.messages m
        where m.state = 'waiting' and m.expires_at is not null and m.expires_at <= now()
            -- Not under a notifier's hands.
            and (m.attempts = 0 or m.next_attempt_at <= now())
        limit 1000
        for update skip locked);
begin
    if cardinality(v_late) > 0 then
        perform notify.give_up(v_late, 'expired', 'too late to be of use');
    end if;
    return cardinality(v_late);
end
$$;

revoke all on function notify.give_up_late() from public;
grant execute on function notify.give_up_late() to irra_notify;
comment on function notify.give_up_late() is
    'Gives up messages whose time has passed; answers how many';
