-- Why: who has an interest in a party withdraws from its case, so what people declare must be known when they are named;
-- and what a body prints on its documents is often known only where it works, not to whoever wrote its pack.

-- An interest is ended, never deleted: an act of last year is judged by what held then. Whose it is: a person with a
-- login, or an officer without one. Names and reasons are prose about people, and sealed.
CREATE TABLE interests (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB REFERENCES users (id),
    officer_id BLOB REFERENCES officers (id),
    kind TEXT NOT NULL CHECK (kind IN ('relative', 'former-employer', 'holding', 'other', 'namesake')),
    sealed_name BLOB NOT NULL,
    sealed_note BLOB NOT NULL,
    since_on TEXT,
    entered_by BLOB NOT NULL REFERENCES users (id),
    entered_at INTEGER NOT NULL,
    ended_on TEXT,
    sealed_end_reason BLOB,
    ended_by BLOB REFERENCES users (id),
    ended_at INTEGER,
    CHECK ((user_id IS NULL) <> (officer_id IS NULL)),
    CHECK ((ended_on IS NULL) = (ended_by IS NULL) AND (ended_on IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE INDEX interests_by_user ON interests (user_id);
CREATE INDEX interests_by_officer ON interests (officer_id);

-- What a body entered of itself, each time anew from a day on: a document of last year shows last year's address.
CREATE TABLE letterheads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organ_id BLOB NOT NULL REFERENCES organs (id),
    from_on TEXT NOT NULL,
    address TEXT,
    postcode TEXT,
    telephone TEXT,
    court TEXT,
    online TEXT,
    publicity TEXT,
    bank_name TEXT,
    account_name TEXT,
    account TEXT,
    entered_by BLOB NOT NULL REFERENCES users (id),
    entered_at INTEGER NOT NULL,
    CHECK ((bank_name IS NULL) = (account_name IS NULL) AND (bank_name IS NULL) = (account IS NULL))
) STRICT;
CREATE INDEX letterheads_by_organ ON letterheads (organ_id, from_on);
