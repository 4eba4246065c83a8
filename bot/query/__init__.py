"""From a person's text to a Query: language, danger, private data. Runs in memory; nothing of it is kept."""
