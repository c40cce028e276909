"""The pictures of one document: their files, and what is drawn of them.

Files are decoded on a thread, so that the window never waits for a large one; what is drawn on the screen is no larger
than a screen, paper gets all of it.
"""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader

from retrowriter import files
from retrowriter.document.model import Block, Document, Inline, Paragraph, Picture, Table
from retrowriter.errors import UserError
from retrowriter.formats.flow import paragraphs

MAX_BYTES = 32 * 1024 * 1024
MAX_PIXELS = 50_000_000
SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif")

_ENDINGS = {"png": "png", "jpeg": "jpg", "gif": "gif", "bmp": "png"}
_ON_SCREEN = 1600
_KEPT_BYTES = 128 * 1024 * 1024
_LOOK_MS = 20
# A JPEG file that ends without its mark was cut off; some have a little behind it.
_JPEG_END, _JPEG_TAIL = b"\xff\xd9", 4096

_thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")


@dataclass(frozen=True)
class Taken:
    """A picture that is good: its file, the file's ending, and its size in points."""

    data: bytes
    ending: str
    width: float
    height: float


class Pictures(QObject):
    """The files of one document's pictures by name, and their images.

    Signals:
        decoded: an image that was asked for is there.

    Attributes:
        waits: image() gives what is asked for at once, for pages that are drawn only once.
    """

    decoded = Signal()

    def __init__(self, kept: dict[str, bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.waits = False
        self._files = dict(kept)
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._coming: dict[str, Future[QImage]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def files(self) -> dict[str, bytes]:
        """All files by name, those of pictures that were deleted too: undo may bring them back."""
        return dict(self._files)

    def used(self, document: Document) -> dict[str, bytes]:
        """The files that a document refers to."""
        names = {item.name for block in paragraphs(document) for item in block.content if isinstance(item, Picture)}
        return {name: data for name, data in self._files.items() if name in names}

    def add(self, data: bytes, ending: str) -> str:
        """Takes a file and gives its name; a file that is there already keeps its name."""
        for name, kept in self._files.items():
            if kept == data:
                return name
        ending = ending if ending in _ENDINGS.values() else "png"
        number = len(self._files) + 1
        while f"{number}.{ending}" in self._files:
            number += 1
        self._files[f"{number}.{ending}"] = data
        return f"{number}.{ending}"

    def image(self, name: str) -> QImage | None:
        """What is drawn on a screen: None while it is being decoded, an empty image for a damaged file."""
        if name in self._images:
            self._images.move_to_end(name)
            return self._images[name]
        if self.waits:
            self._keep(name, decode(self._files.get(name, b""), _ON_SCREEN))
            return self._images[name]
        if name not in self._coming:
            self._coming[name] = _thread.submit(decode, self._files.get(name, b""), _ON_SCREEN)
            self._timer.start()
        return None

    def whole(self, name: str) -> QImage:
        """All of a picture, for paper; empty for a damaged file."""
        return decode(self._files.get(name, b""))

    def size_of(self, name: str) -> tuple[float, float] | None:
        """The size that the file gives, in points; None for a damaged one."""
        reader, _buffer = _reader(self._files.get(name, b""))
        size = reader.size()
        return (size.width() * 0.75, size.height() * 0.75) if size.isValid() else None

    def _keep(self, name: str, image: QImage) -> None:
        self._images[name] = image
        while len(self._images) > 1 and sum(kept.sizeInBytes() for kept in self._images.values()) > _KEPT_BYTES:
            self._images.popitem(last=False)

    def _on_timeout(self) -> None:
        done = [name for name, coming in self._coming.items() if coming.done()]
        for name in done:
            self._keep(name, self._coming.pop(name).result())
        if not self._coming:
            self._timer.stop()
        if done:
            self.decoded.emit()


class Taking(QObject):
    """Takes in one picture from outside, on the thread.

    Signals:
        finished: a Taken, or the UserError that says what is wrong with it.
    """

    finished = Signal(object)

    def __init__(self, source: Path | QImage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coming = _thread.submit(_outcome, source)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def _on_timeout(self) -> None:
        if self._coming.done():
            self._timer.stop()
            self.finished.emit(self._coming.result())
            self.deleteLater()


def take(source: Path | QImage) -> Taken:
    """Takes in a picture file, or an image from the Clipboard.

    Raises:
        UserError: code picture_missing, picture_unknown, picture_too_large or picture_damaged.
    """
    if isinstance(source, QImage):
        if source.width() * source.height() > MAX_PIXELS:
            raise _too_many("The picture", source.size())
        return _taken(source, _png(source), "png")
    name = source.name
    try:
        if source.stat().st_size > MAX_BYTES:
            raise UserError("picture_too_large", f"{name} is larger than {files.megabytes(MAX_BYTES)}.")
        data = source.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise UserError("picture_missing", f"{name} cannot be opened: {reason}.") from error
    reader, _buffer = _reader(data)
    kind = bytes(reader.format().data()).decode()
    if kind not in _ENDINGS:
        raise UserError(
            "picture_unknown", f"{name} is not a picture that can be inserted.", "PNG, JPEG, GIF and BMP files can be."
        )
    size = reader.size()
    if size.width() * size.height() > MAX_PIXELS:
        raise _too_many(name, size)
    image = reader.read()
    if image.isNull() or (kind == "jpeg" and _JPEG_END not in data[-_JPEG_TAIL:]):
        raise UserError("picture_damaged", f"{name} is damaged or was cut off.")
    return _taken(image, _png(image) if kind == "bmp" else data, _ENDINGS[kind])


def decode(data: bytes, most: int = 0) -> QImage:
    """The image of a file, its longer side no longer than `most` (0 = as it is); an empty one for a damaged file."""
    reader, _buffer = _reader(data)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MAX_PIXELS:
        return QImage()
    if most and max(size.width(), size.height()) > most:
        reader.setScaledSize(size.scaled(QSize(most, most), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def renamed(blocks: tuple[Block, ...], new_name: Callable[[str], str]) -> tuple[Block, ...]:
    """Blocks whose pictures have other names; "" takes a picture out."""

    def paragraph(block: Paragraph) -> Paragraph:
        content: list[Inline] = []
        for item in block.content:
            if isinstance(item, Picture):
                name = new_name(item.name)
                content.extend([msgspec.structs.replace(item, name=name)] if name else [])
            else:
                content.append(item)
        return msgspec.structs.replace(block, content=tuple(content))

    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            block = paragraph(block)
        elif isinstance(block, Table):
            rows = tuple(
                tuple(msgspec.structs.replace(cell, blocks=tuple(map(paragraph, cell.blocks))) for cell in row)
                for row in block.rows
            )
            block = msgspec.structs.replace(block, rows=rows)
        result.append(block)
    return tuple(result)


def fitting(width: float, height: float, room_width: float, room_height: float) -> tuple[float, float]:
    """The size of a picture made small enough for a room, in its proportions."""
    factor = min(1.0, room_width / max(width, 1.0), room_height / max(height, 1.0))
    return round(width * factor, 2), round(height * factor, 2)


def _outcome(source: Path | QImage) -> Taken | UserError:
    try:
        return take(source)
    except UserError as error:
        return error


def _reader(data: bytes) -> tuple[QImageReader, QBuffer]:
    """A reader, and the buffer that has to live as long."""
    QImageReader.setAllocationLimit(4 * MAX_PIXELS // (1024 * 1024) + 1)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader, buffer


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    save: Any = image.save  # PySide6's stubs want the format as bytes, and it is a string.
    save(buffer, "PNG")
    return bytes(buffer.data().data())


def _taken(image: QImage, data: bytes, ending: str) -> Taken:
    return Taken(data, ending, image.width() * 0.75, image.height() * 0.75)


def _too_many(name: str, size: QSize) -> UserError:
    return UserError(
        "picture_too_large",
        f"{name} has {size.width()} by {size.height()} dots, which is too many.",
        "Make it smaller with a paint program first.",
    )
