"""Cards and accounts."""
