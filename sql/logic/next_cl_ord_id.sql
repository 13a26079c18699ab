-- Unique for ever on this desk, 17 characters: IR, the date in India, a number.
-- Calls: none. Writes: core.cl_ord_id_sequence.
create or replace function logic.next_cl_ord_id()
returns text
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return 'IR' || to_char(now() at time zone 'Asia/Kolkata', 'YYMMDD')
        || lpad(nextval('core.cl_ord_id_sequence'::regclass)::text, 9, '0');
end
$$;

revoke all on function logic.next_cl_ord_id() from public;
comment on function logic.next_cl_ord_id() is 'The next ClOrdID (FIX tag 11)';
