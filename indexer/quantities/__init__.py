"""Reading figures in running text. Pure functions; numbers are not words, and are read before words are."""

GRAMMAR_VERSION = 6  # raised when the same text would give other figures
LABELS_VERSION = 13  # raised when the same figures would be labelled otherwise
