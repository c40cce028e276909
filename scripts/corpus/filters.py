"""What each document goes through on its own, and why it may be left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from corpus import cleaning, duplicates, labels, policy, privacy, quality
from corpus.documents import Document, Tally
from corpus.reflow import reflow
from retrowriter.text import anachronism
from retrowriter.text.document_types import BY_KEY

LEAST_CHARACTERS = 200


class LeftOutError(Exception):
    """A document is not wanted: the reason, as the report counts it, and what shows it."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True)
class Wanted:
    """Which documents: of which years, and what is taken where they don't say it.

    Attributes:
        first, last: years; year: of documents without one, or with one outside, 0 to leave them out.
        type: of documents whose type doesn't show, "" to leave it open.
    """

    first: int
    last: int
    year: int = 0
    type: str = ""


def passed(documents: Iterable[Document], step: Callable[[Document], Document], tally: Tally) -> list[Document]:
    """The documents as `step` leaves them, without those that it refuses."""
    kept = []
    for document in documents:
        try:
            kept.append(step(document))
        except LeftOutError as refusal:
            tally.drop(refusal.reason, document, refusal.detail)
    return kept


def prepare(document: Document, wanted: Wanted, tally: Tally) -> Document:
    """The document cleaned, laid out and labelled.

    Raises:
        LeftOutError: it is too short, not English, or of another time.
    """
    given = document.type if document.type in BY_KEY else ""
    text = reflow(cleaning.clean(document.text, given, tally))
    if len(text) < LEAST_CHARACTERS:
        raise LeftOutError("too short")
    if not quality.is_english(text):
        raise LeftOutError("not English, or no running text")
    year = document.year or labels.year_of(document.text) or wanted.year
    if not year:
        raise LeftOutError("without a year")
    if not wanted.first <= year <= wanted.last:
        if not wanted.year:
            raise LeftOutError("of another time", str(year))
        year = wanted.year
    kind = labels.type_of(text, given, document.source) or wanted.type
    title = labels.title_of(text, kind, document.title or cleaning.mail_subject(document.text))
    return replace(document, text=text, title=title, type=kind, year=year)


def judge(document: Document, stock: set[bytes], keep_contacts: bool, tally: Tally) -> Document:
    """The document without stock paragraphs and personal data, with its quality.

    Args:
        stock: marks of stock paragraphs; keep_contacts: leave addresses and numbers as they are.

    Raises:
        LeftOutError: docs/data-policy.md speaks against it, it says things of a later time, or it is of poor quality.
    """
    text = duplicates.without_stock(document.text, stock, tally).strip("\n") + "\n"
    if len(text) < LEAST_CHARACTERS:
        raise LeftOutError("nothing but stock paragraphs")
    reason, words = policy.objection(text)
    if reason:
        raise LeftOutError(reason, words)
    if late := anachronism.find(text, document.year, "things"):
        raise LeftOutError("speaks of a later time", f"{late[0].text} ({document.year})")
    score = quality.judge(text).score
    if score < quality.LEAST:
        raise LeftOutError("poor quality", f"{score:.2f}")
    if not keep_contacts:
        # The title too: it goes into the briefs.
        text, title = privacy.mask(text, tally), privacy.mask(document.title, Tally())
        document = replace(document, title=title)
    return replace(document, text=text, quality=score)
