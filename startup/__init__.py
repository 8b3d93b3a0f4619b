"""`make run` → here → a model that is not older than what it is made from, and processes one can watch and stop.

`run.py` says in which order; plain `rasa train` and one's own supervisor work without this folder.
"""
