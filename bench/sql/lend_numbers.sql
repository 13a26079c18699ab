-- The sessions' numbers are kept aside for the run without a worker, which has messages of its
-- own that the exchange never sees; its numbers are those of another incarnation.
-- Writes: bench.numbers, fix.session_state.
create table bench.numbers as
select s.session_name, s.incarnation, s.next_inbound, s.next_outbound from fix.session_state s;
update fix.session_state set incarnation = incarnation + 1000;
