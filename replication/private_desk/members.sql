-- The ops team: name, role, display name, whether the second factor is enrolled, whether disabled.
select username, role, display_name, totp_secret_sealed is not null, disabled_at is not null
from auth.ops_team
order by username;
