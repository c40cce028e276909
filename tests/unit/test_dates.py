from datetime import datetime

import pytest

from retrowriter.text import dates
from retrowriter.text.symbols import SETS, SPECIAL

MOMENT = datetime(1995, 8, 4, 0, 5, 9)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("MM/dd/yy", "08/04/95"),
        ("dddd, MMMM d, yyyy", "Friday, August 4, 1995"),
        ("d-MMM-yy", "4-Aug-95"),
        ("yyyy-MM-dd", "1995-08-04"),
        ("h:mm AM/PM", "12:05 AM"),
        ("HH:mm:ss", "00:05:09"),
        ("d 'd' MMM", "4 d Aug"),
    ],
)
def test_patterns(pattern, expected):
    assert dates.written(MOMENT, pattern) == expected


def test_times_and_dates_are_told_apart():
    assert [pattern for pattern in dates.PATTERNS if dates.is_time(pattern)] == list(dates.PATTERNS[-4:])


def test_the_signs_are_single_and_in_one_set_once():
    for signs in SETS.values():
        assert len(signs) == len(set(signs))
        assert len(signs) <= 24 * 9
    assert all(len(sign) == 1 for sign, _name, _keys in SPECIAL)
