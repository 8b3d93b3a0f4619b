"""Identifiers that other countries give."""
