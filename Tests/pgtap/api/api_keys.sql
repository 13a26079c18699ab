-- How machines act: keys that name what they open.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(32);

create function pg_temp.id(name text) returns bigint language sql stable security definer as $$
    select p.person_id from auth.ops_team as p where p.username = name;
$$;
create function pg_temp.hash(secret text) returns text language sql immutable as $$
    select encode(sha256(convert_to(secret, 'UTF8')), 'hex');
$$;
create function pg_temp.act(key text, role text default 'auditor') returns bigint language sql as $$
    select set_config('irra.session', key, true), set_config('role', role, true);
    select auth.current_person();
$$;
create function pg_temp.raised(statement text) returns jsonb language plpgsql as $$
begin
    return tap.raised(statement);
end
$$;

select tap.become('adil');
select ok(api.register_machine('loader', 'Loader', 'auditor') ? 'person_id', 'there is a machine');
select is((select array_agg(raised(format('select api.create_api_key(%s, %L, %L, %L, %s, %s)',
        c[1], c[2], c[3], pg_temp.hash('x'), c[4], c[5])) #>> '{detail,field}')
    from (values (array[pg_temp.id('arun')::text, 'l', 'get_site', '60', '9']),
        (array['0', 'l', 'get_site', '60', '9']),
        (array[pg_temp.id('loader')::text, ' ', 'get_site', '60', '9']),
        (array[pg_temp.id('loader')::text, 'l', ' ', '60', '9']),
        (array[pg_temp.id('loader')::text, 'l', 'get_nothing', '60', '9']),
        (array[pg_temp.id('loader')::text, 'l', 'get_site', '0', '9']),
        (array[pg_temp.id('loader')::text, 'l', 'get_site', '60', '366'])) as v (c)),
    array['person_id', 'person_id', 'label', 'endpoints', 'endpoints', 'requests_per_minute', 'days'],
    'what is wrong with a key is named; people have none');
select is_empty($$
    select f.name from unnest(array['square_off', 'approve', 'reject', 'open_call', 'register_member',
        'change_member', 'reset_member', 'unlock_member', 'create_api_key', 'get_api_keys', 'get_sessions',
        'end_session', 'logout', 'update_position', 'unmask_user', 'activate_site', 'get_events']) as f (name)
    where raised(format('select api.create_api_key(%s, ''l'', %L, %L)', pg_temp.id('loader'), f.name,
        pg_temp.hash('x'))) ->> 'code' is distinct from 'IR101'
$$, 'what needs a person with two factors opens to no key');
select is(api.create_api_key(pg_temp.id('loader'), 'nightly report', ' get_orders  get_site get_orders ',
    pg_temp.hash('irra.key.one'), 120, 30) - 'key_id' - 'person_id' - 'created_at',
    jsonb_build_object('machine', 'loader', 'role', 'auditor', 'label', 'nightly report',
    'endpoints', '["get_orders", "get_site"]'::jsonb, 'requests_per_minute', 120, 'created_by', 'adil',
    'expires_at', now() + interval '30 days', 'last_used_at', null, 'revoked_at', null), 'a key names what it opens');
select is(jsonb_array_length(api.get_api_keys()), 1, 'it is listed');
select ok(not api.get_api_keys()::text ~ pg_temp.hash('irra.key.one'), 'without its hash');

-- Acting.
select is(pg_temp.act('irra.key.one'), pg_temp.id('loader'), 'the key is its machine');
select is(auth.current_session(), null, 'without a session');
select is(api.arguments('get_site', '{}', '{}'), '{}'::jsonb, 'it opens what it names');
select is(pg_temp.raised($$select api.arguments('get_trades', '{}', '{}')$$) ->> 'code', 'IR403',
    'and nothing else');
select is(pg_temp.raised($$select api.arguments('approve', '{"approval_id": 1}', '{}')$$) ->> 'code', 'IR403',
    'whatever the role may do');
select is(pg_temp.act('irra.key.one', 'ops_admin'), null, 'under another role it is nobody');
select is(pg_temp.act('irra.key.two'), null, 'so is a forged one');
select is(pg_temp.raised($$select api.arguments('get_site', '{}', '{}')$$) ->> 'code', 'IR401', 'everywhere');
select is(pg_temp.act(''), null, 'and an empty one');
select pg_temp.act('irra.key.one');
select is(pg_temp.raised($$select api.create_api_key(1, 'l', 'get_site', 'aa')$$) ->> 'code', '42501',
    'a key makes no key');
select is(jsonb_typeof(api.get_orders()), 'array', 'it reads what its role reads');

-- What the front is told.
select tap.become_nobody();
select set_config('role', 'irra_front', true);
select results_eq($$ select role, requests_per_minute from auth.key_begin(decode(pg_temp.hash('irra.key.one'), 'hex')) $$,
    $$ values ('auditor', 120) $$, 'the front learns role and rate');
select is_empty($$ select * from auth.key_begin(decode(pg_temp.hash('irra.key.two'), 'hex')) $$,
    'of no other key');
select tap.become_nobody();
select is((select last_used_at from auth.api_keys), now(), 'when a key was used is known');

-- The end of a key.
select tap.become_nobody();
update auth.api_keys set expires_at = now();
select is(pg_temp.act('irra.key.one'), null, 'an expired key opens nothing');
select tap.become_nobody();
update auth.api_keys set expires_at = now() + interval '1 day';
select tap.become('anna');
select is(raised($$select api.revoke_api_key(1)$$) ->> 'code', '42501', 'an auditor revokes none');
select is(jsonb_array_length(api.get_api_keys()), 1, 'but looks');
select tap.become('adil');
select isnt(api.revoke_api_key((api.get_api_keys() #>> '{0,key_id}')::bigint) ->> 'revoked_at', null,
    'an admin revokes it');
select is(raised($$select api.revoke_api_key(0)$$) ->> 'code', 'IR104', 'one that is there');
select is(pg_temp.act('irra.key.one'), null, 'from then on it opens nothing');
select tap.become('adil');
select is(api.create_api_key(pg_temp.id('loader'), 'l', 'get_site', pg_temp.hash('irra.key.three'), null, null)
    @> jsonb_build_object('requests_per_minute', 60, 'expires_at', now() + interval '90 days'), true,
    'another one, with what is usual');
select ok(api.change_member(pg_temp.id('loader'), 'over', disabled => true) ? 'person_id',
    'the machine is disabled');
select is(pg_temp.act('irra.key.three'), null, 'with its keys');
select tap.become('adil');
select ok(api.change_member(pg_temp.id('loader'), 'again', disabled => false) ? 'person_id', 'and enabled');
select is(pg_temp.act('irra.key.three'), null, 'without them');
select tap.become_nobody();
select is((select array_agg(l.action order by l.log_id) from audit.log as l where l.object like 'key:%'),
    array['create_api_key', 'revoke_api_key', 'create_api_key'], 'all of it is in the log');

select * from finish();
rollback;
