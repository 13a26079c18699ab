-- The list leaves the database, so that no password has to come in.
-- Calls: -
-- Writes: -
create or replace function auth.common_words()
returns text
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(string_agg(w.word, ' ' order by w.word), '')
    from auth.common_passwords as w;
$$;

revoke all on function auth.common_words() from public;
grant execute on function auth.common_words() to irra_front;

comment on function auth.common_words() is
    'All words of auth.common_passwords, separated by spaces';
