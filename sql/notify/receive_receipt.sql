-- What a provider tells about a message later, once its signature has been proved (by the front:
-- bytes are its matter). Too old or too new is refused, the same signature again is a replay and
-- changes nothing. What is delivered stays so: providers tell in any order.
-- Calls: logic.raise, logic.setting_integer. Writes: notify.receipts, notify.messages.
create or replace function notify.receive_receipt(
    provider text, signature bytea, told_at timestamptz, provider_ref text, outcome text)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_window interval := make_interval(
        secs => logic.setting_integer('notify_receipt_window_seconds'));
    v_message_id bigint;
begin
    if receive_receipt.told_at not between now() - v_window and now() + v_window then
        perform logic.raise('IR602', jsonb_build_object('reason', 'too old or from the future'));
    end if;
    if receive_receipt.outcome not in ('delivered', 'failed') then
        perform logic.raise('IR101', jsonb_build_object('field', 'outcome',
            'expected', 'delivered or failed'));
    end if;
    select m.message_id into v_message_id from notify.messages m
    where m.provider = receive_receipt.provider and m.provider_ref = receive_receipt.provider_ref
    order by m.message_id desc limit 1;
    insert into notify.receipts (provider, signature, provider_ref, outcome, told_at, message_id)
    values (receive_receipt.provider, receive_receipt.signature, receive_receipt.provider_ref,
        receive_receipt.outcome, receive_receipt.told_at, v_message_id)
    on conflict (signature) do nothing;
    if not found then
        return 'repeated';
    end if;
    update notify.messages m
    set receipt = receive_receipt.outcome, receipt_at = receive_receipt.told_at
    where m.message_id = v_message_id and m.receipt is distinct from 'delivered';
    return case when v_message_id is null then 'unknown' else 'taken' end;
end
$$;

revoke all on function notify.receive_receipt(text, bytea, timestamptz, text, text) from public;
grant execute on function notify.receive_receipt(text, bytea, timestamptz, text, text)
    to irra_front;
comment on function notify.receive_receipt(text, bytea, timestamptz, text, text) is
    'Notes a proved receipt: taken, repeated, or unknown to us; IR602 outside of the window';
