"""Vocabularies of SentencePiece: tokenizer.model, or the same rebuilt from a tokenizer.json.

tokenizer.model is a protocol buffer; of its fields (sentencepiece_model.proto) only the pieces and the type matter, so
it is read here without the package sentencepiece.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrowriter.errors import UserError

NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = 1, 2, 3, 4, 5, 6
MAX_FILE = 64 * 1024 * 1024
MAX_PIECES = 2_000_000

# Scores that llama.cpp's converter gives to tokens that no merge may produce.
SCORE_ADDED = -1000.0
SCORE_PADDING = -10_000.0

_BPE = 2
_BYTE_TOKEN = re.compile(r"<0x[0-9A-Fa-f]{2}>")


@dataclass(frozen=True)
class Piece:
    """An entry of a vocabulary: its text, its score, its type as in GGUF."""

    text: str
    score: float
    kind: int


def read_model(path: Path) -> list[Piece]:
    """The pieces of a tokenizer.model, in the order of their ids.

    Raises:
        UserError: code tokenizer_invalid when the file is damaged, tokenizer_unsupported when it is not a BPE model.
    """
    if path.stat().st_size > MAX_FILE:
        raise _damaged(path, "it is too large")
    data = path.read_bytes()
    pieces: list[Piece] = []
    model_type = 1
    try:
        for number, value in _fields(data):
            if number == 1 and isinstance(value, bytes):
                pieces.append(_piece(value))
                if len(pieces) > MAX_PIECES:
                    raise ValueError("too many pieces")
            elif number == 2 and isinstance(value, bytes):
                model_type = next((int(v) for n, v in _fields(value) if n == 3 and isinstance(v, int)), model_type)
    except (ValueError, IndexError, struct.error) as error:
        raise _damaged(path, str(error)) from error
    if not pieces:
        raise _damaged(path, "it holds no pieces")
    if model_type != _BPE:
        raise UserError(
            "tokenizer_unsupported",
            f"{path.name} is a SentencePiece model of another type than BPE, which llama.cpp would read wrongly here.",
            "llama.cpp's own converter may know more.",
        )
    return pieces


def from_tokenizer_json(model: dict[str, Any], added: dict[int, dict[str, Any]]) -> list[Piece]:
    """The pieces of a BPE model with byte fallback, in the order of their ids; gaps are unused.

    llama.cpp joins the neighbours whose result has the highest score; a token's score is the rank of the first merge
    that makes it, negated, which is the same order.

    Args:
        model: the entry "model" of tokenizer.json; added: id -> entry of "added_tokens".
    """
    vocabulary: dict[str, int] = model["vocab"]
    ranks: dict[str, int] = {}
    for rank, merge in enumerate(model["merges"]):
        joined = "".join(merge) if isinstance(merge, list) else merge.replace(" ", "", 1)
        ranks.setdefault(joined, rank)
    size = max(vocabulary.values(), default=-1) + 1
    pieces = [_padding(i) for i in range(size)]
    unknown = model.get("unk_token")
    for token, number in vocabulary.items():
        if token == unknown:
            kind = UNKNOWN
        elif _BYTE_TOKEN.fullmatch(token):
            kind = BYTE
        elif number in added and added[number].get("special"):
            kind = CONTROL
        else:
            kind = NORMAL
        score = -float(ranks[token]) if token in ranks else (0.0 if kind != NORMAL else -1e6)
        pieces[number] = Piece(token, score, kind)
    return pieces


def padded(pieces: list[Piece], size: int) -> list[Piece]:
    """The pieces with unused ones added up to `size`, which may not be less than their number."""
    return pieces + [_padding(i) for i in range(len(pieces), size)]


def _padding(number: int) -> Piece:
    return Piece(f"[PAD{number}]", SCORE_PADDING, UNUSED)


def _piece(data: bytes) -> Piece:
    text, score, kind = "", 0.0, NORMAL
    for number, value in _fields(data):
        if number == 1 and isinstance(value, bytes):
            text = value.decode("utf-8")
        elif number == 2 and isinstance(value, bytes):
            score = struct.unpack("<f", value)[0]
        elif number == 3 and isinstance(value, int):
            kind = value
    # The same numbers as GGUF's, but user-defined pieces count as normal unless the other files say more.
    return Piece(text, score, kind if kind in (UNKNOWN, CONTROL, UNUSED, BYTE) else NORMAL)


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a protocol buffer message: number and value (bytes for fixed-width and delimited ones)."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, at = _varint(data, at)
            yield number, value
            continue
        if wire == 2:
            length, at = _varint(data, at)
        elif wire in (1, 5):
            length = 8 if wire == 1 else 4
        else:
            raise ValueError("an unknown kind of field")
        if length > len(data) - at:
            raise ValueError("it is cut short")
        yield number, data[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number is too long")


def _damaged(path: Path, why: str) -> UserError:
    return UserError("tokenizer_invalid", f"{path.name} is damaged: {why}.", "Fetch the file again.")
