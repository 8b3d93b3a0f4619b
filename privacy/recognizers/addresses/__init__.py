"""Where a client lives."""
