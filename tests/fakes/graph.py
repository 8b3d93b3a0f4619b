"""A stand-in for Meta's Graph API, over real HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager


class FakeGraph:
    url = ""

    @classmethod
    @contextmanager
    def serving(cls) -> Iterator["FakeGraph"]:
        yield cls()
