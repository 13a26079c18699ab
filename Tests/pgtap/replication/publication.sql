-- What leaves the primary. The desk's own tables have the published columns, so the list is loaded
-- here and rolled back.
begin;
set local search_path = tap;
set local client_min_messages = warning;
select plan(4);
\ir ../../../replication/publication.sql
select is((select pubtruncate from pg_publication where pubname = 'book'), false,
    'a truncate on the primary is not passed on');
select ok((select pubinsert and pubupdate and pubdelete from pg_publication where pubname = 'book'),
    'everything else is');
select is((select count(*) from pg_publication_tables where pubname = 'book'), 8::bigint,
    'eight tables are published');
select is_empty($$
    select p.tablename from pg_publication_tables as p
    where p.pubname = 'book' and 'arrival' = any (p.attnames)
$$, 'arrival is the desk''s own');
select * from finish();
rollback;
