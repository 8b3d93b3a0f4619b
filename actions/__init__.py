"""Rasa's decision → here → what is said: each action reads slots, calls one function, utters, returns events."""
