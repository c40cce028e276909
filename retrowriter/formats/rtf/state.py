"""What is in force at a place of an RTF file: each group inherits it and forgets its changes at its end."""

from dataclasses import dataclass, field

import msgspec

from retrowriter.document.model import CharFormat, ParagraphFormat, Tab
from retrowriter.formats.lists import Look
from retrowriter.formats.rtf.builder import Flow

PLAIN = CharFormat(size=12.0, bold=False, italic=False)
PARD = ParagraphFormat(alignment="left", left=0.0, right=0.0, first=0.0, before=0.0, after=0.0, line=1.0)


@dataclass(frozen=True)
class OldList:
    """A list as Word 6 and WordPad write it (\\pn)."""

    look: Look
    start: int = 1


@dataclass
class FieldState:
    """A field: its instruction, and the character format in which that stood."""

    instruction: list[str] = field(default_factory=list)
    char: CharFormat = PLAIN
    font: int = 0


@dataclass
class PictureState:
    """A picture that is being read: its kind, its sizes in twips, scales in percent and data in hexadecimal."""

    kind: str = ""
    width: int = 0
    height: int = 0
    goal_width: int = 0
    goal_height: int = 0
    scale_x: int = 100
    scale_y: int = 100
    data: list[bytes] = field(default_factory=list)
    binary: bytes = b""
    property: str = ""
    description: str = ""


class State(msgspec.Struct):
    """The state.

    Attributes:
        destination: where text goes: "body", "skip", or a table or a piece of information.
        owner: this group began the destination and ends it.
        font: number of the font; char.font stays empty until the paragraph ends.
        skip: characters to leave out behind a \\u.
    """

    flow: Flow
    destination: str = "body"
    owner: bool = False
    starred: bool = False
    char: CharFormat = PLAIN
    font: int = 0
    underline_color: bool = False
    paragraph: ParagraphFormat = PARD
    exact_line: int = 0
    line_multiple: bool = False
    border_sides: frozenset[str] = frozenset()
    border_target: str = ""
    tab: Tab = Tab(position=0.0)
    style: int = 0
    in_table: bool = False
    nesting: int = 1
    list_id: int = 0
    list_level: int = 0
    old_list: OldList | None = None
    unicode_skip: int = 1
    link: str = ""
    deleted: bool = False
    in_field: FieldState | None = None
    picture: PictureState | None = None
    text: list[str] = []
    is_char_style: bool = False
    style_base: int = 222
    style_next: int = -1

    def inner(self) -> "State":
        """The state with which a group begins."""
        return msgspec.structs.replace(self, owner=False, starred=False)

    def reset_paragraph(self) -> None:
        """\\pard."""
        self.paragraph, self.style = PARD, 0
        self.exact_line, self.line_multiple = 0, False
        self.border_sides, self.border_target = frozenset(), ""
        self.tab = Tab(position=0.0)
        self.in_table, self.nesting = False, 1
        self.list_id, self.list_level, self.old_list = 0, 0, None

    def reset_char(self, font: int) -> None:
        """\\plain."""
        self.char, self.font = PLAIN, font
        self.deleted = False
