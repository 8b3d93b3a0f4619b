"""How much masking misses and how much it takes too much, on made-up messages. See docs/privacy.md."""
