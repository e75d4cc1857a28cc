"""From text to terms: words for ranking, character bigrams for exactness. Pure but for the segmenter's dictionary."""
