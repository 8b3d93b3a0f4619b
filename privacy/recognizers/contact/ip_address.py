"""Internet addresses of a client's machine, versions 4 and 6."""

from __future__ import annotations

import ipaddress

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, Recognizer


class IpAddressRecognizer(Recognizer):
    """`203.0.113.7`, `2001:db8::1`; the standard library decides."""

    KIND = kinds.IP_ADDRESS
    NEEDS = r"\d\.\d|:[\da-f:]"
    PATTERNS = (
        Pattern("version 4", r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)", CHECKED),
        Pattern(
            "version 6",
            r"(?<![\w:])(?=[\da-f:]{0,39}:[\da-f:]{0,39}\d|[\da-f]{0,4}::)[\da-f:]{4,39}(?![\w:])",
            CHECKED,
        ),
    )
    CONTEXT = ("ip", "adresse ip", "ip address")

    def accepts(self, value: str) -> bool:
        try:
            ipaddress.ip_address(value)
        except ValueError:
            return False
        return True
