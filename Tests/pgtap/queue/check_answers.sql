-- A message that the exchange does not answer while the line stays up: asked after, then told.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(16);
select sync.fold_before_decision();
create function tap.flush() returns text language sql as $$
    select string_agg(msg_type, '' order by sequence)
    from tap.dispatch() as (sequence bigint, msg_type text, body text) $$;
-- Time goes by.
create function tap.later(seconds integer) returns void language sql as $$
    update core.order_requests set sent_at = sent_at - make_interval(secs => seconds),
        queued_at = queued_at - make_interval(secs => seconds) where sent_at is not null $$;
create function tap.alerts() returns text language sql as $$
    select coalesce(string_agg(subject || ' ' || (details ->> 'waiting') || ' ' || occurrences, ', '), 'none')
    from core.alerts where kind = 'exchange_silent' and resolved_at is null $$;
update fix.session_state set status = 'logged_on';
select exit(9001, 7001, 75) as id \gset
select is(flush(), 'D', 'an order leaves');
select is((select asked from queue.check_answers()), 0, 'it has time');
select ok((select next_due_at between now() + interval '4 seconds' and now() + interval '6 seconds' from queue.check_answers()),
    'until then nobody need look');
select later(6);
select is((select asked from queue.check_answers()), 1, 'then it is asked for');
select is((select asked from queue.check_answers()), 0, 'once at a time');
select is(flush(), 'H', 'by a question');
select later(6), queue.check_answers(), flush(), later(6);
select is((select asked from queue.check_answers()), 1, 'a third time');
select flush(), later(6);
select is((select asked from queue.check_answers()), 0, 'but not for ever');
select is(alerts(), 'ORDERS 1 1', 'a person is told');
select queue.check_answers();
select is(alerts(), 'ORDERS 1 1', 'once');
select deliver('ORDERS', report(:id, '0'));
select queue.check_answers();
select is(alerts(), 'none', 'until the exchange says something');

-- A cancel; a line that is down asks for itself.
select logic.request_cancel(c, :id) from core.calls c where c.user_id = 9001 and c.closed_at is null;
select is(flush(), 'F', 'a cancel leaves');
update fix.session_state set status = 'connecting';
select later(60);
select is((select asked from queue.check_answers()), 0, 'nothing is asked over a line that is down');
select is(alerts(), 'none', 'nor is the exchange silent');
update fix.session_state set status = 'logged_on';
select is((select asked from queue.check_answers()), 1, 'it is asked for when the line is up');
update core.settings set value = '0' where name = 'answer_wait_seconds';
select is((select next_due_at from queue.check_answers()), null, 'a setting turns it off');
select * from finish();
rollback;
