-- A rehearsal uses this desk's sessions as what they are: simulators. No exchange is behind them.
-- Writes: fix.sessions
update fix.sessions set simulated = true;
