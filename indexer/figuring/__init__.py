"""Finding figures: look-ups, neighbours, tables and indicators over the figure table, each from end to end."""
