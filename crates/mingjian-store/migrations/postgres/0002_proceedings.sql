-- Why: the work itself. What lists are filtered by is a column in clear; the state, the documents, the drafts, file names
-- and every protected value are sealed with the proceeding's own key, which can be destroyed when its retention ends.

CREATE TABLE proceedings (
    id UUID NOT NULL CONSTRAINT proceedings__id PRIMARY KEY,
    organ_id UUID NOT NULL REFERENCES organs (id),
    body_id UUID REFERENCES organs (id),
    department_id UUID REFERENCES organs (id),
    kind TEXT NOT NULL CHECK (kind IN ('penalty', 'coercion', 'inspection', 'levy', 'licence', 'other')),
    procedure TEXT NOT NULL CHECK (procedure <> ''),
    pack_hash BYTEA NOT NULL REFERENCES packs (hash),
    number TEXT COLLATE "C",
    state TEXT NOT NULL CHECK (state <> ''),
    version BIGINT NOT NULL,
    party_name TEXT COLLATE "C" NOT NULL,
    cause TEXT,
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    opened_at BIGINT NOT NULL,
    last_recorded_at BIGINT NOT NULL,
    sealed_state BYTEA NOT NULL,
    wrapped_key BYTEA NOT NULL,
    CONSTRAINT proceedings__organ_id__number UNIQUE (organ_id, number)
);
CREATE INDEX proceedings_by_opening ON proceedings (opened_at, id);
CREATE INDEX proceedings_by_organ_and_state ON proceedings (organ_id, state);
CREATE INDEX proceedings_by_party ON proceedings (party_name);
CREATE INDEX proceedings_by_number ON proceedings (number);

-- Who has which part: handler, reviewer, head, hearing host, clerk. Lists are restricted by it.
CREATE TABLE proceeding_persons (
    proceeding_id UUID NOT NULL REFERENCES proceedings (id),
    user_id UUID NOT NULL REFERENCES users (id),
    part TEXT COLLATE "C" NOT NULL CHECK (part <> ''),
    CONSTRAINT proceeding_persons__proceeding_id__user_id__part PRIMARY KEY (proceeding_id, user_id, part)
);
CREATE INDEX proceeding_persons_by_user ON proceeding_persons (user_id, part);

-- The clocks as the last step left them, so that "what is due" is a query and not a walk over every proceeding.
CREATE TABLE clocks (
    proceeding_id UUID NOT NULL REFERENCES proceedings (id),
    key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    rule TEXT NOT NULL CHECK (rule <> ''),
    start_on DATE NOT NULL,
    due_on DATE NOT NULL,
    extended_on DATE,
    firm BOOLEAN NOT NULL,
    binds TEXT NOT NULL CHECK (binds IN ('organ', 'party')),
    state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'ended')),
    ended_on DATE,
    CONSTRAINT clocks__proceeding_id__key PRIMARY KEY (proceeding_id, key)
);
CREATE INDEX clocks_by_due_day ON clocks (state, due_on);

-- Identity and telephone numbers: sealed for reading, found by a keyed hash over the normalised value.
CREATE TABLE identifiers (
    proceeding_id UUID NOT NULL REFERENCES proceedings (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind <> ''),
    blind_index BYTEA NOT NULL CHECK (octet_length(blind_index) = 32),
    sealed_value BYTEA NOT NULL,
    CONSTRAINT identifiers__proceeding_id__kind__blind_index PRIMARY KEY (proceeding_id, kind, blind_index)
);
CREATE INDEX identifiers_by_blind_index ON identifiers (blind_index);

CREATE TABLE documents (
    id UUID NOT NULL CONSTRAINT documents__id PRIMARY KEY,
    proceeding_id UUID NOT NULL REFERENCES proceedings (id),
    organ_id UUID NOT NULL REFERENCES organs (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    number TEXT COLLATE "C",
    code TEXT COLLATE "C" CONSTRAINT documents__code UNIQUE,
    data_hash BYTEA NOT NULL CHECK (octet_length(data_hash) = 32),
    sealed_data BYTEA NOT NULL,
    pdf_hash BYTEA CHECK (octet_length(pdf_hash) = 32),
    state TEXT NOT NULL CHECK (state <> ''),
    version BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    CONSTRAINT documents__organ_id__kind__number UNIQUE (organ_id, kind, number)
);
CREATE INDEX documents_by_proceeding ON documents (proceeding_id, issued_at);

-- What is known of a stored file; the bytes themselves lie under their hash outside the database.
CREATE TABLE blobs (
    id UUID NOT NULL CONSTRAINT blobs__id PRIMARY KEY,
    proceeding_id UUID REFERENCES proceedings (id),
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    size BIGINT NOT NULL CHECK (size >= 0),
    media_type TEXT NOT NULL,
    sealed_name BYTEA NOT NULL,
    stored_by UUID REFERENCES users (id),
    stored_at BIGINT NOT NULL
);
CREATE INDEX blobs_by_proceeding ON blobs (proceeding_id, stored_at);
CREATE INDEX blobs_by_hash ON blobs (hash);

-- Document and case numbers must have no gap, which no sequence of either engine promises: a counter in the action's
-- own transaction does.
CREATE TABLE number_series (
    organ_id UUID NOT NULL REFERENCES organs (id),
    series TEXT COLLATE "C" NOT NULL CHECK (series <> ''),
    year BIGINT NOT NULL,
    last BIGINT NOT NULL CHECK (last > 0),
    CONSTRAINT number_series__organ_id__series__year PRIMARY KEY (organ_id, series, year)
);

CREATE TABLE publications (
    id UUID NOT NULL CONSTRAINT publications__id PRIMARY KEY,
    proceeding_id UUID NOT NULL REFERENCES proceedings (id),
    document_id UUID REFERENCES documents (id),
    channel TEXT NOT NULL CHECK (channel <> ''),
    state TEXT NOT NULL CHECK (state <> ''),
    due_on DATE,
    sealed_draft BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX publications_by_proceeding ON publications (proceeding_id);
CREATE INDEX publications_by_state ON publications (state, due_on);
