-- Failed log-ins up to now do not keep a member out. Answers whether there is such a member.
select auth.unlock_member(p.person_id)
from auth.ops_team as p where p.username = :'username';
select exists (select from auth.ops_team where username = :'username');
