-- Whether the worker with this process number has reported since it started.
select exists (select from core.workers where process_id = :'pid'::integer);
