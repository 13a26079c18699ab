-- Takes both factors from a member; the hash of an initial password is made by `irra ops-user`.
-- Answers whether there is such a member.
select auth.reset_member(p.person_id, :'password_hash')
from auth.ops_team as p where p.username = :'username';
select exists (select from auth.ops_team where username = :'username');
