-- ops.health tells when nothing was written outside for long.
-- Calls: audit.head_parts
-- Writes: audit.progress
create or replace function audit.note_head(line text)
returns void
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    update audit.progress as p
    set head_seal_number = h.seal_number, head_written_at = now()
    from audit.head_parts(note_head.line) as h
    where h.seal_number is not null;
$$;

revoke all on function audit.note_head(text) from public;
grant execute on function audit.note_head(text) to irra_monitor;

comment on function audit.note_head(text) is
    'The monitor has written this line of audit.head_line outside, to stay';
