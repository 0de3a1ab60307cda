"""The same records as files: CSV, JSON, Atom, the offline copy."""
