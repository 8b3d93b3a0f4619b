"""Every byte that a running installation wrote, searched for what clients gave away: docs/privacy.md, "Proof"."""
