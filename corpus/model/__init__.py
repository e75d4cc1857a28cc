"""The frozen types every other file of the corpus may import; no I/O here."""
