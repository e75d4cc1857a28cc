"""The frozen types every other file of the indexer may import; no I/O here."""
