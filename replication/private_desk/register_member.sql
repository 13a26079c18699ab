-- Adds a member of the ops team; the hash and the sealed second factor are made by `irra ops-user`.
select auth.register(
    username => :'username', display_name => :'display_name', role => :'role',
    password_hash => :'password_hash', totp_secret_sealed => decode(:'sealed', 'hex'),
    email => nullif(:'email', ''));
