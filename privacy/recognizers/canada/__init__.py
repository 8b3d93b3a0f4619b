"""Identifiers that Canada and its immigration department give."""
