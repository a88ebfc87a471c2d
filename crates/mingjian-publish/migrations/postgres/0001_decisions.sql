-- Why: what the public reads lies apart from the cases, so that a site which can open only these tables can leak nothing.
-- A withdrawn decision keeps its row and loses its content; only the notice stays (行政处罚法 第四十八条).

CREATE TABLE public_decisions (
    id UUID NOT NULL CONSTRAINT public_decisions__id PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('current', 'corrected', 'withdrawn')),
    number TEXT NOT NULL,
    organ TEXT NOT NULL,
    party TEXT,
    cause TEXT,
    decided_on DATE,
    published_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    content TEXT,
    content_digest TEXT,
    notice TEXT,
    CHECK ((status = 'withdrawn') = (content IS NULL)),
    CHECK ((status = 'withdrawn') = (notice IS NOT NULL)),
    CHECK ((content IS NULL) = (content_digest IS NULL)),
    CHECK (content IS NOT NULL OR (party IS NULL AND cause IS NULL))
);
CREATE INDEX public_decisions_by_time ON public_decisions (published_at, id);
CREATE INDEX public_decisions_by_number ON public_decisions (number);

CREATE TABLE public_history (
    decision_id UUID NOT NULL REFERENCES public_decisions (id),
    sequence BIGINT NOT NULL CHECK (sequence > 0),
    at BIGINT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('published', 'corrected', 'withdrawn')),
    fields TEXT NOT NULL,
    CONSTRAINT public_history__decision_id__sequence PRIMARY KEY (decision_id, sequence)
);

CREATE TABLE public_documents (
    decision_id UUID NOT NULL CONSTRAINT public_documents__decision_id PRIMARY KEY REFERENCES public_decisions (id),
    digest TEXT NOT NULL,
    bytes BYTEA NOT NULL
);

-- How far each decision is projected. A change that comes late or twice finds its place taken and does nothing.
CREATE TABLE public_positions (
    decision_id UUID NOT NULL CONSTRAINT public_positions__decision_id PRIMARY KEY,
    sequence BIGINT NOT NULL CHECK (sequence > 0),
    applied_at BIGINT NOT NULL
);
