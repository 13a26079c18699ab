-- Two exits of one client, each of which the funds allow and not both: under the policy block they
-- wait for each other. Taken before any position, so that it never waits with one in hand.
-- Calls: logic.setting. Writes: none.
create or replace function logic.lock_funds(user_id bigint)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if logic.setting('funds_policy') = 'block' then
        perform pg_advisory_xact_lock(hashtext('book.funds'), hashint8(lock_funds.user_id));
    end if;
end
$$;

revoke all on function logic.lock_funds(bigint) from public;
comment on function logic.lock_funds(bigint) is
    'Makes the exits of one client wait for each other where their funds decide';
