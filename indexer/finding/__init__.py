"""Finding passages: a search from end to end, the list it is paged by, concordances, and words by year and place."""
