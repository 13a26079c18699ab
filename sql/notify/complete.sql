-- Delivered is delivered, whoever held the lease last, and whoever gave it up meanwhile. What was
-- secret is not kept; a provider that carried something is well.
-- Found by their numbers: an index of what waits would be read whole where it was empty when the
-- plan was made.
-- Calls: notify.note_well. Writes: notify.messages.
create or replace function notify.complete(
    message_ids bigint[], provider text, provider_refs text[] default '{}')
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_bitmapscan = off
set enable_mergejoin = off set enable_hashjoin = off set jit = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_secret text[] := array(select k.kind from notify.kinds k where k.is_secret);
begin
    update notify.messages m
    set state = 'sent', finished_at = now(), provider = complete.provider, failure = null,
        last_error = null, provider_ref = nullif(d.provider_ref, ''),
        facts = case when m.kind = any (v_secret) then '{}' else m.facts end
    from unnest(complete.message_ids, complete.provider_refs) d (message_id, provider_ref)
    where m.message_id = d.message_id and m.state in ('waiting', 'dead');
    perform notify.note_well(complete.provider);
end
$$;

revoke all on function notify.complete(bigint[], text, text[]) from public;
grant execute on function notify.complete(bigint[], text, text[]) to irra_notify;
comment on function notify.complete(bigint[], text, text[]) is
    'Marks messages as delivered, with the provider''s numbers for them';
