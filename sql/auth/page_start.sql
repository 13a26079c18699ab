-- Where a page of a list begins: behind the keys in the cursor of the page before. A cursor is the
-- base64url text of a JSON array, the list's name (with its filters) and then the keys; it opens
-- nothing, because the rows are read as the person whoever wrote it.
-- Calls: logic.raise
-- Writes: -
create or replace function auth.page_start(list text, cursor text)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys jsonb;
begin
    if page_start.cursor is null then
        return null;
    end if;
    begin
        v_keys := convert_from(decode(
            rpad(translate(page_start.cursor, '-_', '+/'),
                (length(page_start.cursor) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::jsonb;
    exception
        when invalid_parameter_value or character_not_in_repertoire
            or invalid_text_representation or untranslatable_character
            or statement_too_complex then
            v_keys := null;
    end;
    if jsonb_typeof(v_keys) is distinct from 'array' or v_keys ->> 0 is distinct from list then
        perform logic.raise('IR101', '{"field": "cursor", "expected": "a cursor of this list"}');
    end if;
    return v_keys - 0;
end
$$;

revoke all on function auth.page_start(text, text) from public;
grant execute on function auth.page_start(text, text)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.page_start(text, text) is
    'The keys in the cursor of a list, null without a cursor; IR101 when it is of another list';
