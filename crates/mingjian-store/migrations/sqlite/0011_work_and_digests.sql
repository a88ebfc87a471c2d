-- Why: a list of what waits for a person must be right for thousands of cases and hide none. What waits, and who can do
-- it, is therefore computed when a case moves and kept here; nothing in these tables is a source of truth.

-- What waits in a proceeding: an action, a sheet to be confirmed, a clock alone, or nothing (an open case at rest).
CREATE TABLE work_steps (
    proceeding_id BLOB NOT NULL REFERENCES proceedings (id),
    kind TEXT NOT NULL CHECK (kind IN ('act', 'sheet', 'clock', 'rest')),
    key TEXT NOT NULL,
    clock TEXT,
    due_on TEXT,
    order_on TEXT NOT NULL,
    PRIMARY KEY (proceeding_id, kind, key),
    CHECK ((clock IS NULL) = (due_on IS NULL))
) STRICT;
CREATE INDEX work_steps_by_order ON work_steps (order_on, proceeding_id);

-- Who can do it, in which role, in whose place, and since when it waits for that person.
CREATE TABLE work_people (
    proceeding_id BLOB NOT NULL REFERENCES proceedings (id),
    kind TEXT NOT NULL CHECK (kind IN ('act', 'sheet')),
    key TEXT NOT NULL CHECK (key <> ''),
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role <> ''),
    for_user BLOB REFERENCES users (id),
    since_at INTEGER NOT NULL,
    PRIMARY KEY (proceeding_id, kind, key, user_id)
) STRICT;
CREATE INDEX work_people_by_user ON work_people (user_id, proceeding_id);

-- The daily digest of a person (每日提要): one a working day, never made twice.
CREATE TABLE digests (
    user_id BLOB NOT NULL REFERENCES users (id),
    day_on TEXT NOT NULL,
    composed_at INTEGER NOT NULL,
    read_at INTEGER,
    message_id BLOB,
    sent_at INTEGER,
    PRIMARY KEY (user_id, day_on),
    CHECK (sent_at IS NULL OR message_id IS NOT NULL)
) STRICT;

CREATE TABLE digest_items (
    user_id BLOB NOT NULL REFERENCES users (id),
    day_on TEXT NOT NULL,
    proceeding_id BLOB NOT NULL REFERENCES proceedings (id),
    kind TEXT NOT NULL CHECK (kind IN ('act', 'sheet')),
    key TEXT NOT NULL CHECK (key <> ''),
    due_on TEXT,
    is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)),
    PRIMARY KEY (user_id, day_on, proceeding_id, kind, key)
) STRICT;
