-- Why: an action leaves work behind (render, publish, notify) and may be sent twice. Both are remembered by the commit of
-- the action itself, so that nothing is done for an action that never was, and nothing twice for one that was.

CREATE TABLE jobs (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind <> ''),
    sealed_payload BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'done', 'failed', 'parked')),
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    locked_until INTEGER,
    sealed_error BLOB,
    dedup_key TEXT,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX jobs_by_time ON jobs (state, run_at, id);

-- One job of a kind may wait. One that runs already does not count: it may have looked before the change.
CREATE UNIQUE INDEX jobs__dedup_key ON jobs (dedup_key) WHERE state = 'ready';

CREATE TABLE idempotency_answers (
    user_id BLOB NOT NULL REFERENCES users (id),
    key TEXT NOT NULL CHECK (key <> ''),
    request_mac BLOB NOT NULL CHECK (length(request_mac) = 32),
    status INTEGER NOT NULL,
    sealed_answer BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT;
CREATE INDEX idempotency_answers_by_time ON idempotency_answers (created_at);
