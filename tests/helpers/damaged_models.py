"""Damaged models: small changes to a good one, each reproducible from its number."""

import random
import struct
from collections.abc import Iterator

from retrowriter.models.gguf import ARRAY, SCALARS, STRING

EXTREMES = (0, 1, 2, 7, 255, 65_535, 1 << 31, (1 << 32) - 1, (1 << 63) - 1, (1 << 64) - 1)


def damaged(data: bytes, count: int, seed: int = 1995) -> Iterator[tuple[str, bytes]]:
    """Yields `count` damaged models with a word on what was done to each."""
    chance = random.Random(seed)
    fields = list(_fields(data))
    header_end = fields[-1][2]
    ways = (_cut, _field, _field, _field, _number, _key, _bytes, _swap)
    for number in range(count):
        way = ways[number % len(ways)]
        yield f"{number} {way.__name__[1:]}", way(data, fields, header_end, chance)


def _cut(data, fields, header_end, chance):
    """Cut short: in the header half of the time, elsewhere in the tensors."""
    return data[: chance.randrange(header_end if chance.random() < 0.5 else len(data))]


def _field(data, fields, header_end, chance):
    """One number of the header is set to an extreme."""
    _, start, end = chance.choice(fields)
    value = chance.choice(EXTREMES)
    return data[:start] + (value & ((1 << 8 * (end - start)) - 1)).to_bytes(end - start, "little") + data[end:]


def _number(data, fields, header_end, chance):
    """One number of the metadata or of a tensor is a little off."""
    numbers = ("value", "dimension", "offset", "count")
    _, start, end = chance.choice([field for field in fields if field[0] in numbers])
    value = int.from_bytes(data[start:end], "little") + chance.choice((-32, -2, -1, 1, 2, 32))
    return data[:start] + (value % (1 << 8 * (end - start))).to_bytes(end - start, "little") + data[end:]


def _key(data, fields, header_end, chance):
    """A key or the name of a tensor is another one, so that the right one is missing."""
    _, _, end = chance.choice([field for field in fields if field[0] == "name"])
    return data[:end] + bytes([data[end] ^ 0x01]) + data[end + 1 :]


def _bytes(data, fields, header_end, chance):
    """Some bytes anywhere in the header are noise."""
    at = chance.randrange(4, header_end)
    noise = chance.randbytes(chance.randrange(1, 12))
    return data[:at] + noise + data[at + len(noise) :]


def _swap(data, fields, header_end, chance):
    """Two numbers of the same size have changed places."""
    one = chance.choice(fields)
    other = chance.choice([field for field in fields if field[2] - field[1] == one[2] - one[1]])
    changed = bytearray(data)
    changed[one[1] : one[2]], changed[other[1] : other[2]] = data[other[1] : other[2]], data[one[1] : one[2]]
    return bytes(changed)


def _fields(data: bytes) -> Iterator[tuple[str, int, int]]:
    """All numbers of the header of a good model: what each is, where it begins and ends."""
    at = 4

    def take(name: str, code: str) -> tuple[str, int, int]:
        nonlocal at
        start, at = at, at + struct.calcsize(code)
        return name, start, at

    def number(field: tuple[str, int, int]) -> int:
        return int.from_bytes(data[field[1] : field[2]], "little")

    yield take("version", "<I")
    tensors, keys = take("count", "<Q"), take("count", "<Q")
    yield from (tensors, keys)
    for _ in range(number(keys)):
        length = take("name", "<Q")
        yield length
        at += number(length)
        kind = take("kind", "<I")
        yield kind
        if number(kind) == STRING:
            length = take("length", "<Q")
            yield length
            at += number(length)
        elif number(kind) in SCALARS:
            yield take("value", SCALARS[number(kind)])
        else:
            assert number(kind) == ARRAY
            item, count = take("kind", "<I"), take("count", "<Q")
            yield from (item, count)
            for index in range(number(count)):
                if number(item) == STRING:
                    length = take("length", "<Q")
                    at += number(length)
                else:
                    length = take("value", SCALARS[number(item)])
                if index < 3:
                    yield length
    for _ in range(number(tensors)):
        length = take("name", "<Q")
        yield length
        at += number(length)
        dimensions = take("count", "<I")
        yield dimensions
        for _ in range(number(dimensions)):
            yield take("dimension", "<Q")
        yield take("kind", "<I")
        yield take("offset", "<Q")
