-- The sessions go on where exchange and gateway left them.
-- Writes: fix.session_state, bench.numbers.
update fix.session_state s
set incarnation = n.incarnation, next_inbound = n.next_inbound, next_outbound = n.next_outbound,
    lease_until = null
from bench.numbers n
where n.session_name = s.session_name;
drop table bench.numbers;
