"""Documents that are ZIP archives of XML, opened with suspicion: whoever made the file may mean harm."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable

from lxml import etree

from retrowriter.errors import UserError

MAX_PART = 96 * 1024 * 1024
MAX_ALL = 384 * 1024 * 1024
MAX_ENTRIES = 10_000
MAX_ELEMENTS = 3_000_000

_DATE = (1995, 8, 24, 0, 0, 0)


class Package:
    """An archive that is being read.

    Args:
        what: its kind for the sentence that says it is damaged ("a Word document").
    """

    def __init__(self, data: bytes, what: str) -> None:
        self._what = what
        self._left = MAX_ALL
        self._elements = MAX_ELEMENTS
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = {entry.filename for entry in self._archive.infolist()[: MAX_ENTRIES + 1]}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, OverflowError) as error:
            raise self.damaged() from error
        if len(self._names) > MAX_ENTRIES:
            raise self.damaged()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def damaged(self) -> UserError:
        """The sentence for a file that is not what it should be."""
        return UserError(
            "package_damaged",
            f"This file is damaged, or it is not {self._what}.",
            "Open an earlier copy of it if you have one.",
        )

    def part(self, name: str) -> bytes:
        """A part's bytes, empty when there is none of that name. Raises UserError when it is too large."""
        if name not in self._names:
            return b""
        limit = min(MAX_PART, self._left)
        try:
            # The sizes in the directory may lie: never unpack more than the limit.
            with self._archive.open(name) as stream:
                data = stream.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise self.damaged() from error
        if len(data) > limit:
            raise self.damaged()
        self._left -= len(data)
        return data

    def xml(self, name: str, replace: Iterable[tuple[bytes, bytes]] = ()) -> etree._Element | None:
        """A part's root element, None when there is no such part.

        Entities are never expanded, and nothing is fetched.

        Raises:
            UserError: it is no XML, declares a document type, or is larger or deeper than any honest one.
        """
        data = self.part(name)
        if not data:
            return None
        for before, after in replace:
            data = data.replace(before, after)
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.damaged()
        self._elements -= sum(1 for _ in root.iter())
        if self._elements < 0:
            raise self.damaged()
        return root


def resolve(base: str, target: str) -> str:
    """The name of the part that a relation of the part `base` points to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))


def pack(parts: Iterable[tuple[str, bytes]], first_stored: bool = False) -> bytes:
    """An archive of parts in their order; the same parts give the same bytes.

    Args:
        first_stored: the first part is not compressed, as ODF wants its media type.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(parts):
            entry = zipfile.ZipInfo(name, date_time=_DATE)
            entry.compress_type = zipfile.ZIP_STORED if first_stored and not number else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
