from hypothesis import given
from hypothesis import strategies as st

from retrowriter.document.model import CharFormat, Document, ParagraphFormat, Style, Tab
from retrowriter.document.styles import all_styles, apart, over, resolve

chars = st.builds(
    CharFormat,
    font=st.sampled_from(["Arial", "Courier New"]),
    size=st.sampled_from([8.0, 12.0]),
    bold=st.booleans(),
    italic=st.booleans(),
    underline=st.sampled_from(["none", "single", "double"]),
    strike=st.booleans(),
    color=st.sampled_from(["", "#ff0000"]),
    caps=st.sampled_from(["normal", "small"]),
    hidden=st.booleans(),
    spacing=st.sampled_from([0.0, 1.5]),
)
paragraphs = st.builds(
    ParagraphFormat,
    alignment=st.sampled_from(["left", "center"]),
    left=st.sampled_from([0.0, 36.0]),
    right=st.just(0.0),
    first=st.sampled_from([0.0, -18.0]),
    before=st.sampled_from([0.0, 6.0]),
    after=st.just(0.0),
    line=st.sampled_from([1.0, 12.0]),
    line_rule=st.sampled_from(["multiple", "exact"]),
    tabs=st.sampled_from([(), (Tab(72.0),)]),
    keep_with_next=st.booleans(),
    border=st.sampled_from(["", "box"]),
    level=st.sampled_from([0, 1]),
)


@given(chars, chars)
def test_what_deviates_in_characters_gives_the_whole_back(whole, base):
    assert over(base, apart(whole, base)) == whole
    assert apart(base, base) == CharFormat()


@given(paragraphs, paragraphs)
def test_what_deviates_in_paragraphs_gives_the_whole_back(whole, base):
    assert over(base, apart(whole, base)) == whole
    assert apart(base, base) == ParagraphFormat()


def test_a_style_can_switch_off_what_it_inherits():
    styles = all_styles(
        Document(
            styles=(
                Style(name="Loud", based_on="Heading 1", char=CharFormat(underline="double")),
                Style(
                    name="Quiet",
                    based_on="Loud",
                    char=CharFormat(bold=False, without=("underline",)),
                    paragraph=ParagraphFormat(without=("keep_with_next",)),
                ),
            )
        )
    )
    quiet = resolve(styles, "Quiet")
    assert (quiet.char.font, quiet.char.bold, quiet.char.underline) == ("Arial", False, "none")
    assert (quiet.paragraph.before, quiet.paragraph.keep_with_next) == (12.0, False)


def test_a_style_without_a_name_is_unknown():
    styles = all_styles(Document(blocks=(), styles=(Style(name=""),)))
    assert resolve(styles, "") == resolve(styles, "Normal")
