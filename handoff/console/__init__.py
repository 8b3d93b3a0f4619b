"""Agents' browsers → here → desk. Server-rendered pages in both languages, one small script."""
