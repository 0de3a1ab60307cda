"""What the search can find, as documents for the index."""
