-- Adds a member of the ops team; the hash and the sealed second factor are made by `irra ops-user`.
-- Without a second factor the member enrols at the first log-in.
select auth.register(
    username => :'username', display_name => :'display_name', role => :'role',
    password_hash => :'password_hash',
    totp_secret_sealed => decode(nullif(:'sealed', ''), 'hex'),
    email => nullif(:'email', ''), phone => nullif(:'phone', ''));
