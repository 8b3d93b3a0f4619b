"""Internet addresses, versions 4 and 6."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("from ⟦192.0.2.45⟧", id="version 4"),
        pytest.param("depuis ⟦2001:db8:85a3::8a2e:370:7334⟧", id="version 6"),
        pytest.param("300.1.2.3", id="number too large"),
        pytest.param("version 3.6.21", id="three parts"),
        pytest.param("at 10:30", id="time"),
        pytest.param("à 10:30:45", id="time with seconds"),
        pytest.param("What is my IP address?", id="only asked about"),
        pytest.param("Quelle est mon adresse IP?", id="only asked about, French"),
    ],
)
def test_ip_address_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.IP_ADDRESS, text, language)

    assert found == marked
