-- Why: who may decide for the organ depends on the capacity in which a person heads it, and who is away is stood in for;
-- both are facts with a term and a paper, and an act of last year is judged by what held then.

-- Appointments of heads and written authorisations of deputies (行政处罚法 第五十七条). The actions are ids of the
-- procedures; none stands for all that the law does not reserve.
CREATE TABLE appointments (
    id BLOB NOT NULL PRIMARY KEY,
    organ_id BLOB NOT NULL REFERENCES organs (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    leadership TEXT NOT NULL CHECK (leadership IN ('principal', 'acting', 'deputy')),
    actions TEXT,
    number TEXT NOT NULL CHECK (number <> ''),
    from_on TEXT NOT NULL,
    to_on TEXT,
    scan_file BLOB REFERENCES blobs (id),
    entered_by BLOB REFERENCES users (id),
    entered_at INTEGER NOT NULL,
    ended_on TEXT,
    end_reason TEXT,
    ended_by BLOB REFERENCES users (id),
    ended_at INTEGER,
    CHECK (to_on IS NULL OR from_on <= to_on),
    CHECK (leadership <> 'deputy' OR to_on IS NOT NULL),
    CHECK ((ended_on IS NULL) = (ended_by IS NULL) AND (ended_on IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE INDEX appointments_by_organ ON appointments (organ_id, from_on);

-- Delegations during leave: for whom, to whom, in which roles and for which actions; none stands for all of them.
CREATE TABLE delegations (
    id BLOB NOT NULL PRIMARY KEY,
    organ_id BLOB NOT NULL REFERENCES organs (id),
    from_user BLOB NOT NULL REFERENCES users (id),
    to_user BLOB NOT NULL REFERENCES users (id),
    roles TEXT NOT NULL CHECK (roles <> ''),
    actions TEXT,
    reason TEXT NOT NULL CHECK (reason <> ''),
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    entered_by BLOB NOT NULL REFERENCES users (id),
    entered_at INTEGER NOT NULL,
    ended_on TEXT,
    ended_by BLOB REFERENCES users (id),
    ended_at INTEGER,
    CHECK (from_user <> to_user),
    CHECK (from_on <= to_on),
    CHECK ((ended_on IS NULL) = (ended_by IS NULL) AND (ended_on IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE INDEX delegations_by_organ ON delegations (organ_id, from_on);

-- To which procedures an entrustment extends (委托事项); entrustments from before this was asked extend to all.
ALTER TABLE entrustments ADD COLUMN procedures TEXT;

-- How many entries from sheets wait until the head who signed confirms them (纸质审批待确认), for lists.
ALTER TABLE proceedings ADD COLUMN unconfirmed INTEGER NOT NULL DEFAULT 0;
