"""Pictures in RTF files: what is in a \\pict, as the bytes of a picture file."""

import re
import struct

from retrowriter.formats.flow import picture_kind, picture_size
from retrowriter.formats.rtf.state import PictureState

_NO_HEX = re.compile(rb"[^0-9a-fA-F]+")
_STRETCH_DIB, _DIB_STRETCH, _SET_DIB = 0x0F43, 0x0B41, 0x0D33
_PIXEL = 0.75


def picture_file(state: PictureState) -> tuple[bytes, str]:
    """The bytes of the picture and the ending of its name; empty when there is none."""
    data = state.binary
    if not data:
        digits = _NO_HEX.sub(b"", b"".join(state.data))
        data = bytes.fromhex(digits[: len(digits) & ~1].decode("ascii"))
    if not data:
        return b"", ""
    kind = picture_kind(data)
    if kind:
        return data, {"jpeg": "jpg"}.get(kind, kind)
    if state.kind == "wmf":
        bitmap = _bitmap_in(data)
        return (bitmap, "bmp") if bitmap else (data, "wmf")
    if state.kind == "dib":
        bitmap = _with_head(data)
        return (bitmap, "bmp") if bitmap else (b"", "")
    return data, state.kind or "bin"


def shown_size(state: PictureState, data: bytes) -> tuple[float, float]:
    """Width and height in points."""
    width = state.goal_width / 20 * state.scale_x / 100
    height = state.goal_height / 20 * state.scale_y / 100
    if width <= 0 or height <= 0:
        pixels = picture_size(data)
        if pixels is not None:
            width, height = pixels[0] * _PIXEL, pixels[1] * _PIXEL
        elif state.kind in ("wmf", "emf"):
            # In hundredths of a millimetre.
            width, height = state.width * 72 / 2540, state.height * 72 / 2540
    return min(max(width, 1.0), 1584.0), min(max(height, 1.0), 1584.0)


def _bitmap_in(metafile: bytes) -> bytes:
    """The bitmap that a Windows metafile wraps, as WordPad and Paint make them; empty when it draws something else."""
    position = 18
    while position + 6 <= len(metafile):
        size, function = struct.unpack_from("<IH", metafile, position)
        if size < 3:
            break
        head = {_STRETCH_DIB: 28, _DIB_STRETCH: 26, _SET_DIB: 24}.get(function)
        if head is not None:
            bitmap = _with_head(metafile[position + head : position + 2 * size])
            if bitmap:
                return bitmap
        position += 2 * size
    return b""


def _with_head(bitmap: bytes) -> bytes:
    """A device-independent bitmap with the head of a .bmp file before it."""
    if len(bitmap) < 40:
        return b""
    size, _, _, _, bits, compression = struct.unpack_from("<IiiHHI", bitmap)
    if not 40 <= size <= 124:
        return b""
    used = struct.unpack_from("<I", bitmap, 32)[0]
    colors = min(used or (1 << bits if bits <= 8 else 0), 256)
    masks = 12 if compression == 3 and size == 40 else 0
    start = 14 + size + masks + 4 * colors
    return struct.pack("<2sIHHI", b"BM", 14 + len(bitmap), 0, 0, start) + bitmap
