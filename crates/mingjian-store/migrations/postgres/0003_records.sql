-- Why: what happened can be added to and never changed. The journal is the record of each proceeding, written by the
-- same commit as its state; the audit trail is the record of reads, refusals and log-ins, written by a commit of its own.

CREATE TABLE journal (
    id BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT journal__id PRIMARY KEY,
    proceeding_id UUID NOT NULL REFERENCES proceedings (id),
    seq BIGINT NOT NULL CHECK (seq > 0),
    action TEXT NOT NULL CHECK (action <> ''),
    schema BIGINT NOT NULL,
    user_id UUID REFERENCES users (id),
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    organ_id UUID NOT NULL REFERENCES organs (id),
    body_id UUID REFERENCES organs (id),
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    sealed_bytes BYTEA NOT NULL,
    commitment BYTEA NOT NULL CHECK (octet_length(commitment) = 32),
    prev_hash BYTEA NOT NULL CHECK (octet_length(prev_hash) = 32),
    leaf_index BIGINT CONSTRAINT journal__leaf_index UNIQUE,
    CONSTRAINT journal__proceeding_id__seq UNIQUE (proceeding_id, seq)
);
CREATE INDEX journal_by_user ON journal (user_id, recorded_at);
CREATE INDEX journal_without_leaf ON journal (id) WHERE leaf_index IS NULL;

-- The only change that an entry ever sees is its number in the public log, given once.
CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.leaf_index IS NULL AND to_jsonb(OLD) - 'leaf_index' = to_jsonb(NEW) - 'leaf_index' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'journal is append-only';
END $$;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse_journal_change();
CREATE TRIGGER journal_is_not_emptied BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();

CREATE TABLE audit_trail (
    id BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_trail__id PRIMARY KEY,
    seq BIGINT NOT NULL CONSTRAINT audit_trail__seq UNIQUE CHECK (seq > 0),
    kind TEXT NOT NULL CHECK (kind <> ''),
    user_id UUID REFERENCES users (id),
    target TEXT,
    recorded_at BIGINT NOT NULL,
    sealed_content BYTEA NOT NULL,
    commitment BYTEA NOT NULL CHECK (octet_length(commitment) = 32),
    prev_hash BYTEA NOT NULL CHECK (octet_length(prev_hash) = 32)
);
CREATE INDEX audit_trail_by_user ON audit_trail (user_id, recorded_at);
CREATE INDEX audit_trail_by_target ON audit_trail (target, recorded_at);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_trail is append-only';
END $$;
CREATE TRIGGER audit_trail_is_append_only BEFORE UPDATE OR DELETE ON audit_trail
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_trail_is_not_emptied BEFORE TRUNCATE ON audit_trail
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The one row that two writers of the trail wait for, so that its chain has no fork.
CREATE TABLE audit_heads (
    id BIGINT NOT NULL CONSTRAINT audit_heads__id PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32)
);
INSERT INTO audit_heads (id, seq, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));
