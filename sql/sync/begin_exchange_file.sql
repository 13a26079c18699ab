-- Calls: logic.raise. Writes: sync.exchange_files.
create or replace function sync.begin_exchange_file(kind text, file_name text, columns text[])
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_id bigint;
begin
    -- What an interrupted import left counts nothing and goes.
    delete from sync.exchange_files f
    where f.state = 'loading' and f.begun_at < now() - interval '1 hour';
    insert into sync.exchange_files as f (kind, file_name, columns)
    values (begin_exchange_file.kind, left(begin_exchange_file.file_name, 255),
        begin_exchange_file.columns)
    returning f.file_id into v_file_id;
    return v_file_id;
end
$$;

revoke all on function sync.begin_exchange_file(text, text, text[]) from public;
grant execute on function sync.begin_exchange_file(text, text, text[]) to irra_sync;
comment on function sync.begin_exchange_file(text, text, text[]) is
    'A file of the exchange is about to be read; answers its number';
