-- The settings that the figures depend on.
select string_agg(s.name || ' ' || current_setting(s.name), ', ' order by s.name)
from pg_settings s
where s.name in ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_level', 'shared_buffers',
    'max_wal_size', 'jit', 'random_page_cost');
