-- The tables of the book and what the primary gives of them: all columns but `arrival`, which only
-- this side has. The contract with replication/publication.sql, as the desk holds it.
create or replace view ops.book_columns as
select c.relname::text as table_name, a.attnum as place, a.attname::text as column_name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
    array_position(i.indkey::smallint[], a.attnum) is not null as is_key
from pg_catalog.pg_class as c
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_catalog.pg_index as i on i.indrelid = c.oid and i.indisprimary
where c.relnamespace = (
        select n.oid from pg_catalog.pg_namespace as n where n.nspname = 'book')
    and c.relkind = 'r' and a.attname <> 'arrival';

revoke all on ops.book_columns from public;
grant select on ops.book_columns to dba, irra_monitor;

comment on view ops.book_columns is
    'Columns of the book that the primary gives, with type and key: the contract';
