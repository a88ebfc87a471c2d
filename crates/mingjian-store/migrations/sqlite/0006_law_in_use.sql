-- Why: the law in use is the pack and what the body has made of it: rules that its legal unit confirmed, confirmations that
-- it took back, calendar years that came by notice. Each is added and never changed, so that their number tells every
-- process whether it has read all of them.

ALTER TABLE confirmations ADD COLUMN scan_file BLOB REFERENCES blobs (id);
ALTER TABLE confirmations ADD COLUMN sealed_note BLOB;
ALTER TABLE confirmations ADD COLUMN recorded_by BLOB REFERENCES users (id);

-- A confirmation without a row of its own came with the pack.
CREATE TABLE confirmation_withdrawals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL CHECK (rule <> ''),
    confirmation_id INTEGER UNIQUE REFERENCES confirmations (id),
    sealed_reason BLOB NOT NULL,
    withdrawn_by BLOB NOT NULL REFERENCES users (id),
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX confirmation_withdrawals_by_rule ON confirmation_withdrawals (rule);

CREATE TABLE calendar_years (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    content TEXT NOT NULL CHECK (content <> ''),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    sealed_reason BLOB NOT NULL,
    imported_by BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role <> ''),
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX calendar_years_by_year ON calendar_years (year);

CREATE TRIGGER confirmations_are_not_changed BEFORE UPDATE ON confirmations
BEGIN
    SELECT RAISE(ABORT, 'the law in use is append-only');
END;
CREATE TRIGGER confirmations_are_not_deleted BEFORE DELETE ON confirmations
BEGIN
    SELECT RAISE(ABORT, 'the law in use is append-only');
END;
CREATE TRIGGER confirmation_withdrawals_are_not_changed BEFORE UPDATE ON confirmation_withdrawals
BEGIN
    SELECT RAISE(ABORT, 'the law in use is append-only');
END;
CREATE TRIGGER confirmation_withdrawals_are_not_deleted BEFORE DELETE ON confirmation_withdrawals
BEGIN
    SELECT RAISE(ABORT, 'the law in use is append-only');
END;
CREATE TRIGGER calendar_years_are_not_changed BEFORE UPDATE ON calendar_years
BEGIN
    SELECT RAISE(ABORT, 'the law in use is append-only');
END;
CREATE TRIGGER calendar_years_are_not_deleted BEFORE DELETE ON calendar_years
BEGIN
    SELECT RAISE(ABORT, 'the law in use is append-only');
END;
