-- What a front does once a minute: forgets answers under idempotency keys that are too old.
-- Calls: logic.setting_integer. Writes: core.idempotency_keys.
create or replace function queue.tidy_front()
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_batch constant bigint := 10000;
    v_count bigint;
begin
    delete from core.idempotency_keys as k
    where (k.person_id, k.idempotency_key) in (
        select x.person_id, x.idempotency_key from core.idempotency_keys as x
        where x.created_at < now() - make_interval(
            hours => logic.setting_integer('idempotency_key_hours')::integer)
        order by x.created_at limit v_batch
        for update skip locked);
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

revoke all on function queue.tidy_front() from public;
grant execute on function queue.tidy_front() to irra_front;
comment on function queue.tidy_front() is
    'Deletes answers that are kept for longer than idempotency_key_hours; how many';
