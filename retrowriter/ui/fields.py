"""What fields show: page numbers, the date, the file's name."""

from dataclasses import dataclass
from datetime import datetime

from retrowriter.document.model import Field
from retrowriter.text import dates


@dataclass
class Facts:
    """What fields say of a document: the name of its file and its title."""

    name: str = ""
    title: str = ""


def text(field: Field, facts: Facts, page: int, pages: int) -> str:
    """What a field shows on a page.

    Args:
        page: the number that the page bears.
        pages: how many there are.
    """
    if field.kind in ("date", "time"):
        return dates.written(datetime.now(), field.pattern or dates.usual(field.kind))
    if field.kind == "file":
        return facts.name
    if field.kind == "title":
        return facts.title
    return str(page if field.kind == "page" else pages)
