"""Personal data: addresses, telephone numbers and electronic addresses become plausible ones that are nobody's.

The same original always becomes the same replacement, so a document stays coherent. Names are kept: docs/data-policy.md
says why.
"""

import re
from collections.abc import Callable

from corpus.documents import Tally, number_of

_USERS = (
    "jmiller", "kbrandt", "tsolberg", "anneke", "rpatel", "dcho", "mlindqvist", "hfarrow", "ctorres", "wpike",
    "nokafor", "lbeaumont", "gsteiner", "pmoran", "evasquez", "bkeller", "info", "orders", "support", "office",
)  # fmt: skip
_HOSTS = (
    "tarnwell.com", "norbeck.com", "kestane.org", "pellmark.com", "brasswood.edu", "quarrel.UUCP", "ostvik.no",
    "lindmoor.ac.uk", "halden-data.com", "ferrisco.com", "ucoast.edu", "waldene.de", "tinwhistle.org", "marlpit.net",
)  # fmt: skip
_STREETS = ("Alder", "Canal", "Chestnut", "Depot", "Foundry", "Granary", "Kiln", "Larch", "Linden", "Mill", "Orchard",
            "Quarry", "Station", "Tannery", "Weir", "Willow")  # fmt: skip

_KINDS = (
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Dr\.?|Court|Ct\.?|Boulevard|Blvd\.?|Way|Place|Pl\.?"
    r"|Terrace|Crescent|Circle|Cir\.?|Parkway|Pkwy\.?|Highway|Hwy\.?|Trail|Square)"
)
_EMAIL = re.compile(r"\b[\w.+%-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\b")
_BANG = re.compile(r"(?<![\w!])(?:\.{3}!)?(?:[\w{},.-]+!){2,}[\w.-]+")
_COMPUSERVE = re.compile(r"\b7\d{4},\d{2,4}\b")
_PHONE = re.compile(
    r"(?<![\w-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ -]?|\d{3}[-./ ])\d{3}[-. ]\d{4}(?!\d)"
    r"|(?<![\w.])\+\d{1,3}(?:[ ()-]{1,2}\d{1,4}){2,5}(?!\d)"
    r"|(?<![\w-])\(?0\d{2,4}\)?[ -]\d{3}[ -]?\d{3,4}(?!\d)"
)
_STREET = re.compile(
    rf"\b\d{{1,5}}[A-Z]?\s(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s)?(?:[A-Z][a-z'.]+\s){{1,3}}({_KINDS})(?!\w)"
)
_BOX = re.compile(r"\b((?:P\.?\s?O\.?\s*)?Box)\s+(\d{1,6})\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d{1,2}[A-Z]?) \d[A-Z]{2}\b")
_SOCIAL = re.compile(r"\b\d{3}-\d{2}-\d{4}\b")
_CARD = re.compile(r"\b(?:\d{4}[ -]){3}\d{4}\b")
_WEB_USER = re.compile(r"(https?://[\w.-]+/~)\w+")


def mask(text: str, tally: Tally) -> str:
    """The text with its personal data replaced; counts each kind."""
    masks: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        ("electronic addresses", _EMAIL, _email),
        ("electronic addresses", _BANG, _email),
        ("electronic addresses", _COMPUSERVE, lambda found: f"70000,{number_of(found.group()) % 900 + 100}"),
        ("home pages of people", _WEB_USER, lambda found: found.group(1) + _pick(_USERS, found.group())),
        ("card and social security numbers", _CARD, lambda _: "0000 0000 0000 0000"),
        ("card and social security numbers", _SOCIAL, lambda _: "000-00-0000"),
        ("telephone numbers", _PHONE, _phone),
        ("street addresses", _STREET, _street),
        ("post boxes", _BOX, lambda found: f"{found.group(1)} {number_of(found.group(2)) % 890 + 10}"),
        ("post codes", _POSTCODE, _postcode),
    )
    for name, pattern, replace in masks:
        found = {match.group() for match in pattern.finditer(text) if replace(match) != match.group()}
        tally.change(f"{name} masked", len(found))
        text = pattern.sub(replace, text)
    return text


def _pick(values: tuple[str, ...], key: str) -> str:
    return values[number_of(key) % len(values)]


def _email(found: re.Match[str]) -> str:
    # The shared corpus has one masked address for all; its place tells apart what the text can't.
    key = found.group()
    if key.startswith("user@host"):
        key += found.string[max(0, found.start() - 40) : found.start()]
    return f"{_pick(_USERS, key)}@{_pick(_HOSTS, key + '@')}"


def _phone(found: re.Match[str]) -> str:
    number = found.group()
    if "555" in number:
        return number
    digits = [place for place, char in enumerate(number) if char.isdigit()]
    fresh = list(number)
    for place, char in zip(digits[-7:], f"55501{number_of(number) % 100:02}", strict=False):
        fresh[place] = char
    return "".join(fresh)


def _street(found: re.Match[str]) -> str:
    return f"{number_of(found.group()) % 390 + 2} {_pick(_STREETS, found.group())} {found.group(1)}"


def _postcode(found: re.Match[str]) -> str:
    number = number_of(found.group())
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"{found.group(1)} {number % 9 + 1}{letters[number % 20]}{letters[number // 20 % 20]}"
