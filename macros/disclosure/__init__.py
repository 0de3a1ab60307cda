"""What may not be published, because it could identify somebody."""
