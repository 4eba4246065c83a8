"""Languages, catalogues and the formatting of dates and lists."""
