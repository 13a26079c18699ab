-- Raw messages by day: made a week ahead, private like every table, never in the way.
begin;
set local search_path = tap;
set local client_min_messages = warning;
select plan(8);

create function tap.days(parent text) returns text language sql as $$
    select string_agg(right(c.relname, 8), ' ' order by c.relname)
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ('fix.' || parent)::regclass and c.relname !~ 'default$' $$;

insert into fix.inbound (session_name, incarnation, sequence, msg_type, received_at, poss_dup, raw)
values ('P', 1, 1, '8', '2024-03-01 23:59+00', false, 'x'),
    ('P', 1, 2, '8', '2024-03-02 00:01+00', false, 'x');
select lives_ok($$ select count(*) from fix.sessions_to_run('2024-03-02 12:00+00') $$,
    'who is about to run sessions finds partitions');
select is(tap.days('outbound'),
    '20240302 20240303 20240304 20240305 20240306 20240307 20240308 20240309', 'a week ahead');
select is(tap.days('inbound'),
    '20240303 20240304 20240305 20240306 20240307 20240308 20240309',
    'a day that began without one stays where it is');
select is((select count(*) from fix.inbound where session_name = 'P'), 2::bigint, 'nothing is lost');
select lives_ok($$ select fix.make_partitions('2024-03-03 00:00+00') $$, 'the next day');
select is(right(tap.days('inbound'), 17), '20240309 20240310', 'adds one');
insert into fix.inbound (session_name, incarnation, sequence, msg_type, received_at, poss_dup, raw)
values ('P', 1, 3, '8', '2024-03-10 23:59:59.9+00', false, 'x');
select is((select tableoid::regclass::text from fix.inbound where sequence = 3 and session_name = 'P'),
    'fix.inbound_20240310', 'a message lies in its day, by UTC');
select is_empty($$
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = any (array['fix.inbound', 'fix.outbound']::regclass[])
        and (not c.relrowsecurity or not c.relforcerowsecurity
            or c.relowner <> 'irra_owner'::regrole
            or (select count(*) from pg_policy p where p.polrelid = c.oid) <> 1
            or c.relacl is not null and exists (
                select from aclexplode(c.relacl) a where a.grantee <> c.relowner))
$$, 'each is as private as every table');

select * from finish();
rollback;
