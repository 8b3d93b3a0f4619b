"""What is kept ends here: expiry of everything by the settings, and one conversation handed out or deleted on request."""
