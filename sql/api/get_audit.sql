-- GET /audit: who did what, newest first, in pages; by person, client, action and time. Without a
-- begin it is of the last seven days: the log is long. An action is named whole or by its begin
-- (`approve:`, `read:`). Who reads what is read here is in the log, too.
-- Calls: auth.audit_read, auth.page_end, auth.page_size, auth.page_start, auth.require,
-- logic.moment, logic.raise. Writes: none.
create or replace function api.get_audit(
    person text default null, client text default null, action text default null,
    since text default null, until text default null,
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start('audit', page_cursor);
    v_since timestamptz := coalesce(
        logic.moment(get_audit.since, 'since'), now() - interval '7 days');
    v_until timestamptz := coalesce(logic.moment(get_audit.until, 'until', true), 'infinity');
    v_user_id bigint;
    v_person_id bigint;
    v_answer jsonb;
begin
    perform auth.require('ops_admin', 'auditor');
    if get_audit.person is not null then
        select p.person_id into v_person_id from auth.ops_team p
        where p.username = get_audit.person;
        if v_person_id is null then
            perform logic.raise('IR101',
                '{"field": "person", "expected": "the username of a member"}');
        end if;
    end if;
    if get_audit.client is not null then
        select u.user_id into v_user_id from book.users u
        where u.broker_id = get_audit.client;
        if v_user_id is null then
            perform logic.raise('IR101',
                '{"field": "client", "expected": "the broker id of a client"}');
        end if;
    end if;
    v_answer := auth.page_end('audit', (
        select coalesce(jsonb_agg(jsonb_build_object('log_id', k.log_id, 'at', k.at,
            'person', p.username, 'role', k.database_role, 'address', host(k.address),
            'request_id', k.request_id, 'action', k.action, 'object', k.object,
            'user_id', k.user_id, 'broker_id', u.broker_id, 'before', k.before,
            'after', k.after) order by k.log_id desc), '[]')
        from (
            select l.* from audit.log l
            where l.at >= v_since and l.at < v_until
                and (v_person_id is null or l.person_id = v_person_id)
                and (v_user_id is null or l.user_id = v_user_id)
                and (get_audit.action is null or starts_with(l.action, get_audit.action))
                and (v_start is null or l.log_id < (v_start ->> 0)::bigint)
            order by l.log_id desc
            limit v_size + 1) k
        left join auth.ops_team p on p.person_id = k.person_id
        left join book.users u on u.user_id = k.user_id), v_size, 'log_id');
    perform auth.audit_read('get_audit', v_user_id, v_answer);
    return v_answer;
end
$$;

revoke all on function api.get_audit(text, text, text, text, text, bigint, text) from public;
grant execute on function api.get_audit(text, text, text, text, text, bigint, text)
    to ops_admin, auditor;
comment on function api.get_audit(text, text, text, text, text, bigint, text) is
    'GET /audit: the log by person, client, action and time, newest first; IR101';
