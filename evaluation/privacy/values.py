"""A seeded chance → here → made-up data of every kind, in the notations that clients use."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from evaluation.privacy.whereabouts import postal_code, street_address
from privacy.recognizers.checksums import luhn_valid

Make = Callable[[random.Random], str]


def digits(chance: random.Random, count: int) -> str:
    """Return so many digits, not all alike."""
    return "".join(chance.choices("0123456789", k=count - 1)) + str(chance.randint(0, 9))


def letters(chance: random.Random, count: int) -> str:
    return "".join(chance.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=count))


def luhn(chance: random.Random, head: str, length: int) -> str:
    """Return a number of `length` digits that begins with `head` and passes the Luhn check."""
    body = head + digits(chance, length - len(head) - 1)
    return next(body + last for last in "0123456789" if luhn_valid(body + last))


def grouped(number: str, sizes: tuple[int, ...], separators: str | Sequence[str]) -> str:
    """Return `number` cut in groups with the separators between."""
    pieces, at = [], 0
    for size in sizes:
        pieces.append(number[at : at + size])
        at += size
    marks = [separators] * (len(pieces) - 1) if isinstance(separators, str) else separators
    return pieces[0] + "".join(mark + piece for mark, piece in zip(marks, pieces[1:], strict=True))


def sin(chance: random.Random) -> str:
    number = luhn(chance, chance.choice("99991234567"), 9)
    return grouped(number, (3, 3, 3), chance.choice(["-", " ", ".", "", [" ", "-"]]))


def uci(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return grouped(digits(chance, 8).replace("0", "3", 1), (4, 4), chance.choice(["-", "", " "]))
    number = "11" + digits(chance, 8)
    return chance.choice((grouped(number, (2, 4, 4), chance.choice(["-", "", " ", "."])), grouped(number, (6, 4), "-")))


def application_number(chance: random.Random) -> str:
    if chance.random() < 0.12:
        number = "EP000" + digits(chance, 7)
    else:
        number = grouped(
            chance.choice("EWSVFBHCUP") + digits(chance, 9),
            *chance.choice([((1, 9), ""), ((1, 9), " "), ((1, 9), "-"), ((1, 3, 3, 3), " "), ((1, 9), "")]),
        )
    return number.lower() if chance.random() < 0.15 else number


def passport(chance: random.Random) -> str:
    canadian = (
        letters(chance, 2) + digits(chance, 6),
        letters(chance, 2) + " " + digits(chance, 6),
        letters(chance, 1) + digits(chance, 6) + letters(chance, 2),
    )
    foreign = (
        letters(chance, 1) + digits(chance, 7),
        chance.choice("EG") + digits(chance, 8),
        "E" + letters(chance, 1) + digits(chance, 7),
        digits(chance, 2) + letters(chance, 2) + digits(chance, 5),
        "A" + digits(chance, 8),
        "P" + digits(chance, 7) + letters(chance, 1),
        letters(chance, 2) + digits(chance, 7),
        "M" + digits(chance, 8),
        digits(chance, 9),
    )
    return chance.choice(canadian if chance.random() < 0.4 else foreign)


def phone(chance: random.Random) -> str:
    area = chance.choice(("416", "514", "604", "780", "438", "647", "902", "204", "613", "819"))
    last = digits(chance, 4)
    north = (
        f"({area}) 555-{last}",
        f"{area}-555-{last}",
        f"{area}.555.{last}",
        f"{area} 555 {last}",
        f"{area}555{last}",
        f"+1-{area}-555-{last}",
        f"+1 {area} 555 {last}",
        f"1-{area}-555-{last}",
        f"1 ({area}) 555-{last}",
        f"{area}/555-{last}",
        f"({area})555{last}",
        f"{area} 555{last}",
        f"+1{area}555{last}",
        f"({area}) 555 {last}",
        f"{area}-555-{last} ext. {digits(chance, 3)}",
        f"{area} 555-{last} poste {digits(chance, 3)}",
    )
    abroad = (
        f"+33 6 {digits(chance, 2)} {digits(chance, 2)} {digits(chance, 2)} {digits(chance, 2)}",
        f"07 {digits(chance, 2)} {digits(chance, 2)} {digits(chance, 2)} {digits(chance, 2)}",
        f"+91 98{digits(chance, 3)} {digits(chance, 5)}",
        f"0091-98{digits(chance, 8)}",
        f"0803 {digits(chance, 3)} {digits(chance, 4)}",
        f"+234 803 {digits(chance, 3)} {digits(chance, 4)}",
        f"+212 6{digits(chance, 8)}",
        f"00 221 77 {digits(chance, 3)} {digits(chance, 2)} {digits(chance, 2)}",
        f"+63 917 {digits(chance, 3)} {digits(chance, 4)}",
        f"+86 138 {digits(chance, 4)} {digits(chance, 4)}",
        f"+52 55 {digits(chance, 4)} {digits(chance, 4)}",
    )
    return chance.choice(north if chance.random() < 0.7 else abroad)


def credit_card(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return grouped(luhn(chance, chance.choice(("34", "37")), 15), (4, 6, 5), chance.choice((" ", "-", "")))
    return grouped(luhn(chance, chance.choice(("4", "4", "51", "54")), 16), (4, 4, 4, 4), chance.choice((" ", "-", "")))


def bank_account(chance: random.Random) -> str:
    if chance.random() < 0.4:
        return iban(chance)
    return chance.choice(
        (
            f"{digits(chance, 5)}-003-{digits(chance, 7)}",
            f"004-{digits(chance, 5)}-{digits(chance, 7)}",
            digits(chance, 7),
            digits(chance, 9),
            digits(chance, 12),
        )
    )


def iban(chance: random.Random) -> str:
    country, length = chance.choice(
        (("FR", 23), ("DE", 18), ("ES", 20), ("BE", 12), ("TN", 20), ("GB", -1), ("PK", -2))
    )
    body = {-1: "NWBK" + digits(chance, 14), -2: "HABB" + digits(chance, 16)}.get(length) or digits(chance, length)
    turned = "".join(str(int(char, 36)) for char in body + country + "00")
    number = f"{country}{98 - int(turned) % 97:02}{body}"
    return number if chance.random() < 0.4 else " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def ip_address(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return f"2001:db8:{chance.randrange(16**4):x}::{chance.randrange(16**4):x}"
    return ".".join(str(chance.randint(11, 250)) for _ in range(4))


def url(chance: random.Random, handle: str) -> str:
    key = "".join(chance.choices("abcdefghijkmnpqrstuvwxyzABCDEFGH0123456789_-", k=28))
    return chance.choice(
        (
            f"https://www.linkedin.com/in/{handle}",
            f"linkedin.com/in/{handle}",
            f"https://facebook.com/{handle}",
            f"instagram.com/{handle}",
            f"https://{handle}.wordpress.com",
            f"https://drive.google.com/file/d/{key}/view",
            f"https://portal.example.ca/status?uci={digits(chance, 8)}",
        )
    )


def health_card(chance: random.Random) -> str:
    return chance.choice(
        (
            f"{letters(chance, 4)} {digits(chance, 4)} {digits(chance, 4)}",
            f"{digits(chance, 4)}-{digits(chance, 3)}-{digits(chance, 3)}-{letters(chance, 2)}",
            f"9{digits(chance, 3)} {digits(chance, 3)} {digits(chance, 3)}",
            f"{digits(chance, 5)}-{digits(chance, 4)}",
        )
    )


def document_number(chance: random.Random) -> str:
    return chance.choice(
        (
            "F" + digits(chance, 9),
            "U" + digits(chance, 9),
            "T" + digits(chance, 9),
            "RA" + digits(chance, 8),
            "PA" + digits(chance, 10),
        )
    )


def receipt_number(chance: random.Random) -> str:
    return chance.choice(
        (
            digits(chance, 12),
            grouped(digits(chance, 12), (4, 4, 4), "-"),
            letters(chance, 1) + digits(chance, 9),
            letters(chance, 3) + digits(chance, 8),
            "IOE" + digits(chance, 10),
            "MSC" + digits(chance, 10),
        )
    )


def national_id(chance: random.Random) -> tuple[str, str]:
    """Return the name of the number and the number."""
    return chance.choice(
        (
            ("Aadhaar", grouped(digits(chance, 12), (4, 4, 4), chance.choice((" ", "", "-")))),
            ("PAN", letters(chance, 5) + digits(chance, 4) + letters(chance, 1)),
            ("CNIC", grouped(digits(chance, 13), (5, 7, 1), "-")),
            ("NIN", digits(chance, 11)),
            ("CPF", f"{digits(chance, 3)}.{digits(chance, 3)}.{digits(chance, 3)}-{digits(chance, 2)}"),
            ("CIN", letters(chance, 2) + digits(chance, 6)),
            ("CURP", letters(chance, 4) + "900512" + "HM" + letters(chance, 4) + "0" + digits(chance, 1)),
        )
    )


SIMPLE: dict[str, Make] = {
    "SIN": sin,
    "UCI": uci,
    "APPLICATION_NUMBER": application_number,
    "PASSPORT": passport,
    "PHONE": phone,
    "STREET_ADDRESS": street_address,
    "POSTAL_CODE": postal_code,
    "CREDIT_CARD": credit_card,
    "BANK_ACCOUNT": bank_account,
    "IP_ADDRESS": ip_address,
    "HEALTH_CARD": health_card,
    "DOCUMENT_NUMBER": document_number,
    "RECEIPT_NUMBER": receipt_number,
}
