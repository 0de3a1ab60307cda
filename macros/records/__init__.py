"""The records that editors write, and how they relate."""
