-- Ends a page: `answer` has one row more than the page when there is a next one. `fields` are the
-- members of a row that the list is ordered by, which the next page begins behind.
-- Calls: auth.page_mark
-- Writes: -
create or replace function auth.page_end(
    list text, answer jsonb, size bigint, variadic fields text[])
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_array_length(answer) <= size then
        perform auth.page_mark(list, null);
        return answer;
    end if;
    perform auth.page_mark(list, (
        select jsonb_agg(answer -> (size::integer - 1) -> f.name order by f.place)
        from unnest(fields) with ordinality as f (name, place)));
    return answer - size::integer;
end
$$;

revoke all on function auth.page_end(text, jsonb, bigint, text[]) from public;
grant execute on function auth.page_end(text, jsonb, bigint, text[])
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.page_end(text, jsonb, bigint, text[]) is
    'A page of `size` rows out of `answer`; keeps the cursor of the next one';
