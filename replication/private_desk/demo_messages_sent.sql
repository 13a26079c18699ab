-- Orders that have left for the exchange, ever.
select count(*) from fix.outbound where msg_type = 'D';
