"""What the reader and the writers of HTML share: tags of styles, the look of links, tags with content."""

from retrowriter.document.model import CharFormat
from retrowriter.formats.markup import Attributes, attributes_text, escape

# The elements that are paragraphs of a style.
STYLE_TAGS = {
    "Normal": "p", "Heading 1": "h1", "Heading 2": "h2", "Heading 3": "h3", "Quote": "blockquote", "Typewriter": "pre",
}  # fmt: skip
LINK_LOOK = CharFormat(color="#0000ff", underline="single")
NOTE, NOTE_MARK, NOTE_BACK = "note", "note-mark", "note-back"
SECTION = "section-break"


def tag(name: str, attributes: Attributes | None = None, *content: str) -> str:
    """An element with its end tag; the content is markup already."""
    return f"<{name}{attributes_text(attributes or {})}>{''.join(content)}</{name}>"


def text(value: str) -> str:
    """Text between tags, with line breaks as tags."""
    shown = escape(value).replace("\u00a0", "&nbsp;").replace("\u00ad", "&shy;")
    return shown.replace("\u2028", "<br>").replace("\n", "<br>")
