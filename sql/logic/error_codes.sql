-- Every code the desk can answer with. docs/error_codes.md is generated from these rows; Swift and
-- SQL are tested against them. A title is constant: what is particular goes into the detail.
-- Writes: core.error_codes
insert into core.error_codes (code, title, http_status) values
    ('IR101', 'The request body or a parameter is not valid', 400),
    ('IR102', 'The request has an unknown field', 400),
    ('IR103', 'A required field is missing', 400),
    ('IR104', 'Not found', 404),
    ('IR105', 'The idempotency key is missing or malformed', 400),
    ('IR106', 'The idempotency key was used before for another request', 400),
    ('IR107', 'The quantity is not a multiple of the lot', 400),
    ('IR108', 'The price is not a multiple of the tick or is out of range', 400),
    ('IR109', 'The method is not allowed here', 405),
    ('IR110', 'The request is too large', 413),
    ('IR111', 'The body must be application/json', 415),
    ('IR112', 'The answer under this idempotency key was shown once and is not kept', 409),
    ('IR113', 'The new password is not acceptable', 400),
    ('IR201', 'The site is not in a mode that allows this', 409),
    ('IR202', 'This transition is not allowed', 409),
    ('IR203', 'No session serves this exchange and segment', 409),
    ('IR204', 'The approval is not waiting or has expired', 409),
    ('IR205', 'The client is already served in another call', 409),
    ('IR206', 'An approval for this is already waiting', 409),
    ('IR207', 'Paused or stopped by a control', 409),
    ('IR208', 'A replacement is already on its way', 409),
    ('IR209', 'The call cannot be handed over', 409),
    ('IR210', 'What was read back is not what would be sent', 409),
    ('IR211', 'Not possible with this member now', 409),
    ('IR301', 'The quantity is above what is available', 422),
    ('IR302', 'There is nothing to close', 422),
    ('IR303', 'The instrument or product cannot be traded', 422),
    ('IR304', 'The funds do not suffice', 422),
    ('IR401', 'Not authenticated', 401),
    ('IR402', 'The one-time code is missing or wrong', 401),
    ('IR403', 'Not entitled', 403),
    ('IR404', 'Nobody approves their own request', 403),
    ('IR405', 'The session has ended', 401),
    ('IR406', 'The caller''s one-time code is needed, wrong or too old', 403),
    ('IR429', 'Too many attempts', 429),
    ('IR501', 'The lease was lost', 503),
    ('IR502', 'The database is busy or cannot be reached', 503),
    ('IR503', 'The request took too long', 503),
    ('IR504', 'The book is being copied', 503),
    ('IR505', 'The book moved while this was decided', 503),
    ('IR901', 'An invariant is broken', 500)
on conflict (code) do update
    set title = excluded.title, http_status = excluded.http_status
    where (error_codes.title, error_codes.http_status)
        is distinct from (excluded.title, excluded.http_status);
