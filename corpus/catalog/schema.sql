-- The catalog, version 1. Texts are kept exactly as read; ids, once given, are never given again.
PRAGMA user_version = 1;

CREATE TABLE documents (
    key          INTEGER PRIMARY KEY AUTOINCREMENT,   -- a re-read document gets a new key, so a key never changes meaning
    document_id  TEXT NOT NULL UNIQUE,
    digest       TEXT NOT NULL,                       -- SHA-256 of the document and its passages: equal means nothing to do
    title        TEXT NOT NULL,
    year         INTEGER,
    date         TEXT,
    place_code   TEXT,
    place_name   TEXT,
    level        TEXT,
    path         TEXT NOT NULL,                       -- JSON list of names, province first
    meeting      TEXT,
    speaker      TEXT,
    role         TEXT,
    state        TEXT NOT NULL,
    notes        TEXT NOT NULL,                       -- JSON
    outline      TEXT NOT NULL,                       -- JSON
    source       TEXT NOT NULL,                       -- JSON
    origin       TEXT NOT NULL,                       -- where it was read: the same origin again is an update
    passages     INTEGER NOT NULL,
    paragraphs   INTEGER NOT NULL,
    characters   INTEGER NOT NULL,
    generation   TEXT                                 -- derived store that holds it; NULL: still to be indexed
);
CREATE INDEX documents_by_place ON documents (place_code, year);
CREATE INDEX documents_by_year ON documents (year);
CREATE INDEX documents_by_origin ON documents (origin);
CREATE INDEX documents_by_generation ON documents (generation);
CREATE INDEX documents_by_digest ON documents (digest);

CREATE TABLE passages (
    key          INTEGER PRIMARY KEY AUTOINCREMENT,   -- document order over the whole catalog
    document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    local_id     TEXT NOT NULL,                       -- p17, f1, h3, n18
    kind         TEXT NOT NULL,
    number       INTEGER NOT NULL,
    section      TEXT NOT NULL,                       -- JSON list of headings
    part         TEXT,
    labels       TEXT NOT NULL,                       -- JSON list of [start, end]
    digest       TEXT NOT NULL,                       -- first 12 hex of the SHA-256 of the text
    text         TEXT NOT NULL
);
CREATE UNIQUE INDEX passages_by_id ON passages (document_key, local_id);
CREATE INDEX passages_by_digest ON passages (digest);

-- Every id ever given, with the text it was given for.
CREATE TABLE given_ids (
    document_id TEXT PRIMARY KEY,
    digest      TEXT NOT NULL
);

-- Documents taken out of the catalog which a derived store may still hold.
CREATE TABLE removals (
    document_key INTEGER PRIMARY KEY
);
