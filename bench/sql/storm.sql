-- The fill storm's order: all shares of the caller, one order without slices.
-- Writes: what api.square_off writes.
begin;
update core.calls c set closed_at = now()
from book.users u
where u.user_id = c.user_id and u.broker_id = 'BLA0001' and c.closed_at is null;
insert into core.calls (
    user_id, person_id, session_id, caller_number, recording_ref, expires_at)
select u.user_id, s.person_id, s.session_id, '+910000000000', 'storm',
    now() + interval '12 hours'
from book.users u
cross join (select s.* from auth.sessions s
    join auth.ops_team p on p.person_id = s.person_id where p.username = 'bench1') s
where u.broker_id = 'BLA0001';
select c.call_id, p.position_id
from core.calls c
join core.positions p on p.user_id = c.user_id and p.product = 'CNC' and p.net_quantity > 0
where c.recording_ref = 'storm' and c.closed_at is null \gset
select set_config('role', 'ops_agent', true), set_config('irra.session', 'bench1', true);
select api.square_off(call_id => :'call_id', position_id => :'position_id',
    idempotency_key => 'storm', order_type => 'MARKET');
commit;
