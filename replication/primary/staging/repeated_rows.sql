-- Rows that name an instrument, or use a token, that an earlier line of the file has already.
create or replace function staging.repeated_rows(expected_fields integer)
    returns table (line bigint, reason text)
    language sql stable set search_path = ''
as $$
    select s.line, format('%s is on line %s already', s.symbol, s.first_line)
    from (
        select r.line, r.symbol,
            min(r.line) over (partition by r.exchange, r.segment, r.symbol) as first_line
        from staging.bhavcopy_rows r
        where r.field_count = expected_fields and r.symbol <> '') s
    where s.line > s.first_line
    union all
    select t.line, format('token %s is on line %s already', t.token, t.first_line)
    from (
        select r.line, r.token,
            min(r.line) over (partition by r.exchange, r.segment, r.token) as first_line
        from staging.bhavcopy_rows r
        where r.field_count = expected_fields and r.token <> '') t
    where t.line > t.first_line;
$$;
alter function staging.repeated_rows(integer) owner to broker_owner;
revoke all on function staging.repeated_rows(integer) from public;
comment on function staging.repeated_rows(integer) is 'Rows that occur twice in one file';
