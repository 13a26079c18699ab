-- Whether the client can pay for an exit that costs money: buying back a short option. What other
-- live buy exits of the client still need, fills that nobody has confirmed included, is not
-- there twice. The setting funds_policy decides: block refuses, warn says so, off does not look.
-- For block the caller holds the client's lock (logic.lock_funds).
-- Calls: logic.premium_on_its_way, logic.raise, logic.setting. Writes: none.
create or replace function logic.funds_warnings(
    user_id bigint, instrument book.instruments, side text, units bigint, price numeric)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_policy text;
    v_needed numeric := units * price * instrument.multiplier;
    v_spoken_for numeric;
    v_funds book.funds;
    v_detail jsonb;
begin
    if side <> 'buy' or instrument.instrument_type not in ('IDO', 'STO') then
        return null;
    end if;
    v_policy := logic.setting('funds_policy');
    if v_policy = 'off' then
        return null;
    end if;
    select * into v_funds from book.funds f where f.user_id = funds_warnings.user_id;
    v_spoken_for := logic.premium_on_its_way(funds_warnings.user_id);
    if v_needed <= v_funds.available - v_spoken_for then
        return null;
    end if;
    v_detail := jsonb_build_object(
        'needed', trim_scale(v_needed), 'available', v_funds.available,
        'spoken_for', trim_scale(v_spoken_for), 'as_of', v_funds.as_of,
        'reason', case when v_funds.user_id is null then 'the client''s funds are unknown'
            when v_needed is null then 'no price to reckon the premium by'
            else 'the premium is above the funds' end);
    if v_policy = 'block' then
        perform logic.raise('IR304', v_detail);
    end if;
    return (
        select jsonb_build_array(jsonb_build_object(
            'code', c.code, 'title', c.title, 'detail', v_detail))
        from core.error_codes c where c.code = 'IR304');
end
$$;

revoke all on function logic.funds_warnings(bigint, book.instruments, text, bigint, numeric)
    from public;
comment on function logic.funds_warnings(bigint, book.instruments, text, bigint, numeric) is
    'Warnings about the funds an exit needs, or null; IR304 when the policy is to block';
