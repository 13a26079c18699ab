-- Calls: none. Writes: none.
create or replace function notify.receipt_secret(provider text)
returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select p.settings ->> 'receipt_secret_ref' from notify.providers p
    where p.provider = receipt_secret.provider
$$;

revoke all on function notify.receipt_secret(text) from public;
grant execute on function notify.receipt_secret(text) to irra_front;
comment on function notify.receipt_secret(text) is
    'Where the front finds the secret that a provider signs receipts with; null = it sends none';
