"""How the numbers and bullets of lists are written."""

from collections.abc import Callable

BULLETS = ("•", "o", "■", "–", "*", "♦")
NUMBERS = ("1.", "1)", "I.", "A.", "a)", "i)")

_BULLETS_BY_LEVEL = ("•", "o", "■")
_NUMBERS_BY_LEVEL = ("1.", "a)", "i)")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def bullet(look: str, level: int) -> str:
    """The bullet of an item; `look` "" = as usual at its level."""
    return look or _BULLETS_BY_LEVEL[level % len(_BULLETS_BY_LEVEL)]


def number(count: int, look: str, level: int) -> str:
    """The number of an item in a look such as "1.", "a)" or "I."; "" = as usual at its level."""
    pattern = number_pattern(look, level)
    kinds: dict[str, Callable[[int], str]] = {
        "1": str,
        "a": letters,
        "A": lambda n: letters(n).upper(),
        "i": roman,
        "I": lambda n: roman(n).upper(),
    }
    for mark, write in kinds.items():
        if mark in pattern:
            return pattern.replace(mark, write(count), 1)
    return f"{count}."


def number_pattern(look: str, level: int) -> str:
    """The look of a numbered item at a level; `look` "" = as usual there."""
    return look or _NUMBERS_BY_LEVEL[level % len(_NUMBERS_BY_LEVEL)]


def roman(count: int) -> str:
    """A number in small Roman numerals; in digits where those have no sign for it."""
    if not 0 < count < 4000:
        return str(count)
    result = ""
    for value, sign in _ROMAN:
        while count >= value:
            result += sign
            count -= value
    return result


def letters(count: int) -> str:
    """a, b, ... z, aa, bb, ..., as word processors count with letters."""
    if not 0 < count <= 26 * 20:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
