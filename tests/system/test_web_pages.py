"""The page's files: with headers that let nothing foreign in, and nothing beside them."""

from __future__ import annotations

import http.client

import httpx
import pytest

from evaluation.processes import Running

pytestmark = pytest.mark.model


def test_the_pages_come_with_headers_that_let_nothing_foreign_in(running: Running) -> None:
    response = httpx.get(f"{running.settings.rasa_url}/assistant/en.html", timeout=30, trust_env=False)

    assert response.status_code == 200
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "'unsafe" not in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("address", ["/assistant", "/assistant/"])
def test_the_printed_address_leads_to_the_page(running: Running, address: str) -> None:
    url = f"{running.settings.rasa_url}{address}"
    response = httpx.get(url, timeout=30, trust_env=False, follow_redirects=True)

    assert response.status_code == 200
    assert "text/html" in response.headers["content-type"]


@pytest.mark.parametrize(
    "path",
    [
        "../settings.py",
        "..%2fsettings.py",
        "%2e%2e/settings.py",
        "%2e%2e%2f.env",
        "..%252f.env",
        "..\\.env",
        "..%5c.env",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "js/../../settings.py",
        "js/%2e%2e/%2e%2e/settings.py",
    ],
)
def test_nothing_beside_the_pages_is_served(running: Running, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.settings.rasa_port, timeout=10)
    connection.request("GET", f"/assistant/{path}")
    response = connection.getresponse()
    content = response.read()
    connection.close()

    assert response.status in (400, 404)
    assert b"DOOR_KEY" not in content
    assert b"root:" not in content
