"""Where conversations rest: masked events, and the one place that maps a conversation to its channel address."""
