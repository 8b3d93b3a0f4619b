"""Signed session tokens of the web channel, and the comparison of service tokens."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

_TOKEN = re.compile(r"([A-Za-z0-9_-]{1,60})\.([0-9a-f]{43})")


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
        found = _TOKEN.fullmatch(token) if isinstance(token, str) else None
        if found is None:
            return None
        identifier, signature = found.groups()
        return identifier if hmac.compare_digest(signature, self._sign(identifier)) else None

    def _sign(self, identifier: str) -> str:
        return hmac.new(self._key, identifier.encode(), hashlib.sha256).hexdigest()[:43]


def bearer_matches(header: str | None, token: str) -> bool:
    """Tell whether an Authorization header carries `token`; constant time."""
    return same(header or "", f"Bearer {token}")


def same(shown: str, expected: str) -> bool:
    """Compare what a caller shows with what we expect; constant time, and any bytes may be shown."""
    # Sanic hands on bytes that are no UTF-8 as lone surrogates, which plain encoding refuses.
    return hmac.compare_digest(shown.encode("utf-8", "surrogatepass"), expected.encode())
