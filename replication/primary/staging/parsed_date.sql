-- A calendar date written YYYY-MM-DD, null when it is none: a bad date is a row's problem, never
-- an exception that hides the other rows.
create or replace function staging.parsed_date(value text) returns date
    language sql immutable parallel safe
as $$
    select case
        when value ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
            case
                when substr(value, 9, 2)::int <= extract(day from
                    make_date(left(value, 4)::int, substr(value, 6, 2)::int, 1)
                        + interval '1 month' - interval '1 day')
                then make_date(
                    left(value, 4)::int, substr(value, 6, 2)::int, substr(value, 9, 2)::int)
            end
    end;
$$;
alter function staging.parsed_date(text) owner to broker_owner;
revoke all on function staging.parsed_date(text) from public;
comment on function staging.parsed_date(text) is 'YYYY-MM-DD as a date, null when it is no date';
