-- PUT /users/{user}/preferences. As the client asked for on the telephone. What must be told (the
-- outcome of orders, security) stays told by its channels, whatever stands here.
-- Calls: audit.append, auth.require, auth.require_client, logic.raise, logic.setting. Writes:
-- notify.preferences.
create or replace function api.set_preferences(
    user_id bigint, language text default null, channels text default null,
    muted text default null, quiet_from text default null, quiet_until text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin');
    v_channels text[] := coalesce(
        regexp_split_to_array(nullif(set_preferences.channels, ''), '\s*,\s*'),
        case when set_preferences.channels is null then array['email', 'sms']
            else array[]::text[] end);
    v_muted text[] := coalesce(
        regexp_split_to_array(nullif(set_preferences.muted, ''), '\s*,\s*'), array[]::text[]);
    v_before jsonb;
    v_after jsonb;
begin
    perform auth.require_client(set_preferences.user_id);
    if not v_channels <@ '{email,sms}' then
        perform logic.raise('IR101', '{"field": "channels", "expected": "email, sms"}');
    end if;
    if exists (select from unnest(v_muted) m (kind) where not exists (
        select from notify.kinds k where k.kind = m.kind and k.can_mute
            and k.audience = 'client')) then
        perform logic.raise('IR101', jsonb_build_object('field', 'muted', 'expected', (
            select jsonb_agg(k.kind) from notify.kinds k
            where k.can_mute and k.audience = 'client')));
    end if;
    if language !~ '^[a-z]{2,3}$' then
        perform logic.raise('IR101', '{"field": "language", "expected": "en, hi"}');
    end if;
    if num_nulls(quiet_from, quiet_until) = 1
        or quiet_from !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
        or quiet_until !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' then
        perform logic.raise('IR101', '{"field": "quiet_from, quiet_until",
            "expected": "both, as 22:00"}');
    end if;
    select to_jsonb(p) - 'phone' into v_before
    from notify.preferences p where p.user_id = set_preferences.user_id;
    insert into notify.preferences as p (user_id, language, channels, muted, quiet_from,
        quiet_until, changed_by)
    values (set_preferences.user_id,
        coalesce(set_preferences.language, logic.setting('notify_language')), v_channels, v_muted,
        set_preferences.quiet_from::time, set_preferences.quiet_until::time, v_person_id)
    on conflict (user_id) do update
    set language = excluded.language, channels = excluded.channels, muted = excluded.muted,
        quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, changed_at = now(),
        changed_by = excluded.changed_by
    returning to_jsonb(p) - 'phone' - 'preference_id' - 'person_id' into v_after;
    perform audit.append('set_preferences', 'user:' || set_preferences.user_id,
        set_preferences.user_id, v_before, v_after);
    return v_after;
end
$$;

revoke all on function api.set_preferences(bigint, text, text, text, text, text) from public;
grant execute on function api.set_preferences(bigint, text, text, text, text, text)
    to ops_agent, ops_supervisor, ops_admin;
comment on function api.set_preferences(bigint, text, text, text, text, text) is
    'PUT /users/{user}/preferences: how a client wants to be told';
