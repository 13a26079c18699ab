-- Invented clients and their funds. Nobody can take them for people: surnames say so, the PAN's
-- fourth letter X is no holder type, telephone numbers start with 0, mail goes to .invalid.
-- Calls: book.fraction. Writes: book.users, book.funds
create or replace function book.seed_clients(seed integer, clients integer, day date)
    returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    zone constant text := 'Asia/Kolkata';
    first_names constant text[] := array['Asha', 'Bimal', 'Chitra', 'Dev', 'Esha', 'Farid',
        'Gita', 'Hari', 'Indu', 'Jaya', 'Kiran', 'Latha', 'Mohan', 'Nila', 'Om', 'Priya'];
    surnames constant text[] := array['Example', 'Sample', 'Fictitious', 'Imaginary', 'Invented',
        'Placeholder', 'Specimen', 'Makebelieve'];
    -- DMA0001, DMA0002, …, DMA9999, DMB0000: the letters count in base 26 from here.
    first_letters constant integer := (3 * 26 + 12) * 26;
    added bigint;
begin
    insert into book.users (
        broker_id, name, pan, date_of_birth, email, phone, password_hash, kyc_document,
        postal_address, bank_account, created_at, updated_at)
    select letters || digits,
        first_names[1 + floor(16 * book.fraction(seed, 'first' || n))::int] || ' '
            || surnames[1 + floor(8 * book.fraction(seed, 'last' || n))::int],
        letters || 'X' || chr(65 + floor(26 * book.fraction(seed, 'pan' || n))::int) || digits
            || chr(65 + floor(26 * book.fraction(seed, 'check' || n))::int),
        date '1950-01-01' + floor(18262 * book.fraction(seed, 'born' || n))::int,
        lower(letters) || digits || '@clients.invalid', '+910' || lpad(n::text, 9, '0'),
        'no log-in', 'invented document ' || n, 'invented address ' || n,
        'invented account ' || n,
        (day + time '08:00') at time zone zone, (day + time '08:00') at time zone zone
    from generate_series(1, clients) n
    cross join lateral (
        select chr(65 + c / 676 % 26) || chr(65 + c / 26 % 26) || chr(65 + c % 26) as letters,
            lpad((n % 10000)::text, 4, '0') as digits
        from (select first_letters + n / 10000 as c) counted) id
    order by n
    on conflict (broker_id) do nothing;
    get diagnostics added = row_count;

    insert into book.funds (user_id, available, used, as_of)
    select u.user_id,
        round((10000 + 990000 * book.fraction(seed, 'funds' || u.broker_id))::numeric, 2),
        0, (day + time '08:00') at time zone zone
    from book.users u
    on conflict (user_id) do nothing;
    return added;
end
$$;
alter function book.seed_clients(integer, integer, date) owner to broker_owner;
revoke all on function book.seed_clients(integer, integer, date) from public;
comment on function book.seed_clients(integer, integer, date) is 'Invented clients and funds';
