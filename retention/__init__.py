"""The end of what is kept: expiry by the settings, and one conversation handed out or deleted on request."""
