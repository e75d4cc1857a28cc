-- Made when the table is filled: ten indexes kept up row by row would take most of the time of building a large library.
CREATE INDEX IF NOT EXISTS figures_by_low ON figures (base_low, base_unit);
CREATE INDEX IF NOT EXISTS figures_by_high ON figures (base_high, base_unit);
CREATE INDEX IF NOT EXISTS figures_by_size ON figures (base_unit, real_low);
CREATE INDEX IF NOT EXISTS figures_by_indicator ON figures (coalesce(indicator_id, indicator, ''), places, year); -- KEY of conditions.py
CREATE INDEX IF NOT EXISTS figures_by_passage ON figures (passage_key, start);
CREATE INDEX IF NOT EXISTS figures_by_value ON figures (value);
CREATE INDEX IF NOT EXISTS figures_by_printed_low ON figures (low) WHERE low IS NOT NULL;
CREATE INDEX IF NOT EXISTS figures_by_printed_high ON figures (high) WHERE high IS NOT NULL;
CREATE INDEX IF NOT EXISTS figures_by_report ON figures (document_id, passage_key);
