-- Wakes the notifier when a transaction that wrote messages commits: one wake-up, however many
-- messages.
-- Calls: queue.wake. Writes: none itself.
create or replace function notify.wake_notifier()
returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('irra.notifier_woken', true) is distinct from txid_current()::text then
        perform set_config('irra.notifier_woken', txid_current()::text, true);
        perform queue.wake('notify');
    end if;
    return null;
end
$$;

revoke all on function notify.wake_notifier() from public;
comment on function notify.wake_notifier() is
    'Wakes the notifier at the commit of a transaction that wrote messages';

drop trigger if exists wake_notifier on notify.outbox;
create constraint trigger wake_notifier after insert on notify.outbox
    deferrable initially deferred for each row execute function notify.wake_notifier();
