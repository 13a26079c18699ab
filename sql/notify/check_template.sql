-- A template may use the facts of its kind and nothing else, so nothing secret can get into a text
-- by a template; compiled once here and not for each message.
-- Calls: logic.raise, notify.compile. Writes: the row that is inserted.
create or replace function notify.check_template()
returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_facts text[] := (select k.facts from notify.kinds k where k.kind = new.kind);
    v_name text;
    v_html text := regexp_replace(new.html, '\{\{([a-z_]+)\}\}', '{{h:\1}}', 'g');
    v_columns text := regexp_replace(new.line, '\{\{([a-z_]+)\}\}', '{{h:\1}}', 'g');
begin
    select m[1] into v_name
    from regexp_matches(
        concat_ws(' ', new.subject, new.body, new.html, new.line), '\{\{(.*?)\}\}', 'g') m
    where m[1] <> all (v_facts) limit 1;
    if v_name is not null then
        perform logic.raise('IR601', jsonb_build_object('placeholder', left(v_name, 60),
            'expected', v_facts));
    end if;
    if new.subject ~ '[\x01-\x1f]' or new.line ~ '[\x01-\x1f]' then
        perform logic.raise('IR601', '{"expected": "subject and line in one line"}');
    end if;
    new.form := notify.compile(concat_ws(E'\x1e', new.subject, new.body, v_html));
    new.line_form := notify.compile(replace(new.line, '|', '  '));
    new.html_line_form := notify.compile(
        '<tr><td>' || replace(v_columns, '|', '</td><td>') || '</td></tr>');
    return new;
end
$$;

revoke all on function notify.check_template() from public;
comment on function notify.check_template() is
    'Trigger: refuses unknown placeholders (IR601), compiles the texts';

create or replace trigger templates_checked
    before insert on notify.templates
    for each row execute function notify.check_template();
