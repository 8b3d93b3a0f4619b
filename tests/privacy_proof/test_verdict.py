"""Who is to blame for a datum that was found."""

from __future__ import annotations

from evaluation.privacy_proof.canaries import Canary, Unit
from evaluation.privacy_proof.faulty import HEARD, LOUD
from evaluation.privacy_proof.sinks import Written
from evaluation.privacy_proof.verdict import judge
from privacy import shared_masker

MAIL = "made.up@example.org"
# With LOUD behind it the label of a host, which has 63 characters at most; with HEARD, one character more, none.
LABEL = f"q@{'a' * (63 - len(LOUD))}"


def test_a_masked_datum_in_a_sink_is_a_broken_guarantee() -> None:
    unit = Unit(f"write to {MAIL}", "en", (Canary("EMAIL", MAIL),))

    (found,) = judge([unit], [], [Written("log", "a.log", f"heard {MAIL}".encode())], shared_masker()).broken

    assert found.canary.value == MAIL


def test_what_a_careless_library_heard_is_judged_by_its_own_words() -> None:
    unit = Unit(f"{LABEL}{LOUD}.com", "en", (Canary("EMAIL", LABEL),))
    heard = Written("log", "a.log", f"got {LABEL}{HEARD}.com".encode())

    proof = judge([unit], [], [heard], shared_masker())

    assert len(proof.findings) == 1
    assert proof.broken == []
