"""Which pages exist, and at which address. An address never changes."""
