-- Functions and views that were removed or whose signature changed: `drop … if exists`, newest
-- first. Loaded before everything else, so that an old signature never stays callable beside the
-- new one.

drop function if exists sync.fold_before_decision();
drop function if exists logic.apply_trades(text, core.trade_report[]);
drop function if exists fix.expire_unsent_requests(bigint[]);
