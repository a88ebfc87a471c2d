-- Why: what is supervised has a register of its own, so that a unit is entered once, found by any of its numbers, and
-- shown with everything that ever concerned it. What lists filter by is in clear; the rest, and every number, is sealed.

CREATE TABLE subjects (
    id BLOB NOT NULL PRIMARY KEY,
    organ_id BLOB NOT NULL REFERENCES organs (id),
    department_id BLOB NOT NULL REFERENCES organs (id),
    kind TEXT NOT NULL CHECK (kind IN ('citizen', 'organisation', 'individual-business')),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    name_core TEXT NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    area TEXT NOT NULL,
    credit_code TEXT,
    status TEXT NOT NULL CHECK (status IN ('operating', 'suspended', 'closed')),
    licence_until_on TEXT,
    merged_into_id BLOB REFERENCES subjects (id),
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    sealed_content BLOB NOT NULL,
    CHECK (merged_into_id IS NULL OR merged_into_id <> id)
) STRICT;
CREATE INDEX subjects_by_organ ON subjects (organ_id, id);
CREATE INDEX subjects_by_name ON subjects (organ_id, name_key);
CREATE INDEX subjects_by_core ON subjects (organ_id, name_core);
CREATE INDEX subjects_by_address ON subjects (organ_id, address_key);
CREATE INDEX subjects_by_survivor ON subjects (merged_into_id);

-- Every name that it ever had: who looks for the old one finds it.
CREATE TABLE subject_names (
    subject_id BLOB NOT NULL REFERENCES subjects (id),
    name_key TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    since_at INTEGER NOT NULL,
    PRIMARY KEY (subject_id, name_key)
) STRICT;
CREATE INDEX subject_names_by_key ON subject_names (name_key);

CREATE TABLE subject_specialities (
    subject_id BLOB NOT NULL REFERENCES subjects (id),
    speciality TEXT NOT NULL CHECK (speciality <> ''),
    PRIMARY KEY (subject_id, speciality)
) STRICT;
CREATE INDEX subject_specialities_by_speciality ON subject_specialities (speciality);

-- Numbers that only one subject of an organ can have: the same number is never entered twice, whoever is faster.
CREATE TABLE subject_identities (
    organ_id BLOB NOT NULL REFERENCES organs (id),
    kind TEXT NOT NULL CHECK (kind IN ('credit-code', 'id-card', 'licence')),
    blind_index BLOB NOT NULL CHECK (length(blind_index) = 32),
    subject_id BLOB NOT NULL REFERENCES subjects (id),
    PRIMARY KEY (organ_id, kind, blind_index)
) STRICT;
CREATE INDEX subject_identities_by_subject ON subject_identities (subject_id);

-- Numbers by which it is found and that others may have too: telephone, the representative's identity number.
CREATE TABLE subject_numbers (
    subject_id BLOB NOT NULL REFERENCES subjects (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    blind_index BLOB NOT NULL CHECK (length(blind_index) = 32),
    PRIMARY KEY (subject_id, kind, blind_index)
) STRICT;
CREATE INDEX subject_numbers_by_blind_index ON subject_numbers (blind_index);

CREATE TABLE subject_imports (
    id BLOB NOT NULL PRIMARY KEY,
    organ_id BLOB NOT NULL REFERENCES organs (id),
    department_id BLOB NOT NULL REFERENCES organs (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    file_hash BLOB NOT NULL CHECK (length(file_hash) = 32),
    file_size INTEGER NOT NULL CHECK (file_size > 0),
    state TEXT NOT NULL CHECK (state IN ('read', 'applied')),
    sealed_name BLOB NOT NULL,
    sealed_report BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    applied_at INTEGER,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX subject_imports_by_department ON subject_imports (department_id, created_at);

-- Each change with the whole content after it, by the commit that made it; never changed afterwards.
CREATE TABLE subject_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_id BLOB NOT NULL REFERENCES subjects (id),
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL CHECK (kind IN ('entered', 'changed', 'imported', 'merged', 'taken-over', 'parted')),
    recorded_by BLOB NOT NULL REFERENCES users (id),
    recorded_at INTEGER NOT NULL,
    import_id BLOB REFERENCES subject_imports (id),
    sealed_content BLOB NOT NULL,
    UNIQUE (subject_id, version)
) STRICT;
CREATE INDEX subject_changes_by_import ON subject_changes (import_id);

CREATE TRIGGER subject_changes_is_append_only BEFORE UPDATE ON subject_changes
BEGIN
    SELECT RAISE(ABORT, 'subject_changes is append-only');
END;
CREATE TRIGGER subject_changes_is_not_deleted BEFORE DELETE ON subject_changes
BEGIN
    SELECT RAISE(ABORT, 'subject_changes is append-only');
END;
-- INSERT OR REPLACE would otherwise delete the old row without asking the trigger above.
CREATE TRIGGER subject_changes_is_not_replaced BEFORE INSERT ON subject_changes
    WHEN EXISTS (SELECT 1 FROM subject_changes WHERE id = NEW.id OR (subject_id = NEW.subject_id AND version = NEW.version))
BEGIN
    SELECT RAISE(ABORT, 'subject_changes is append-only');
END;
