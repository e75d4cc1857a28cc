"""What a query may become: as it is typed, and where a word of it stands nowhere. Whatever is offered stands in the reports."""
