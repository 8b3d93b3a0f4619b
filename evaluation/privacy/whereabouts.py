"""A seeded chance → here → made-up dates, street addresses and postal codes."""

from __future__ import annotations

import random

_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip

_FR_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
    "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def date(chance: random.Random, language: str, years: tuple[int, int]) -> str:
    """Return a date in a usual or an untidy notation."""
    year, month, day = chance.randint(*years), chance.randint(1, 12), chance.randint(1, 28)
    name = (_EN_MONTHS if language == "en" else _FR_MONTHS)[month - 1]
    short = name[:3] if language == "en" else name[:4]
    usual = (
        f"{year}-{month:02}-{day:02}",
        f"{day:02}/{month:02}/{year}",
        f"{month}/{day}/{year}",
        f"{day}-{month}-{year}",
        f"{day:02}.{month:02}.{year}",
        f"{day} {name} {year}",
        f"{year}/{month:02}/{day:02}",
        f"{day} {short} {year}",
    )
    own = (
        (
            f"{name} {day}, {year}",
            f"{name} {day} {year}",
            f"{day}th of {name} {year}",
            f"{day}-{short}-{year}",
            f"{short}. {day}, {year}",
        )
        if language == "en"
        else (f"{day} {name} {year}", f"{day}-{name}-{year}", f"le {day} {name} {year}".removeprefix("le "))
    )
    untidy = (
        f"{day}-{month}-{year}",
        f"{day}/{month}/{year % 100:02}",
        f"{year} {name} {day}",
        f"{day}{name}{year}",
        f"{day}/{name}/{year}",
        f"{day}. {month}. {year}",
        f"{name} {day} '{year % 100:02}",
        f"{year}{month:02}{day:02}",
        f"{day} {_misspelt(chance, name)} {year}",
    )
    return chance.choice(chance.choices((usual, own, untidy), (50, 30, 20))[0])


def _misspelt(chance: random.Random, word: str) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :]


_STREETS = (
    "Maple", "Glenwood", "Harwood", "King", "Victoria", "Bathurst", "Lakeshore", "Dundas",
    "Whyte", "Portage", "Wellington", "Finch", "Kipling", "Elm", "Jasper",
)  # fmt: skip

_TYPES = (
    "Street", "St", "Avenue", "Ave", "Road", "Rd", "Drive", "Dr",
    "Crescent", "Cres", "Blvd", "Court", "Lane", "Way", "Place", "Trail",
    "Terrace",
)  # fmt: skip

_RUES = (
    "Saint-Hubert",
    "de la Montagne",
    "Sherbrooke Ouest",
    "des Érables",
    "du Fleuve",
    "Ontario Est",
    "Laurier",
    "de l'Église",
    "Jean-Talon",
    "Papineau",
)

_FOREIGN = (
    "Flat {a}, {b} Linking Road",
    "H.No. {b}, Sector {a}",
    "{b}/2, Gandhi Nagar",
    "No {a} Adeola Odeku Street",
    "Blk {a} Lot {b} Sampaguita St",
    "{b} Nguyễn Trãi",
    "Calle Reforma {b}",
    "Rua das Flores {b}",
    "Plot {b} Ademola Crescent",
    "{b} Zhongshan Road",
    "{a} bis rue Victor-Hugo",
    "Unit {a}, {b} Valiasr Street",
)


def street_address(chance: random.Random) -> str:
    number, unit = chance.randint(3, 9899), chance.randint(1, 999)
    kind = chance.random()
    street = f"{chance.choice(_STREETS)} {chance.choice(_TYPES)}"
    rue = f"{chance.choice(('rue', 'rue', 'avenue', 'boul.', 'chemin'))} {chance.choice(_RUES)}"
    if kind < 0.4:
        return chance.choice(
            (
                f"{number} {street}",
                f"{number} {street} {chance.choice(('W', 'E', 'North'))}",
                f"{number} {street}, apt {unit}",
                f"{unit}-{number} {street}",
                f"Unit {unit}, {number} {street}",
                f"#{unit} {number} {street}",
            )
        )
    if kind < 0.7:
        return chance.choice(
            (
                f"{number} {rue}",
                f"{number}, {rue}",
                f"{number}, {rue}, app. {unit}",
                f"{number} {chance.choice(_RUES[:1] + _RUES[-2:])} app {unit}",
                f"{number} {rue} app {unit}",
            )
        )
    if kind < 0.78:
        return " ".join(
            (
                str(chance.randint(9000, 19999)),
                str(chance.randint(20, 170)),
                chance.choice(("Street", "Avenue", "St", "Ave")),
                chance.choice(("NW", "SW")),
            )
        )
    if kind < 0.86:
        return chance.choice(
            (f"PO Box {unit}", f"P.O. Box {unit}", f"C.P. {unit}", f"RR {unit % 9 + 1}", f"case postale {unit}")
        )
    return chance.choice(_FOREIGN).format(a=unit % 90 + 2, b=number)


def postal_code(chance: random.Random) -> str:
    gap = chance.choice((" ", " ", "", "-"))
    first = f"{chance.choice('HKLMNTV')}{chance.randint(1, 9)}{chance.choice('ABCEGH')}"
    code = f"{first}{gap}{chance.randint(1, 9)}{chance.choice('JKLMNP')}{chance.randint(1, 9)}"
    return code.lower() if chance.random() < 0.25 else code
