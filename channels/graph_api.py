"""The one call we make to Meta: sending a message (Messenger Platform, Send API)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from typing import Any

import httpx

TIMEOUT = 10.0
ATTEMPTS = 3
RETRY_SECONDS = 0.5


HUMAN_AGENT = "HUMAN_AGENT"
"""The tag of what a person writes later than 24 hours after the client."""

# "Sent outside of allowed window": code and subcode (Messenger Platform, "Common Error Codes").
OUTSIDE_WINDOW = (10, 2018278)
# "This person isn't available right now": blocked us, switched messages off, or has left.
CLIENT_UNAVAILABLE = 551


class GraphRefused(Exception):
    """Meta did not take the message. The text has its error code, never the message or the token."""

    def __init__(self, text: str, code: object = None, subcode: object = None) -> None:
        super().__init__(text)
        self.outside_window = (code, subcode) == OUTSIDE_WINDOW
        self.client_unavailable = code == CLIENT_UNAVAILABLE


class GraphUnavailable(GraphRefused):
    """Meta did not take the message now, and may take it later."""


# Error codes of passing trouble; Meta sends some of them with status 400 (Graph API, "Handling Errors").
PASSING_CODES = frozenset({1, 2, 4, 17, 32, 341, 613, 1200})
PASSING_STATUS = frozenset({429, 500, 502, 503, 504})


class GraphApi:
    """Sends messages of one page."""

    def __init__(self, base_url: str, page_token: str, app_secret: str) -> None:
        self._url = f"{base_url.rstrip('/')}/me/messages"
        # In the header: a token in the address would end in access logs.
        self._headers = {"Authorization": f"Bearer {page_token}"}
        proof = hmac.new(app_secret.encode(), page_token.encode(), hashlib.sha256).hexdigest()
        self._params = {"appsecret_proof": proof}

    async def send(self, recipient: str, message: dict[str, Any], *, tag: str = "") -> None:
        """Send one message, as a response unless it has a tag; raises GraphRefused or, of these, GraphUnavailable."""
        body: dict[str, Any] = {"recipient": {"id": recipient}, "messaging_type": "RESPONSE", "message": message}
        if tag:
            body |= {"messaging_type": "MESSAGE_TAG", "tag": tag}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                async with httpx.AsyncClient(timeout=TIMEOUT, headers=self._headers, trust_env=False) as http:
                    response = await http.post(self._url, params=self._params, json=body)
            except httpx.HTTPError as error:
                problem = type(error).__name__
            else:
                if response.is_success:
                    return
                problem = _problem(response)
                if not _passes(response):
                    named = _error(response)
                    raise GraphRefused(problem, named.get("code"), named.get("error_subcode"))
            if attempt < ATTEMPTS:
                await asyncio.sleep(RETRY_SECONDS * 2**attempt)
        raise GraphUnavailable(f"{problem} after {ATTEMPTS} attempts")


def _passes(response: httpx.Response) -> bool:
    error = _error(response)
    code, transient = error.get("code"), error.get("is_transient") is True
    return response.status_code in PASSING_STATUS or transient or code in PASSING_CODES


def _problem(response: httpx.Response) -> str:
    error = _error(response)
    named = f", code {error.get('code')}, {error.get('type')}" if error else ""
    return f"Graph API said {response.status_code}{named}"


def _error(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()["error"]
    except (ValueError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}
