-- Why: the law in use is the pack and what the body has made of it: rules that its legal unit confirmed, confirmations that
-- it took back, calendar years that came by notice. Each is added and never changed, so that their number tells every
-- process whether it has read all of them.

ALTER TABLE confirmations ADD COLUMN scan_file UUID REFERENCES blobs (id);
ALTER TABLE confirmations ADD COLUMN sealed_note BYTEA;
ALTER TABLE confirmations ADD COLUMN recorded_by UUID REFERENCES users (id);

-- A confirmation without a row of its own came with the pack.
CREATE TABLE confirmation_withdrawals (
    id BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT confirmation_withdrawals__id PRIMARY KEY,
    rule TEXT COLLATE "C" NOT NULL CHECK (rule <> ''),
    confirmation_id BIGINT CONSTRAINT confirmation_withdrawals__confirmation_id UNIQUE REFERENCES confirmations (id),
    sealed_reason BYTEA NOT NULL,
    withdrawn_by UUID NOT NULL REFERENCES users (id),
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    recorded_at BIGINT NOT NULL
);
CREATE INDEX confirmation_withdrawals_by_rule ON confirmation_withdrawals (rule);

CREATE TABLE calendar_years (
    id BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT calendar_years__id PRIMARY KEY,
    year BIGINT NOT NULL,
    content TEXT NOT NULL CHECK (content <> ''),
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    sealed_reason BYTEA NOT NULL,
    imported_by UUID NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role <> ''),
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    recorded_at BIGINT NOT NULL
);
CREATE INDEX calendar_years_by_year ON calendar_years (year);

CREATE FUNCTION refuse_law_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the law in use is append-only';
END $$;
CREATE TRIGGER confirmations_are_not_changed BEFORE UPDATE OR DELETE ON confirmations
    FOR EACH ROW EXECUTE FUNCTION refuse_law_change();
CREATE TRIGGER confirmation_withdrawals_are_not_changed BEFORE UPDATE OR DELETE ON confirmation_withdrawals
    FOR EACH ROW EXECUTE FUNCTION refuse_law_change();
CREATE TRIGGER calendar_years_are_not_changed BEFORE UPDATE OR DELETE ON calendar_years
    FOR EACH ROW EXECUTE FUNCTION refuse_law_change();
