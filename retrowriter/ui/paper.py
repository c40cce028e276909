"""Sizes of paper, and the paper and the unit of length that are usual where the program runs."""

import msgspec
from PySide6.QtCore import QLocale

from retrowriter import settings as table
from retrowriter.document.model import PageSetup
from retrowriter.settings import Settings

# Width and height in points, upright.
SIZES: dict[str, tuple[float, float]] = {
    "Letter 8 1/2 x 11 in": (612.0, 792.0),
    "Legal 8 1/2 x 14 in": (612.0, 1008.0),
    "Executive 7 1/4 x 10 1/2 in": (522.0, 756.0),
    "A4 210 x 297 mm": (595.3, 841.9),
    "A5 148 x 210 mm": (419.5, 595.3),
    "B5 182 x 257 mm": (515.9, 728.5),
    "Envelope #10 4 1/8 x 9 1/2 in": (297.0, 684.0),
    "Envelope DL 110 x 220 mm": (311.8, 623.6),
}
LETTER, A4 = SIZES["Letter 8 1/2 x 11 in"], SIZES["A4 210 x 297 mm"]

# Sizes that differ by less are the same: files round them in their own ways.
_SAME = 1.5
_INCH = 72.0
_LETTER_COUNTRIES = frozenset(
    (
        QLocale.Country.AnyCountry,  # the desktop does not say where it is
        QLocale.Country.UnitedStates,
        QLocale.Country.Canada,
        QLocale.Country.Mexico,
        QLocale.Country.Belize,
        QLocale.Country.Chile,
        QLocale.Country.Colombia,
        QLocale.Country.CostaRica,
        QLocale.Country.Guatemala,
        QLocale.Country.Nicaragua,
        QLocale.Country.Panama,
        QLocale.Country.Philippines,
        QLocale.Country.PuertoRico,
        QLocale.Country.ElSalvador,
        QLocale.Country.Venezuela,
    )
)


def usual_size(country: QLocale.Country) -> tuple[float, float]:
    """The paper that is usual in a country."""
    return LETTER if country in _LETTER_COUNTRIES else A4


def new_page(settings: Settings) -> PageSetup:
    """The page of a new document: the one that was made the default, else an inch on all sides of the usual paper.

    With it, 72 columns of 10-point typewriter type fit the line of a letter.
    """
    kept = settings.get(table.PAGE)
    if kept:
        try:
            return msgspec.convert(kept, PageSetup)
        except msgspec.ValidationError:
            pass
    width, height = usual_size(QLocale.system().territory())
    return PageSetup(width=width, height=height, left=_INCH, right=_INCH)


def unit(settings: Settings) -> str:
    """The unit of length of the dialogs, as LengthBox calls it."""
    chosen = settings.get(table.UNIT)
    if chosen != "auto":
        return chosen
    inches = QLocale.system().territory() in (QLocale.Country.AnyCountry, QLocale.Country.UnitedStates)
    return "inches" if inches else "centimeters"


def size_name(width: float, height: float) -> str:
    """The name of a size of paper, upright or across; "" for a size of one's own."""
    sides = sorted((width, height))
    for name, known in SIZES.items():
        if all(abs(one - other) < _SAME for one, other in zip(sides, known, strict=True)):
            return name
    return ""
