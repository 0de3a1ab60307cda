"""From the text of data files to records, with a plain message for each mistake."""
