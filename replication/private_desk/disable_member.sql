-- Nobody logs in as this member any more, and open sessions end now. Answers whether there was one.
with disabled as (
    update auth.ops_team set disabled_at = now()
    where username = :'username' and disabled_at is null
    returning person_id),
ended as (
    update auth.sessions set ended_at = now(), ended_reason = 'disabled'
    from disabled
    where sessions.person_id = disabled.person_id and sessions.ended_at is null)
select exists (select from disabled);
