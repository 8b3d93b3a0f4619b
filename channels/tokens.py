"""Signed session tokens of the web channel, and the comparison of service tokens."""

from __future__ import annotations

import hashlib
import hmac
import secrets


class SessionTokens:
    """Issues web session ids that only this server can have made."""

    def __init__(self, key: str) -> None:
        self._key = hashlib.sha256(b"web-session:" + key.encode()).digest()

    def issue(self) -> str:
        """Return a new token, `random.signature`."""
        identifier = secrets.token_urlsafe(18)
        return f"{identifier}.{self._sign(identifier)}"

    def session(self, token: object) -> str | None:
        """Return the session id of a token that this server signed, else None."""
        if not isinstance(token, str) or token.count(".") != 1 or len(token) > 200:
            return None
        identifier, signature = token.split(".")
        good = hmac.compare_digest(signature.encode(), self._sign(identifier).encode())
        return identifier if good else None

    def _sign(self, identifier: str) -> str:
        return hmac.new(self._key, identifier.encode(), hashlib.sha256).hexdigest()[:43]


def bearer_matches(header: str | None, token: str) -> bool:
    """Tell whether an Authorization header carries `token`; constant time."""
    return hmac.compare_digest((header or "").encode(), f"Bearer {token}".encode())
