"""Ways to reach a client."""
