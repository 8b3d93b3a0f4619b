"""Channel address → here → the conversation's id, and what of the address is stored: both by DOOR_KEY.

The id is a keyed hash of channel and address, so that the address cannot be told from it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging

from cryptography.fernet import Fernet, InvalidToken

log = logging.getLogger(__name__)


class Addresses:
    """Hashes and encrypts addresses, each with a key of its own made from DOOR_KEY."""

    def __init__(self, key: str) -> None:
        digest = hashlib.sha256(b"address:" + key.encode()).digest()
        self._cipher = Fernet(base64.urlsafe_b64encode(digest))
        self._key = hashlib.sha256(b"conversation:" + key.encode()).digest()

    def id_of(self, channel: str, address: str) -> str:
        """Return the conversation id of a channel address: the same every time."""
        digest = hmac.new(self._key, f"{channel}\0{address}".encode(), hashlib.sha256).hexdigest()
        return f"{channel}-{digest[:32]}"

    def encrypted(self, address: str) -> str:
        """Return `address` as it is stored."""
        return self._cipher.encrypt(address.encode()).decode()

    def readable(self, encrypted: str) -> str | None:
        """Return the address; None when it was encrypted under another DOOR_KEY."""
        try:
            return self._cipher.decrypt(encrypted.encode()).decode()
        except InvalidToken:
            log.error("an address is not readable: DOOR_KEY has changed")
            return None
