import pytest

from retrowriter.document.descriptions import describe
from retrowriter.document.model import CharFormat, ParagraphFormat, Style, Tab
from retrowriter.document.styles import BUILT_IN
from retrowriter.text import numbering


@pytest.mark.parametrize(
    ("count", "look", "level", "expected"),
    [
        (1, "", 0, "1."),
        (3, "", 1, "c)"),
        (4, "", 2, "iv)"),
        (9, "I.", 0, "IX."),
        (28, "A.", 0, "BB."),
        (1994, "i)", 0, "mcmxciv)"),
        (4000, "I.", 0, "4000."),
        (7, "?", 0, "7."),
    ],
)
def test_numbers(count, look, level, expected):
    assert numbering.number(count, look, level) == expected


def test_bullets():
    assert [numbering.bullet("", level) for level in range(4)] == ["•", "o", "■", "•"]
    assert numbering.bullet("–", 2) == "–"


def test_descriptions():
    heading = next(style for style in BUILT_IN if style.name == "Heading 1")
    assert describe(heading) == (
        "Normal + Font: Arial, 14 pt, Bold, Space before 12 pt, Space after 3 pt, Keep with next, Level 1"
    )
    style = Style(
        name="Odd",
        char=CharFormat(bold=False, underline="words", caps="small", spacing=-1.0),
        paragraph=ParagraphFormat(
            left=36.0, first=-18.0, line=14.0, line_rule="exact", tabs=(Tab(72.0),), border="box"
        ),
    )
    assert describe(style) == (
        "Not Bold, Word Underline, Small caps, Condensed 1 pt, "
        'Indent: Left 0.5", Hanging 0.25", Line spacing exactly 14 pt, Tab stops: 1", Box border'
    )
