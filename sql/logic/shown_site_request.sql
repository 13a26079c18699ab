-- What approving a request about the desk itself does, in words and before and after.
-- Calls: logic.shown_setting. Writes: none.
create or replace function logic.shown_site_request(action text, payload jsonb)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return case action
        when 'setting_change' then jsonb_build_object('title', 'Change a setting',
            'lines', jsonb_build_array(payload ->> 'description',
                'It counts from the next request on.'),
            'changes', jsonb_build_array(jsonb_build_object('name', payload ->> 'setting',
                'before', logic.shown_setting(payload ->> 'before', payload ->> 'unit'),
                'after', logic.shown_setting(payload ->> 'after', payload ->> 'unit'))))
        when 'contact_change' then jsonb_build_object('title', 'Change a client''s contact',
            'lines', jsonb_build_array('The client is told where they were and where they are.',
                'The primary''s row stays as it is; the change goes back at failback.'),
            'changes', (
                select jsonb_agg(jsonb_build_object('name', f.name,
                    'before', coalesce(payload #>> array['before', f.field], '(none)'),
                    'after', payload ->> f.field) order by f.field)
                from (values ('email', 'E-mail'), ('phone', 'Telephone')) f (field, name)
                where payload ->> f.field is not null))
        when 'site_acknowledge' then jsonb_build_object(
            'title', 'Vouch for the primary''s answer',
            'lines', jsonb_build_array('What the primary''s DBA printed counts as its word that '
                'it has merged what this desk did.'),
            'changes', '[]'::jsonb)
        when 'site_skip' then jsonb_build_object('title', 'Leave out one transaction',
            'lines', jsonb_build_array('The primary''s transaction that ends at '
                    || (payload ->> 'lsn') || ' is not applied here, now or later.',
                'What it held is missing until people have put it right.'),
            'changes', '[]'::jsonb)
        else jsonb_build_object('title', case payload ->> 'to_mode'
                when 'active' then 'Make the desk active'
                when 'returning' then 'Begin the return to the primary'
                when 'drill' then 'Begin a drill'
                else case payload ->> 'from_mode' when 'drill' then 'End the drill'
                    else 'Close the desk' end end,
            'lines', jsonb_build_array(case payload ->> 'to_mode'
                when 'active' then 'Agents can make orders at the exchange for clients who call. '
                    'Clients are told that the desk is open, if notify_clients_of_site is on.'
                when 'returning' then 'No new order can be made. What the desk did goes to the '
                    'primary.'
                when 'drill' then 'Agents work as on the day, against the simulator only. No '
                    'client is told anything.'
                else case payload ->> 'from_mode' when 'drill' then 'Everything the drill did '
                        'is taken back.'
                    else 'The primary serves the clients again; this desk only watches.' end end),
            'changes', jsonb_build_array(jsonb_build_object('name', 'Mode',
                'before', payload ->> 'from_mode', 'after', payload ->> 'to_mode')))
        end;
end
$$;

revoke all on function logic.shown_site_request(text, jsonb) from public;
comment on function logic.shown_site_request(text, jsonb) is
    'A request about mode, failback, settings or a contact: title, lines, changes';
