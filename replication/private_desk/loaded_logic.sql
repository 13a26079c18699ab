-- What logic is loaded, as the database itself remembers it; nothing where it has none.
select current_setting('irra.logic', true)
where exists (select from pg_catalog.pg_proc where pronamespace = to_regnamespace('api'));
