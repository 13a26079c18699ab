-- GET /users/{user}/preferences. How a client wants to be told; the desk's defaults where nothing
-- was said.
-- Calls: auth.audit_read, auth.require_client, logic.setting. Writes: none.
create or replace function api.get_preferences(user_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform auth.require_client(get_preferences.user_id);
    perform auth.audit_read('get_preferences', get_preferences.user_id);
    return (
        select jsonb_build_object('user_id', get_preferences.user_id,
            'language', coalesce(p.language, logic.setting('notify_language')),
            'channels', coalesce(p.channels, '{email,sms}'), 'muted', coalesce(p.muted, '{}'),
            'quiet_from', p.quiet_from, 'quiet_until', p.quiet_until, 'changed_at', p.changed_at,
            'can_mute', (select jsonb_agg(k.kind order by k.kind) from notify.kinds k
                where k.can_mute and k.audience = 'client'))
        from (select) one
        left join notify.preferences p on p.user_id = get_preferences.user_id);
end
$$;

revoke all on function api.get_preferences(bigint) from public;
grant execute on function api.get_preferences(bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_preferences(bigint) is
    'GET /users/{user}/preferences: language, channels, what is muted, quiet hours';
