-- Changes what is given of a member; what they have open ends when the role changes or they are
-- disabled. Answers whether there is such a member.
select auth.change_member(
    person_id => p.person_id, display_name => nullif(:'display_name', ''),
    role => nullif(:'role', ''), email => nullif(:'email', ''), phone => nullif(:'phone', ''),
    disabled => nullif(:'disabled', '')::boolean)
from auth.ops_team as p where p.username = :'username';
select exists (select from auth.ops_team where username = :'username');
