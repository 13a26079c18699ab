-- Who is served next: points for waiting, which nobody can be overtaken by for ever, for something
-- that expires today, for intraday positions near their cut-off and for the day's loss, as settings
-- say. Who said nothing that is known has points for waiting alone. Set-based: all at once.
-- Calls: logic.setting_numeric, logic.trading_day. Writes: none.
create or replace function logic.caller_priorities(at timestamptz default now())
returns table (
    caller_id bigint, waiting_seconds bigint, loss numeric, expires_today boolean,
    minutes_to_cut_off bigint, priority numeric)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with clients as (
        select distinct w.user_id from core.waiting_callers w
        where w.state in ('waiting', 'taken') and w.user_id is not null
    ),
    held as (
        select f.user_id, least(coalesce(sum(f.day_pnl), 0), 0) as loss,
            coalesce(bool_or(f.net_quantity <> 0 and f.expiry_date = f.trade_date), false)
                as expires_today,
            -- What is past its cut-off is as urgent as what is at it.
            min(greatest(0, extract(epoch from
                (f.trade_date + k.cut_off_at) at time zone 'Asia/Kolkata'
                - caller_priorities.at) / 60))
                filter (where f.net_quantity <> 0 and k.cut_off_at is not null)
                as minutes_to_cut_off
        from clients x
        join api.position_figures f on f.user_id = x.user_id
            and f.trade_date = (select logic.trading_day())
        left join core.cut_offs k on (k.exchange, k.segment, k.product)
            = (f.exchange, f.segment, f.product)
        group by f.user_id
    )
    select w.caller_id, k.seconds::bigint, coalesce(-h.loss, 0),
        coalesce(h.expires_today, false), floor(h.minutes_to_cut_off)::bigint,
        round(k.seconds / 60 * logic.setting_numeric('caller_points_a_minute')
            + case when h.expires_today
                then logic.setting_numeric('caller_points_expiry') else 0 end
            -- greatest() and least() pass nulls over, so what is unknown has to be 0 within.
            + greatest(0, coalesce(1 - h.minutes_to_cut_off
                    / nullif(logic.setting_numeric('caller_cut_off_minutes'), 0), 0))
                * logic.setting_numeric('caller_points_cut_off')
            + least(1, coalesce(-h.loss
                    / nullif(logic.setting_numeric('caller_full_loss'), 0), 0))
                * logic.setting_numeric('caller_points_loss'), 1)
    from core.waiting_callers w
    cross join lateral (select floor(greatest(0,
        extract(epoch from caller_priorities.at - w.waiting_since))) as seconds) k
    left join held h on h.user_id = w.user_id
    where w.state in ('waiting', 'taken');
end
$$;

revoke all on function logic.caller_priorities(timestamptz) from public;
comment on function logic.caller_priorities(timestamptz) is
    'Points and what they are for, of every caller in the queue';
