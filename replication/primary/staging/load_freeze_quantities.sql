-- NSE's freeze quantities into its futures and options, by underlying: the whole file or nothing
-- of it. With problems nothing is changed, and the answer names how many there are and the first
-- of them. Underlyings without contracts are counted: the exchange trades more than the book has.
-- Unchanged rows are not written, so the same file again sends nothing to the replicas.
-- Calls: staging.claim_import, staging.freeze_problems, staging.freeze_rows.
-- Writes: book.instruments
create or replace function staging.load_freeze_quantities(columns text[], lines text[])
    returns jsonb
    language plpgsql volatile security definer set search_path = ''
as $$
declare
    -- The layout is this exchange's.
    source constant text := 'NSE';
    problems_shown constant integer := 100;
    names_shown constant integer := 10;
    answer jsonb;
    changed bigint;
begin
    perform staging.claim_import();
    with found as materialized (
        select p.line, p.reason from staging.freeze_problems(columns, lines) p),
    shown as (
        select f.line, f.reason from found f order by f.line limit problems_shown)
    select jsonb_build_object(
        'rows', (select count(*) from staging.freeze_rows(columns, lines)),
        'problem_count', (select count(*) from found),
        'problems', (select coalesce(jsonb_agg(to_jsonb(s) order by s.line), '[]') from shown s))
    into answer;

    if answer ->> 'problem_count' = '0' then
        update book.instruments i
        set freeze_quantity = r.quantity::bigint, updated_at = now()
        from staging.freeze_rows(columns, lines) r
        where i.exchange = source and i.segment = 'FO' and i.underlying = r.underlying
            and i.freeze_quantity is distinct from r.quantity::bigint;
        get diagnostics changed = row_count;

        with told as (select r.underlying from staging.freeze_rows(columns, lines) r),
        held as (
            select distinct i.underlying
            from book.instruments i
            where i.exchange = source and i.segment = 'FO'),
        -- By byte, not by the database's language.
        unknown as (
            select u.underlying, row_number() over (order by u.underlying collate "C") as n
            from (select * from told except select * from held) u),
        missing as (
            select m.underlying, row_number() over (order by m.underlying collate "C") as n
            from (select * from held except select * from told) m)
        select answer || jsonb_build_object(
            'instruments_changed', changed,
            'unknown_count', (select count(*) from unknown),
            'unknown', (select coalesce(jsonb_agg(u.underlying order by u.n), '[]')
                from unknown u where u.n <= names_shown),
            'missing_count', (select count(*) from missing),
            'missing', (select coalesce(jsonb_agg(m.underlying order by m.n), '[]')
                from missing m where m.n <= names_shown))
        into answer;
    end if;
    perform pg_advisory_unlock_all();
    return answer;
end
$$;
alter function staging.load_freeze_quantities(text[], text[]) owner to broker_owner;
revoke all on function staging.load_freeze_quantities(text[], text[]) from public;
grant execute on function staging.load_freeze_quantities(text[], text[]) to irra_primary_import;
comment on function staging.load_freeze_quantities(text[], text[]) is
    'Takes NSE''s freeze quantities whole, or says by line why not';
