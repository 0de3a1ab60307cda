"""What editors write, and how records relate."""
