-- Why rows of a freeze-quantity file cannot be taken, by line.
-- Calls: staging.freeze_rows. Writes: none.
create or replace function staging.freeze_problems(columns text[], lines text[])
    returns table (line bigint, reason text)
    language sql immutable set search_path = ''
as $$
    with rows as materialized (
        select r.*, min(r.line) over (partition by r.underlying) as first_line
        from staging.freeze_rows(columns, lines) r),
    judged as (
        select r.line, case
            when r.field_count <> cardinality(columns)
            then format('%s fields instead of %s', r.field_count, cardinality(columns))
            when r.underlying = '' then 'no symbol'
            -- What bigint holds.
            when r.quantity !~ '^[0-9]{1,18}$' or r.quantity ~ '^0+$'
            then format('freeze quantity "%s" is no positive number', left(r.quantity, 40))
            when r.line > r.first_line
            then format('%s is on line %s already', left(r.underlying, 40), r.first_line)
        end as reason
        from rows r)
    select j.line, j.reason from judged j where j.reason is not null
    union all
    select 1, 'no rows after the header' where not exists (select from rows);
$$;
alter function staging.freeze_problems(text[], text[]) owner to broker_owner;
revoke all on function staging.freeze_problems(text[], text[]) from public;
comment on function staging.freeze_problems(text[], text[]) is
    'Why freeze-quantity rows cannot be taken, by line';
