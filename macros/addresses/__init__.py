"""Which pages exist, and where. An address never changes."""
