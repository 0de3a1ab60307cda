"""How the text of data files becomes records, with a plain message for each mistake."""
