"""The kinds of document that the writer knows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentType:
    """One kind of document.

    Attributes:
        key: the name in data files and on the command line.
        label: the name in the window, title case.
        phrase: the name with its article, as it stands in a sentence.
    """

    key: str
    label: str
    phrase: str


TYPES: tuple[DocumentType, ...] = (
    DocumentType("memo", "Memo", "a memo"),
    DocumentType("letter", "Letter", "a letter"),
    DocumentType("fax_cover", "Fax Cover Sheet", "a fax cover sheet"),
    DocumentType("minutes", "Minutes", "the minutes of a meeting"),
    DocumentType("announcement", "Announcement", "an announcement"),
    DocumentType("report", "Report", "a report"),
    DocumentType("press_release", "Press Release", "a press release"),
    DocumentType("newsletter", "Newsletter", "a newsletter"),
    DocumentType("brochure", "Brochure", "a brochure"),
    DocumentType("essay", "Essay", "an essay"),
    DocumentType("manual", "Manual", "a section of a manual"),
    DocumentType("reference", "API Reference", "a reference page"),
    DocumentType("readme", "README File", "a README file"),
    DocumentType("release_notes", "Release Notes", "release notes"),
    DocumentType("faq", "FAQ", "a list of frequently asked questions"),
    DocumentType("howto", "HOWTO", "a HOWTO"),
    DocumentType("rfc", "RFC", "an RFC"),
    DocumentType("usenet", "Usenet Posting", "a Usenet posting"),
)

BY_KEY: dict[str, DocumentType] = {kind.key: kind for kind in TYPES}
