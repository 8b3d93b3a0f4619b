"""What no other recognizer knows."""
