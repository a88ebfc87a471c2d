-- Why: what happened can be added to and never changed. The journal is the record of each proceeding, written by the
-- same commit as its state; the audit trail is the record of reads, refusals and log-ins, written by a commit of its own.

CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    proceeding_id BLOB NOT NULL REFERENCES proceedings (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    action TEXT NOT NULL CHECK (action <> ''),
    schema INTEGER NOT NULL,
    user_id BLOB REFERENCES users (id),
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    organ_id BLOB NOT NULL REFERENCES organs (id),
    body_id BLOB REFERENCES organs (id),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    sealed_bytes BLOB NOT NULL,
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    leaf_index INTEGER UNIQUE,
    UNIQUE (proceeding_id, seq)
) STRICT;
CREATE INDEX journal_by_user ON journal (user_id, recorded_at);
CREATE INDEX journal_without_leaf ON journal (id) WHERE leaf_index IS NULL;

-- The only change that an entry ever sees is its number in the public log, given once.
CREATE TRIGGER journal_is_append_only BEFORE UPDATE OF id, proceeding_id, seq, action, schema, user_id, actor_name, role,
    organ_id, body_id, occurred_at, recorded_at, source, sealed_bytes, commitment, prev_hash
    ON journal
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END;
CREATE TRIGGER journal_leaf_is_given_once BEFORE UPDATE OF leaf_index ON journal WHEN OLD.leaf_index IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END;
-- INSERT OR REPLACE would otherwise delete the old row without asking the trigger above.
CREATE TRIGGER journal_is_not_replaced BEFORE INSERT ON journal
    WHEN EXISTS (
        SELECT 1 FROM journal
        WHERE id = NEW.id OR (proceeding_id = NEW.proceeding_id AND seq = NEW.seq) OR leaf_index = NEW.leaf_index
    )
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END;

CREATE TABLE audit_trail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seq INTEGER NOT NULL UNIQUE CHECK (seq > 0),
    kind TEXT NOT NULL CHECK (kind <> ''),
    user_id BLOB REFERENCES users (id),
    target TEXT,
    recorded_at INTEGER NOT NULL,
    sealed_content BLOB NOT NULL,
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32)
) STRICT;
CREATE INDEX audit_trail_by_user ON audit_trail (user_id, recorded_at);
CREATE INDEX audit_trail_by_target ON audit_trail (target, recorded_at);

CREATE TRIGGER audit_trail_is_append_only BEFORE UPDATE ON audit_trail
BEGIN
    SELECT RAISE(ABORT, 'audit_trail is append-only');
END;
CREATE TRIGGER audit_trail_is_not_deleted BEFORE DELETE ON audit_trail
BEGIN
    SELECT RAISE(ABORT, 'audit_trail is append-only');
END;
-- INSERT OR REPLACE would otherwise delete the old row without asking the trigger above.
CREATE TRIGGER audit_trail_is_not_replaced BEFORE INSERT ON audit_trail
    WHEN EXISTS (SELECT 1 FROM audit_trail WHERE id = NEW.id OR seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'audit_trail is append-only');
END;

-- The one row that two writers of the trail wait for, so that its chain has no fork.
CREATE TABLE audit_heads (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO audit_heads (id, seq, hash) VALUES (1, 0, zeroblob(32));
