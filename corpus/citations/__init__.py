"""Citation styles: a passage of a document and an address in, a citation to copy out. One file a style, pure functions."""
