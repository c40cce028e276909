"""The native format: a ZIP archive with document.json (the Document, by msgspec) and pictures/.

document.json is {"format": "retro-document", "version": 1, "document": {...}}. Unknown fields of the document are kept
in Document.extra and written back. What a newer version put into blocks, styles or records is not kept, since the
editor makes these anew; that it is there is noted in Document.settings, so that it is said before the file is written
over.
"""

import io
import json
import zipfile
import zlib
from typing import Any

import msgspec

from retrowriter.document.model import Document
from retrowriter.errors import UserError
from retrowriter.formats import losses

VERSION = 1
CONTENT = "document.json"
PICTURES = "pictures/"

_MAX_CONTENT = 256 * 1024 * 1024
_MAX_PICTURE = 128 * 1024 * 1024
_MAX_ALL = 512 * 1024 * 1024
_MAX_ENTRIES = 10_000
# The fields that are written elsewhere: pictures as files, extra beside the known fields.
_APART = ("pictures", "extra")


def read(data: bytes) -> Document:
    """The document in the bytes of an .rdw file.

    Raises:
        UserError: code rdw_damaged when it is not one, or larger unpacked than any honest document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_ALL:
                raise _damaged()
            content = _unpack(archive, CONTENT, _MAX_CONTENT)
            pictures = {
                entry.filename[len(PICTURES) :]: _unpack(archive, entry.filename, _MAX_PICTURE)
                for entry in entries
                if _is_picture(entry.filename)
            }
        envelope = json.loads(content)
        if not isinstance(envelope, dict) or envelope.get("format") != "retro-document":
            raise _damaged()
        fields = envelope["document"]
        known = {name: value for name, value in fields.items() if name in Document.__struct_fields__}
        extra = {name: value for name, value in fields.items() if name not in Document.__struct_fields__}
        for name in _APART:
            known.pop(name, None)
        document = msgspec.convert(known, Document)
        newer = _has_more(known, document)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError) as error:
        raise _damaged() from error
    except (NotImplementedError, RuntimeError, EOFError, RecursionError, OSError) as error:
        # An unknown compression, a password, a cut entry, nesting without end.
        raise _damaged() from error
    settings = {**document.settings, losses.LEFT_OUT: [losses.NEWER]} if newer else document.settings
    return msgspec.structs.replace(document, pictures=pictures, extra=extra, settings=settings)


def write(document: Document) -> bytes:
    """The bytes of an .rdw file. The same document gives the same bytes."""
    settings = {name: value for name, value in document.settings.items() if name != losses.LEFT_OUT}
    bare = msgspec.structs.replace(document, pictures={}, extra={}, settings=settings)
    fields: dict[str, Any] = {**document.extra, **msgspec.to_builtins(bare)}
    envelope = {"format": "retro-document", "version": VERSION, "document": fields}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _pack(archive, CONTENT, msgspec.json.encode(envelope))
        for name in sorted(document.pictures):
            _pack(archive, PICTURES + name, document.pictures[name])
    return out.getvalue()


def _has_more(found: Any, made: Any) -> bool:
    """Whether the JSON of a value has fields that its class does not know."""
    if isinstance(made, msgspec.Struct):
        known = made.__struct_fields__
        return any(
            (name not in known and name != "type") or _has_more(value, getattr(made, name, None))
            for name, value in found.items()
        )
    if isinstance(made, tuple):
        return any(_has_more(value, part) for value, part in zip(found, made, strict=True))
    return isinstance(made, dict) and any(_has_more(found[name], value) for name, value in made.items())


def _unpack(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    # The sizes in the directory may lie: never unpack more than the limit.
    with archive.open(name) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise _damaged()
    return data


def _pack(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=(1995, 8, 24, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _is_picture(name: str) -> bool:
    # Names are keys of a dictionary and never paths, but a name with a path in it is no work of ours.
    rest = name.removeprefix(PICTURES)
    return name.startswith(PICTURES) and bool(rest) and not any(mark in rest for mark in ("/", "\\", "..", "\0"))


def _damaged() -> UserError:
    return UserError(
        "rdw_damaged",
        "This file is damaged, or it is not a Retro document.",
        "Open an earlier copy of it if you have one.",
    )
