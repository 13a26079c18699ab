-- Calls: logic.file_date, logic.file_rows. Writes: none.
create or replace function logic.position_file_problems(file_id bigint)
returns table (line bigint, reason text)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    with rows as materialized (
        select r.line, r.fields,
            first_value(r.fields ->> 'BizDt') over (order by r.line) as first_day
        from logic.file_rows(position_file_problems.file_id) r
        where r.fields is not null
    ),
    quantities as (
        select r.line, q.name from rows r
        cross join lateral (
            select n as name from unnest(array['PstExrcAssgndLngQty', 'PstExrcAssgndShrtQty']) n
            where r.fields ->> n !~ '^[0-9]{1,12}$' limit 1) q
    )
    select j.line, j.reason
    from (
        select r.line, case
            when r.fields ->> 'Sgmt' not in ('CM', 'FO', 'CD', 'COM')
            then format('Sgmt "%s" is no segment', left(r.fields ->> 'Sgmt', 40))
            when r.fields ->> 'Src' not in ('NCL', 'ICCL')
            then format('Src "%s" is no clearing corporation', left(r.fields ->> 'Src', 40))
            when logic.file_date(r.fields ->> 'BizDt') is null
            then format('BizDt "%s" is no date', left(r.fields ->> 'BizDt', 40))
            when logic.file_date(r.fields ->> 'BizDt') <> logic.file_date(r.first_day)
            then format('BizDt %s, and other lines are of another day', r.fields ->> 'BizDt')
            when r.fields ->> 'ClntId' !~ '^[A-Za-z0-9._-]{1,40}$'
            then format('ClntId "%s" is no client''s code', left(r.fields ->> 'ClntId', 40))
            when r.fields ->> 'TckrSymb' = '' then 'TckrSymb is empty'
            when logic.file_date(r.fields ->> 'XpryDt') is null
            then format('XpryDt "%s" is no date', left(r.fields ->> 'XpryDt', 40))
            when r.fields ->> 'OptnTp' not in ('', 'CE', 'PE')
            then format('OptnTp "%s" is neither CE nor PE', left(r.fields ->> 'OptnTp', 40))
            when r.fields ->> 'OptnTp' <> ''
                and r.fields ->> 'StrkPric' !~ '^[0-9]{1,12}(\.[0-9]{1,4})?$'
            then format('StrkPric "%s" of an option is no price',
                left(r.fields ->> 'StrkPric', 40))
            when q.name is not null
            then format('%s "%s" is no whole number', q.name, left(r.fields ->> q.name, 40))
            end as reason
        from rows r
        left join quantities q on q.line = r.line) j
    where j.reason is not null
$$;

revoke all on function logic.position_file_problems(bigint) from public;
comment on function logic.position_file_problems(bigint) is
    'Why lines of a clearing member''s position file cannot be taken';
