"""How the issue form becomes a data file, what is due for review, and schemas for editors."""
