-- POST /notify/notices. A notice to all clients is written by one person and started by another
-- (api.start_notice): until then nobody gets it.
-- Calls: audit.append, auth.require, logic.raise, logic.require_speakable, notify.start_notice.
-- Writes: notify.notices.
create or replace function api.write_notice(
    title text, text text, rate_per_second bigint default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_notice_id bigint;
    v_answer jsonb;
begin
    perform logic.require_speakable('title', write_notice.title);
    perform logic.require_speakable('text', write_notice.text);
    if write_notice.rate_per_second not between 1 and 100000 then
        perform logic.raise('IR101', '{"field": "rate_per_second", "expected": "1 to 100000"}');
    end if;
    v_notice_id := notify.start_notice('client_notice', jsonb_build_object(
        'title', write_notice.title, 'text', write_notice.text), v_person_id,
        write_notice.rate_per_second);
    update notify.notices n set state = 'stopped' where n.notice_id = v_notice_id
    returning jsonb_build_object('notice_id', n.notice_id, 'state', n.state, 'total', n.total,
        'rate_per_second', n.rate_per_second) into v_answer;
    perform audit.append('write_notice', 'notice:' || v_notice_id, null, null, v_answer
        || jsonb_build_object('title', write_notice.title, 'text', write_notice.text));
    return v_answer;
end
$$;

revoke all on function api.write_notice(text, text, bigint) from public;
grant execute on function api.write_notice(text, text, bigint) to ops_supervisor, ops_admin;
comment on function api.write_notice(text, text, bigint) is
    'POST /notify/notices: words for all clients, which another person has to start';
