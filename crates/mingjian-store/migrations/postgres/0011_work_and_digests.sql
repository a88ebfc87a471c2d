-- Why: a list of what waits for a person must be right for thousands of cases and hide none. What waits, and who can do
-- it, is therefore computed when a case moves and kept here; nothing in these tables is a source of truth.

-- What waits in a proceeding: an action, a sheet to be confirmed, a clock alone, or nothing (an open case at rest).
CREATE TABLE work_steps (
    proceeding_id UUID NOT NULL REFERENCES proceedings (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('act', 'sheet', 'clock', 'rest')),
    key TEXT COLLATE "C" NOT NULL,
    clock TEXT,
    due_on DATE,
    order_on DATE NOT NULL,
    CONSTRAINT work_steps__proceeding_id__kind__key PRIMARY KEY (proceeding_id, kind, key),
    CHECK ((clock IS NULL) = (due_on IS NULL))
);
CREATE INDEX work_steps_by_order ON work_steps (order_on, proceeding_id);

-- Who can do it, in which role, in whose place, and since when it waits for that person.
CREATE TABLE work_people (
    proceeding_id UUID NOT NULL REFERENCES proceedings (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('act', 'sheet')),
    key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    user_id UUID NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role <> ''),
    for_user UUID REFERENCES users (id),
    since_at BIGINT NOT NULL,
    CONSTRAINT work_people__proceeding_id__kind__key__user_id PRIMARY KEY (proceeding_id, kind, key, user_id)
);
CREATE INDEX work_people_by_user ON work_people (user_id, proceeding_id);

-- The daily digest of a person (每日提要): one a working day, never made twice.
CREATE TABLE digests (
    user_id UUID NOT NULL REFERENCES users (id),
    day_on DATE NOT NULL,
    composed_at BIGINT NOT NULL,
    read_at BIGINT,
    message_id UUID,
    sent_at BIGINT,
    CONSTRAINT digests__user_id__day_on PRIMARY KEY (user_id, day_on),
    CHECK (sent_at IS NULL OR message_id IS NOT NULL)
);

CREATE TABLE digest_items (
    user_id UUID NOT NULL REFERENCES users (id),
    day_on DATE NOT NULL,
    proceeding_id UUID NOT NULL REFERENCES proceedings (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('act', 'sheet')),
    key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    due_on DATE,
    is_new BOOLEAN NOT NULL,
    CONSTRAINT digest_items__user_id__day_on__proceeding_id__kind__key
        PRIMARY KEY (user_id, day_on, proceeding_id, kind, key)
);
