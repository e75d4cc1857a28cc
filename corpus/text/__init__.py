"""Pure functions on strings, the lowest floor: the 1:1 search form, literal matching, sentences."""
