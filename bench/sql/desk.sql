-- Makes the desk ready to be measured: the book folded, orders allowed, sessions that wait long
-- enough for a queue to be filled, 500 agents with one log-in each.
--   psql -v agents=500 -d irra -f bench/sql/desk.sql
-- Writes: core.site, fix.sessions, auth.ops_team, auth.sessions, and what sync.fold writes.
select sync.fold(10000000);
update core.site set mode = 'active', mode_since = now();
update fix.sessions set max_resend_age = interval '12 hours';
insert into auth.ops_team (username, display_name, role, password_hash)
select 'bench' || n, 'Bench ' || n, 'ops_agent', 'no log-in' from generate_series(1, :agents) n;
insert into auth.sessions (person_id, secret_hash, role, expires_at)
select p.person_id, sha256(convert_to(p.username, 'UTF8')), p.role, now() + interval '12 hours'
from auth.ops_team p
where p.username like 'bench%';
