-- Why: what the public reads lies apart from the cases, so that a site which can open only this file can leak nothing.
-- A withdrawn decision keeps its row and loses its content; only the notice stays (行政处罚法 第四十八条).

CREATE TABLE public_decisions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    status TEXT NOT NULL CHECK (status IN ('current', 'corrected', 'withdrawn')),
    number TEXT NOT NULL,
    organ TEXT NOT NULL,
    party TEXT,
    cause TEXT,
    decided_on TEXT,
    published_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    content TEXT,
    content_digest TEXT,
    notice TEXT,
    CHECK ((status = 'withdrawn') = (content IS NULL)),
    CHECK ((status = 'withdrawn') = (notice IS NOT NULL)),
    CHECK ((content IS NULL) = (content_digest IS NULL)),
    CHECK (content IS NOT NULL OR (party IS NULL AND cause IS NULL))
) STRICT;
CREATE INDEX public_decisions_by_time ON public_decisions (published_at, id);
CREATE INDEX public_decisions_by_number ON public_decisions (number);

CREATE TABLE public_history (
    decision_id BLOB NOT NULL REFERENCES public_decisions (id),
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    at INTEGER NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('published', 'corrected', 'withdrawn')),
    fields TEXT NOT NULL,
    PRIMARY KEY (decision_id, sequence)
) STRICT;

CREATE TABLE public_documents (
    decision_id BLOB NOT NULL PRIMARY KEY REFERENCES public_decisions (id),
    digest TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- How far each decision is projected. A change that comes late or twice finds its place taken and does nothing.
CREATE TABLE public_positions (
    decision_id BLOB NOT NULL PRIMARY KEY CHECK (length(decision_id) = 16),
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    applied_at INTEGER NOT NULL
) STRICT;
