"""The catalog: documents and passages as they were read, in SQLite. The truth; everything else is derived from it."""
