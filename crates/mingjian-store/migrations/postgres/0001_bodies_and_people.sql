-- Why: before a proceeding can be opened, the database must know its own key, the law packs in force, the bodies that
-- enforce (organ, entrusted body, department), the people who act for them, and their certificates on the day of an act.

CREATE TABLE meta (
    key TEXT COLLATE "C" NOT NULL CONSTRAINT meta__key PRIMARY KEY,
    value BYTEA NOT NULL
);

-- Every law pack that was ever loaded is kept: each journal entry names the one that it followed.
CREATE TABLE packs (
    hash BYTEA NOT NULL CONSTRAINT packs__hash PRIMARY KEY CHECK (octet_length(hash) = 32),
    name TEXT NOT NULL CHECK (name <> ''),
    bytes BYTEA NOT NULL,
    loaded_at BIGINT NOT NULL
);

CREATE TABLE organs (
    id UUID NOT NULL CONSTRAINT organs__id PRIMARY KEY,
    parent_id UUID REFERENCES organs (id),
    kind TEXT NOT NULL CHECK (kind IN ('organ', 'entrusted-body', 'department')),
    name TEXT NOT NULL CHECK (name <> ''),
    credit_code TEXT CONSTRAINT organs__credit_code UNIQUE,
    region TEXT,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (kind <> 'department' OR parent_id IS NOT NULL)
);
CREATE INDEX organs_by_parent ON organs (parent_id);

CREATE TABLE users (
    id UUID NOT NULL CONSTRAINT users__id PRIMARY KEY,
    login TEXT COLLATE "C" NOT NULL CONSTRAINT users__login UNIQUE CHECK (login <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    password_hash TEXT NOT NULL,
    password_changed_at BIGINT NOT NULL,
    organ_id UUID NOT NULL REFERENCES organs (id),
    department_id UUID REFERENCES organs (id),
    law_qualification TEXT,
    active BOOLEAN NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX users_by_organ ON users (organ_id, login);

CREATE TABLE user_roles (
    user_id UUID NOT NULL REFERENCES users (id),
    role TEXT COLLATE "C" NOT NULL CHECK (role <> ''),
    CONSTRAINT user_roles__user_id__role PRIMARY KEY (user_id, role)
);
CREATE INDEX user_roles_by_role ON user_roles (role);

CREATE TABLE entrustments (
    id UUID NOT NULL CONSTRAINT entrustments__id PRIMARY KEY,
    organ_id UUID NOT NULL REFERENCES organs (id),
    body_id UUID NOT NULL REFERENCES organs (id),
    number TEXT NOT NULL,
    matters TEXT NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE NOT NULL,
    published_on DATE,
    revoked_on DATE,
    scan_hash BYTEA CHECK (octet_length(scan_hash) = 32),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (from_on <= to_on)
);
CREATE INDEX entrustments_by_bodies ON entrustments (organ_id, body_id);

CREATE TABLE officers (
    id UUID NOT NULL CONSTRAINT officers__id PRIMARY KEY,
    user_id UUID CONSTRAINT officers__user_id UNIQUE REFERENCES users (id),
    organ_id UUID NOT NULL REFERENCES organs (id),
    name TEXT NOT NULL CHECK (name <> ''),
    post TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX officers_by_organ ON officers (organ_id);

CREATE TABLE certificates (
    number TEXT COLLATE "C" NOT NULL CONSTRAINT certificates__number PRIMARY KEY CHECK (number <> ''),
    officer_id UUID NOT NULL REFERENCES officers (id),
    issuer TEXT NOT NULL,
    area TEXT NOT NULL,
    valid_from_on DATE NOT NULL,
    valid_to_on DATE NOT NULL,
    created_at BIGINT NOT NULL,
    CHECK (valid_from_on <= valid_to_on)
);
CREATE INDEX certificates_by_officer ON certificates (officer_id);

-- Suspended, restored, revoked: kept as dated changes, because an act of last year is judged by last year's certificate.
CREATE TABLE certificate_changes (
    id BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT certificate_changes__id PRIMARY KEY,
    number TEXT COLLATE "C" NOT NULL REFERENCES certificates (number),
    changed_on DATE NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('valid', 'suspended', 'revoked')),
    reason TEXT NOT NULL,
    recorded_by UUID NOT NULL REFERENCES users (id),
    recorded_at BIGINT NOT NULL
);
CREATE INDEX certificate_changes_by_certificate ON certificate_changes (number, changed_on);

-- Rules of law whose text was not seen bind nobody until the body's legal unit confirms them by name, date and scan.
CREATE TABLE confirmations (
    id BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT confirmations__id PRIMARY KEY,
    rule TEXT COLLATE "C" NOT NULL CHECK (rule <> ''),
    pack_hash BYTEA NOT NULL REFERENCES packs (hash),
    person TEXT NOT NULL CHECK (person <> ''),
    confirmed_on DATE NOT NULL,
    scan_hash BYTEA NOT NULL CHECK (octet_length(scan_hash) = 32),
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    recorded_at BIGINT NOT NULL
);
CREATE INDEX confirmations_by_rule ON confirmations (rule);

-- Only the hash of what the browser or the client holds is kept, so a stolen copy of the database logs nobody in.
CREATE TABLE sessions (
    token_hash BYTEA NOT NULL CONSTRAINT sessions__token_hash PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    user_id UUID NOT NULL REFERENCES users (id),
    sealed_csrf_secret BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE tokens (
    token_hash BYTEA NOT NULL CONSTRAINT tokens__token_hash PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    user_id UUID NOT NULL REFERENCES users (id),
    label TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX tokens_by_user ON tokens (user_id);
