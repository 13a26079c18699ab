-- Calls: logic.raise. Writes: none.
create or replace function logic.control_subject(scope text, subject text)
returns text
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_known boolean := case scope
        when 'desk' then coalesce(subject, '*') = '*'
        when 'segment' then exists (
            select from book.instruments i
            where i.exchange = split_part(control_subject.subject, '-', 1)
                and i.segment = split_part(control_subject.subject, '-', 2)
                and i.exchange || '-' || i.segment = control_subject.subject)
        when 'session' then exists (
            select from fix.sessions s
            where s.name = control_subject.subject and s.kind = 'order')
        when 'person' then exists (
            select from auth.ops_team p where p.username = control_subject.subject)
        end;
begin
    if v_known is null then
        perform logic.raise('IR101', jsonb_build_object('field', 'scope',
            'expected', 'desk, segment, session or person', 'got', scope));
    end if;
    if not v_known then
        perform logic.raise('IR101', jsonb_build_object('field', 'subject', 'expected',
            case scope when 'desk' then 'nothing or *'
                when 'segment' then 'exchange and segment of the book, like NSE-FO'
                when 'session' then 'name of an order session'
                else 'username of a member of the ops team' end, 'got', subject));
    end if;
    return coalesce(subject, '*');
end
$$;

revoke all on function logic.control_subject(text, text) from public;
comment on function logic.control_subject(text, text) is
    'The subject of a control, checked: there is such a one; IR101';
