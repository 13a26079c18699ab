-- What the front sends for one GET /positions/{userId}, by pgbench: who asks, then the function.
\startpipeline
select set_config('role', 'ops_supervisor', true), set_config('irra.session', 'secret of the benchmark', true), set_config('irra.request_id', 'bench', true), set_config('irra.address', '127.0.0.1', true);
select api.get_positions("user_id" => (a->>'user_id')::bigint)::text from api.arguments('get_positions', '{}', '{"user_id": "9001"}') as a;
\endpipeline
