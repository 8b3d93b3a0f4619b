"""The kinds of personal data, and the placeholders that stand for them in masked text.

A placeholder is written `<KIND>`. Only these exact spellings are placeholders: a client who puts a name
between angle brackets has not masked it.
"""

from __future__ import annotations

import regex

PERSON = "PERSON"
EMAIL = "EMAIL"
PHONE = "PHONE"
URL = "URL"
IP_ADDRESS = "IP_ADDRESS"
USERNAME = "USERNAME"
SIN = "SIN"
UCI = "UCI"
APPLICATION_NUMBER = "APPLICATION_NUMBER"
PASSPORT = "PASSPORT"
HEALTH_CARD = "HEALTH_CARD"
DOCUMENT_NUMBER = "DOCUMENT_NUMBER"
RECEIPT_NUMBER = "RECEIPT_NUMBER"
NATIONAL_ID = "NATIONAL_ID"
CREDIT_CARD = "CREDIT_CARD"
BANK_ACCOUNT = "BANK_ACCOUNT"
DATE_OF_BIRTH = "DATE_OF_BIRTH"
STREET_ADDRESS = "STREET_ADDRESS"
POSTAL_CODE = "POSTAL_CODE"
IDENTIFIER = "IDENTIFIER"

KINDS: tuple[str, ...] = (
    PERSON,
    EMAIL,
    PHONE,
    URL,
    IP_ADDRESS,
    USERNAME,
    SIN,
    UCI,
    APPLICATION_NUMBER,
    PASSPORT,
    HEALTH_CARD,
    DOCUMENT_NUMBER,
    RECEIPT_NUMBER,
    NATIONAL_ID,
    CREDIT_CARD,
    BANK_ACCOUNT,
    DATE_OF_BIRTH,
    STREET_ADDRESS,
    POSTAL_CODE,
    IDENTIFIER,
)

PLACEHOLDER = regex.compile("<(?:" + "|".join(KINDS) + ")>")


def placeholder(kind: str) -> str:
    """Return what stands for a datum of `kind` in masked text."""
    return f"<{kind}>"
