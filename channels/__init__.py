"""The door: who writes, in which language, masked before anything else sees it, and who answers."""
