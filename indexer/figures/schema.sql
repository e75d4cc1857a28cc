-- Figures, version 2. Amounts are exact decimals as text, in the base unit of their dimension; the REAL columns only narrow.
CREATE TABLE IF NOT EXISTS figures (
    id            INTEGER PRIMARY KEY,
    passage_key   INTEGER NOT NULL,
    document_key  INTEGER NOT NULL,
    start         INTEGER NOT NULL,
    end           INTEGER NOT NULL,
    value         TEXT NOT NULL,       -- as Quantity.value, in `unit`
    unit          TEXT NOT NULL,
    dimension     TEXT NOT NULL,
    approximator  TEXT,
    low           TEXT,                -- ends of a range, in `unit`
    high          TEXT,
    base_unit     TEXT NOT NULL,
    base_low      TEXT NOT NULL,       -- the value, or the lower end of a range
    base_high     TEXT NOT NULL,       -- the value, or the upper end
    real_low      REAL NOT NULL,
    real_high     REAL NOT NULL,
    indicator     TEXT,
    indicator_id  TEXT,
    change        TEXT NOT NULL,
    period        TEXT,
    kind          TEXT NOT NULL,
    year          INTEGER,             -- copies for the filters
    document_id   TEXT NOT NULL,
    places        TEXT NOT NULL,       -- /410000/410100/410104/
    level         TEXT,
    part          TEXT,
    state         TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS figures_by_document ON figures (document_key);
