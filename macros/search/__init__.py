"""What can be found, as documents."""
