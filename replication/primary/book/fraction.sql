-- A number in [0, 1) that a seed and a label decide: the same on every machine and in every plan.
create or replace function book.fraction(seed integer, label text) returns double precision
    language sql immutable parallel safe
as $$
    select ('x' || left(md5(seed::text || ':' || label), 8))::bit(32)::bigint / 4294967296.0;
$$;
alter function book.fraction(integer, text) owner to broker_owner;
revoke all on function book.fraction(integer, text) from public;
comment on function book.fraction(integer, text) is 'Repeatable pseudo-random number in [0, 1)';
