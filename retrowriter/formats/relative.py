"""Formats in full and as differences from a style.

Some files spell everything out, a document says only where it departs from its style; this turns one into the other.
"""

import functools
from typing import Any, Protocol, cast

import msgspec

from retrowriter.document.model import CharFormat, Document, ParagraphFormat, Style
from retrowriter.document.styles import BUILT_IN, P, all_styles, apart, over, resolve

_BASE = BUILT_IN[0]


class Described(Protocol):
    """A paragraph style of a file with everything that it inherits; its name in the document."""

    name: str
    char: CharFormat
    paragraph: ParagraphFormat


class Styles:
    """The styles of a document with everything filled in."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self._styles = styles
        self._full: dict[str, Style] = {}

    @classmethod
    def of(cls, document: Document) -> "Styles":
        """The built-in styles and the document's own."""
        return cls(all_styles(document))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all styles."""
        return tuple(self._styles)

    def __getitem__(self, name: str) -> Style:
        """The style as it is declared; an unknown name gives Normal."""
        return self._styles.get(name) or self._styles.get("Normal") or _BASE

    def full(self, name: str) -> Style:
        """The style with what it inherits; nothing in it is left open."""
        if name not in self._full:
            style = resolve(self._styles, name)
            self._full[name] = msgspec.structs.replace(
                style, char=over(_BASE.char, style.char), paragraph=over(_BASE.paragraph, style.paragraph)
            )
        return self._full[name]

    def char(self, name: str, own: CharFormat) -> CharFormat:
        """A character format of text in a paragraph of that style, in full."""
        return cast(CharFormat, _over(self.full(name).char, own))

    def paragraph(self, name: str, own: ParagraphFormat) -> ParagraphFormat:
        """A paragraph's format, in full."""
        return cast(ParagraphFormat, _over(self.full(name).paragraph, own))


def difference(base: P, full: P) -> P:
    """What `full` says that `base` does not, as document.styles.apart has it, and quickly for many equal ones."""
    return cast(P, _difference(full, base))


def own_style(entry: Described, base: Described | None, following: str) -> Style:
    """A style of a file as a document has it: what the entry says in full, as the difference from its base.

    Args:
        entry: the style; base: the one that it stands on, None for none; following: name of the next paragraph's.
    """
    if base is None or base.name == entry.name:
        return Style(name=entry.name, next=following, char=entry.char, paragraph=entry.paragraph)
    return Style(
        name=entry.name,
        based_on=base.name,
        next=following,
        char=difference(base.char, entry.char),
        paragraph=difference(base.paragraph, entry.paragraph),
    )


def own_styles(found: dict[str, Style]) -> tuple[Style, ...]:
    """Those of the styles of a file that differ from the built-in ones, or are not built in."""
    built_in = {style.name: style for style in BUILT_IN}
    as_built = Styles(built_in)
    theirs = Styles(built_in | found)
    kept: dict[str, Style] = {}
    while True:
        ours = Styles(built_in | kept)
        # What a built-in style inherits from one that was changed must come out as in the file, so once more.
        missing = {
            name: style
            for name, style in found.items()
            if name not in kept
            and (
                name not in built_in
                or (style.based_on, style.next) != (as_built[name].based_on, as_built[name].next)
                or ours.full(name) != theirs.full(name)
            )
        }
        if not missing:
            return tuple(style for name, style in found.items() if name in kept)
        kept |= missing


@functools.lru_cache(maxsize=4096)
def _over(base: Any, own: Any) -> Any:
    return over(base, own)


@functools.lru_cache(maxsize=4096)
def _difference(full: Any, base: Any) -> Any:
    return apart(full, base)
