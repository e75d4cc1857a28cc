"""Whether words hold: a quotation, a whole draft, a permalink or a collected excerpt against the reports as they are."""
