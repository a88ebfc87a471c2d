-- Why: what is supervised has a register of its own, so that a unit is entered once, found by any of its numbers, and
-- shown with everything that ever concerned it. What lists filter by is in clear; the rest, and every number, is sealed.

CREATE TABLE subjects (
    id UUID NOT NULL CONSTRAINT subjects__id PRIMARY KEY,
    organ_id UUID NOT NULL REFERENCES organs (id),
    department_id UUID NOT NULL REFERENCES organs (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('citizen', 'organisation', 'individual-business')),
    name TEXT COLLATE "C" NOT NULL CHECK (name <> ''),
    name_key TEXT COLLATE "C" NOT NULL,
    name_core TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    address_key TEXT COLLATE "C" NOT NULL,
    area TEXT COLLATE "C" NOT NULL,
    credit_code TEXT COLLATE "C",
    status TEXT NOT NULL CHECK (status IN ('operating', 'suspended', 'closed')),
    licence_until_on DATE,
    merged_into_id UUID REFERENCES subjects (id),
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    sealed_content BYTEA NOT NULL,
    CHECK (merged_into_id IS NULL OR merged_into_id <> id)
);
CREATE INDEX subjects_by_organ ON subjects (organ_id, id);
CREATE INDEX subjects_by_name ON subjects (organ_id, name_key);
CREATE INDEX subjects_by_core ON subjects (organ_id, name_core);
CREATE INDEX subjects_by_address ON subjects (organ_id, address_key);
CREATE INDEX subjects_by_survivor ON subjects (merged_into_id);

-- Every name that it ever had: who looks for the old one finds it.
CREATE TABLE subject_names (
    subject_id UUID NOT NULL REFERENCES subjects (id),
    name_key TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL CHECK (name <> ''),
    since_at BIGINT NOT NULL,
    CONSTRAINT subject_names__subject_id__name_key PRIMARY KEY (subject_id, name_key)
);
CREATE INDEX subject_names_by_key ON subject_names (name_key);

CREATE TABLE subject_specialities (
    subject_id UUID NOT NULL REFERENCES subjects (id),
    speciality TEXT COLLATE "C" NOT NULL CHECK (speciality <> ''),
    CONSTRAINT subject_specialities__subject_id__speciality PRIMARY KEY (subject_id, speciality)
);
CREATE INDEX subject_specialities_by_speciality ON subject_specialities (speciality);

-- Numbers that only one subject of an organ can have: the same number is never entered twice, whoever is faster.
CREATE TABLE subject_identities (
    organ_id UUID NOT NULL REFERENCES organs (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('credit-code', 'id-card', 'licence')),
    blind_index BYTEA NOT NULL CHECK (octet_length(blind_index) = 32),
    subject_id UUID NOT NULL REFERENCES subjects (id),
    CONSTRAINT subject_identities__organ_id__kind__blind_index PRIMARY KEY (organ_id, kind, blind_index)
);
CREATE INDEX subject_identities_by_subject ON subject_identities (subject_id);

-- Numbers by which it is found and that others may have too: telephone, the representative's identity number.
CREATE TABLE subject_numbers (
    subject_id UUID NOT NULL REFERENCES subjects (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind <> ''),
    blind_index BYTEA NOT NULL CHECK (octet_length(blind_index) = 32),
    CONSTRAINT subject_numbers__subject_id__kind__blind_index PRIMARY KEY (subject_id, kind, blind_index)
);
CREATE INDEX subject_numbers_by_blind_index ON subject_numbers (blind_index);

CREATE TABLE subject_imports (
    id UUID NOT NULL CONSTRAINT subject_imports__id PRIMARY KEY,
    organ_id UUID NOT NULL REFERENCES organs (id),
    department_id UUID NOT NULL REFERENCES organs (id),
    user_id UUID NOT NULL REFERENCES users (id),
    file_hash BYTEA NOT NULL CHECK (octet_length(file_hash) = 32),
    file_size BIGINT NOT NULL CHECK (file_size > 0),
    state TEXT NOT NULL CHECK (state IN ('read', 'applied')),
    sealed_name BYTEA NOT NULL,
    sealed_report BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    applied_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX subject_imports_by_department ON subject_imports (department_id, created_at);

-- Each change with the whole content after it, by the commit that made it; never changed afterwards.
CREATE TABLE subject_changes (
    id BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT subject_changes__id PRIMARY KEY,
    subject_id UUID NOT NULL REFERENCES subjects (id),
    version BIGINT NOT NULL CHECK (version > 0),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('entered', 'changed', 'imported', 'merged', 'taken-over', 'parted')),
    recorded_by UUID NOT NULL REFERENCES users (id),
    recorded_at BIGINT NOT NULL,
    import_id UUID REFERENCES subject_imports (id),
    sealed_content BYTEA NOT NULL,
    CONSTRAINT subject_changes__subject_id__version UNIQUE (subject_id, version)
);
CREATE INDEX subject_changes_by_import ON subject_changes (import_id);

CREATE FUNCTION refuse_subject_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'subject_changes is append-only';
END $$;
CREATE TRIGGER subject_changes_is_append_only BEFORE UPDATE OR DELETE ON subject_changes
    FOR EACH ROW EXECUTE FUNCTION refuse_subject_change();
CREATE TRIGGER subject_changes_is_not_emptied BEFORE TRUNCATE ON subject_changes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_subject_change();
