-- Why: the work itself. What lists are filtered by is a column in clear; the state, the documents, the drafts, file names
-- and every protected value are sealed with the proceeding's own key, which can be destroyed when its retention ends.

CREATE TABLE proceedings (
    id BLOB NOT NULL PRIMARY KEY,
    organ_id BLOB NOT NULL REFERENCES organs (id),
    body_id BLOB REFERENCES organs (id),
    department_id BLOB REFERENCES organs (id),
    kind TEXT NOT NULL CHECK (kind IN ('penalty', 'coercion', 'inspection', 'levy', 'licence', 'other')),
    procedure TEXT NOT NULL CHECK (procedure <> ''),
    pack_hash BLOB NOT NULL REFERENCES packs (hash),
    number TEXT,
    state TEXT NOT NULL CHECK (state <> ''),
    version INTEGER NOT NULL,
    party_name TEXT NOT NULL,
    cause TEXT,
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    opened_at INTEGER NOT NULL,
    last_recorded_at INTEGER NOT NULL,
    sealed_state BLOB NOT NULL,
    wrapped_key BLOB NOT NULL,
    UNIQUE (organ_id, number)
) STRICT;
CREATE INDEX proceedings_by_opening ON proceedings (opened_at, id);
CREATE INDEX proceedings_by_organ_and_state ON proceedings (organ_id, state);
CREATE INDEX proceedings_by_party ON proceedings (party_name);
CREATE INDEX proceedings_by_number ON proceedings (number);

-- Who has which part: handler, reviewer, head, hearing host, clerk. Lists are restricted by it.
CREATE TABLE proceeding_persons (
    proceeding_id BLOB NOT NULL REFERENCES proceedings (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    part TEXT NOT NULL CHECK (part <> ''),
    PRIMARY KEY (proceeding_id, user_id, part)
) STRICT;
CREATE INDEX proceeding_persons_by_user ON proceeding_persons (user_id, part);

-- The clocks as the last step left them, so that "what is due" is a query and not a walk over every proceeding.
CREATE TABLE clocks (
    proceeding_id BLOB NOT NULL REFERENCES proceedings (id),
    key TEXT NOT NULL CHECK (key <> ''),
    rule TEXT NOT NULL CHECK (rule <> ''),
    start_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    extended_on TEXT,
    firm INTEGER NOT NULL CHECK (firm IN (0, 1)),
    binds TEXT NOT NULL CHECK (binds IN ('organ', 'party')),
    state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'ended')),
    ended_on TEXT,
    PRIMARY KEY (proceeding_id, key)
) STRICT;
CREATE INDEX clocks_by_due_day ON clocks (state, due_on);

-- Identity and telephone numbers: sealed for reading, found by a keyed hash over the normalised value.
CREATE TABLE identifiers (
    proceeding_id BLOB NOT NULL REFERENCES proceedings (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    blind_index BLOB NOT NULL CHECK (length(blind_index) = 32),
    sealed_value BLOB NOT NULL,
    PRIMARY KEY (proceeding_id, kind, blind_index)
) STRICT;
CREATE INDEX identifiers_by_blind_index ON identifiers (blind_index);

CREATE TABLE documents (
    id BLOB NOT NULL PRIMARY KEY,
    proceeding_id BLOB NOT NULL REFERENCES proceedings (id),
    organ_id BLOB NOT NULL REFERENCES organs (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    number TEXT,
    code TEXT UNIQUE,
    data_hash BLOB NOT NULL CHECK (length(data_hash) = 32),
    sealed_data BLOB NOT NULL,
    pdf_hash BLOB CHECK (length(pdf_hash) = 32),
    state TEXT NOT NULL CHECK (state <> ''),
    version INTEGER NOT NULL,
    issued_at INTEGER NOT NULL,
    UNIQUE (organ_id, kind, number)
) STRICT;
CREATE INDEX documents_by_proceeding ON documents (proceeding_id, issued_at);

-- What is known of a stored file; the bytes themselves lie under their hash outside the database.
CREATE TABLE blobs (
    id BLOB NOT NULL PRIMARY KEY,
    proceeding_id BLOB REFERENCES proceedings (id),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    size INTEGER NOT NULL CHECK (size >= 0),
    media_type TEXT NOT NULL,
    sealed_name BLOB NOT NULL,
    stored_by BLOB REFERENCES users (id),
    stored_at INTEGER NOT NULL
) STRICT;
CREATE INDEX blobs_by_proceeding ON blobs (proceeding_id, stored_at);
CREATE INDEX blobs_by_hash ON blobs (hash);

-- Document and case numbers must have no gap, which no sequence of either engine promises: a counter in the action's
-- own transaction does.
CREATE TABLE number_series (
    organ_id BLOB NOT NULL REFERENCES organs (id),
    series TEXT NOT NULL CHECK (series <> ''),
    year INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    PRIMARY KEY (organ_id, series, year)
) STRICT;

CREATE TABLE publications (
    id BLOB NOT NULL PRIMARY KEY,
    proceeding_id BLOB NOT NULL REFERENCES proceedings (id),
    document_id BLOB REFERENCES documents (id),
    channel TEXT NOT NULL CHECK (channel <> ''),
    state TEXT NOT NULL CHECK (state <> ''),
    due_on TEXT,
    sealed_draft BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX publications_by_proceeding ON publications (proceeding_id);
CREATE INDEX publications_by_state ON publications (state, due_on);
