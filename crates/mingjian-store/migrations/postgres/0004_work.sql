-- Why: an action leaves work behind (render, publish, notify) and may be sent twice. Both are remembered by the commit of
-- the action itself, so that nothing is done for an action that never was, and nothing twice for one that was.

CREATE TABLE jobs (
    id UUID NOT NULL CONSTRAINT jobs__id PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind <> ''),
    sealed_payload BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'done', 'failed', 'parked')),
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    locked_until BIGINT,
    sealed_error BYTEA,
    dedup_key TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX jobs_by_time ON jobs (state, run_at, id);

-- One job of a kind may wait. One that runs already does not count: it may have looked before the change.
CREATE UNIQUE INDEX jobs__dedup_key ON jobs (dedup_key) WHERE state = 'ready';

CREATE TABLE idempotency_answers (
    user_id UUID NOT NULL REFERENCES users (id),
    key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    request_mac BYTEA NOT NULL CHECK (octet_length(request_mac) = 32),
    status BIGINT NOT NULL,
    sealed_answer BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT idempotency_answers__user_id__key PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_answers_by_time ON idempotency_answers (created_at);
