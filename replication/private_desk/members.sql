-- The ops team: name, role, display name, whether the second factor is enrolled, whether disabled.
select username, role, display_name,
    case when is_machine then 'machine' when totp_secret_sealed is null then 'not enrolled'
        else 'second factor' end,
    disabled_at is not null
from auth.ops_team
order by username;
