"""Reading figures in running text. Pure functions; numbers are not words, and are read before words are."""
