"""Dates that name somebody."""
