"""Check digits of cards, social insurance numbers and bank accounts."""

from __future__ import annotations


def luhn_valid(number: str) -> bool:
    """Return whether the digits of `number` pass the Luhn check (ISO/IEC 7812-1, annex B)."""
    total = 0
    for position, digit in enumerate(reversed(number)):
        doubled = int(digit) * (2 if position % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return bool(number) and total % 10 == 0


def iban_valid(account: str) -> bool:
    """Return whether `account` (letters and digits, no spaces) passes the mod 97 check of ISO 13616."""
    turned = (account[4:] + account[:4]).upper()
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1
