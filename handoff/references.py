"""Names of tickets: one that people can read to each other, one that nobody can guess."""

from __future__ import annotations

import re
import secrets

# No vowels, so that no word appears; nothing that is read as something else (0 O, 1 I L).
LETTERS = "BCDFGHJKMNPQRSTVWXYZ23456789"


def new_reference() -> str:
    """Like `Q-7K3M-92`: 45 million of them, and nothing is opened by knowing one.

    Never four letters: masking would take them for a name, and the client would read `<PERSON>-92`.
    """
    word = ""
    while not any(character.isdigit() for character in word):
        word = "".join(secrets.choice(LETTERS) for _ in range(4))
    return f"Q-{word}-{secrets.randbelow(100):02d}"


def new_id() -> str:
    """The name in addresses: random, so that one ticket's id says nothing of another's."""
    return secrets.token_hex(16)


def is_id(text: str) -> bool:
    """Tell whether `text` has the form of a `new_id`."""
    # Digits alone are a number of somebody's; one id in three million has no letter.
    return bool(re.fullmatch(r"(?=\d*[a-f])[0-9a-f]{32}", text))
