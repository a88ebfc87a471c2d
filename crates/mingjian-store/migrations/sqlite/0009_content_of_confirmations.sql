-- Why: a confirmation stands for what the rule said when it was given. A later edition of the pack that says something else
-- must wait for another confirmation, so the digest of the articles and words that were compared is kept with it.

ALTER TABLE confirmations ADD COLUMN content_hash BLOB CHECK (content_hash IS NULL OR length(content_hash) = 32);
