"""From what the web or the terminal was given, by name, to a checked request. One set of names for both."""
