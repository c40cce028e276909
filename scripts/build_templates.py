"""Makes the templates of File > New in assets/templates.

usage: python3 scripts/build_templates.py    (run it after a change here; a test compares)
"""

import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from retrowriter.document.model import (  # noqa: E402  the package need not be installed
    CharFormat,
    Document,
    Field,
    Inline,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    Run,
    Style,
    Tab,
)
from retrowriter.formats import rdw  # noqa: E402

_PAGE = PageSetup(left=72.0, right=72.0)
_DATE = Field(kind="date", pattern="MMMM d, yyyy")
_BOLD, _LIGHT = CharFormat(bold=True), CharFormat(bold=False)
_RIGHT_TAB = (Tab(468.0, "right"),)
_PAGE_FOOT = (
    Paragraph(
        content=(Run(text="\t\t"), Run(text="Page "), Field(kind="page")),
        format=ParagraphFormat(tabs=(Tab(234.0, "center"), Tab(468.0, "right"))),
    ),
)
_BODY = Style(name="Body Text", based_on="Normal", next="Body Text", paragraph=ParagraphFormat(after=9.0))
_COMPANY = Style(
    name="Company",
    based_on="Normal",
    next="Normal",
    char=CharFormat(font="Arial", size=18.0, bold=True),
    paragraph=ParagraphFormat(after=2.0),
)


def main() -> None:
    """Writes all templates."""
    folder = ROOT / "assets" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in templates().items():
        (folder / f"{name}.rdw").write_bytes(rdw.write(document))
        print(f"assets/templates/{name}.rdw")


def templates() -> dict[str, Document]:
    """The templates by name; what is in brackets is to be filled in."""
    return {
        "Memo": _memo(),
        "Letter": _letter(),
        "Fax Cover Sheet": _fax(),
        "Press Release": _press_release(),
        "Report": _report(),
        "Minutes": _minutes(),
    }


def _memo() -> Document:
    return _document(
        _line("Memorandum", "Title", alignment="left", after=12.0),
        _head("TO:", "[Names]"),
        _head("FROM:", "[Your name]"),
        _head("CC:", "[Names]"),
        _head("DATE:", _DATE),
        _head("SUBJECT:", "[Subject]", border="bottom", after=12.0),
        _line("[Say in the first sentence what the reader is to know or to do.]", "Body Text"),
        _line("[Give the reasons, the dates and the names.]", "Body Text"),
        _line("[End with what happens next, and whom to ask.]", "Body Text"),
    )


def _letter() -> Document:
    return _document(
        _line("[Company Name]", "Company"),
        _line("[Street] · [City, State ZIP Code] · [Telephone]", border="bottom", after=24.0),
        _line(_DATE, after=24.0),
        _line("[Name]"),
        _line("[Title]"),
        _line("[Company]"),
        _line("[Street]"),
        _line("[City, State ZIP Code]", after=18.0),
        _line("Dear [Name]:", "Body Text"),
        _line("[What the letter is about.]", "Body Text"),
        _line("[What you ask for, offer or answer.]", "Body Text"),
        _line("[A friendly end.]", "Body Text"),
        _line("Sincerely,", after=48.0),
        _line("[Your name]"),
        _line("[Your title]", after=18.0),
        _line("Enclosure"),
        footer=(),
    )


def _fax() -> Document:
    return _document(
        _line("[Company Name]", "Company"),
        _line("[Street] · [City, State ZIP Code]", after=18.0),
        _line("FAX", "Title", alignment="left", border="bottom", after=12.0),
        _pair("TO:", "[Name]", "FROM:", "[Your name]"),
        _pair("COMPANY:", "[Company]", "DATE:", _DATE),
        _pair("FAX NUMBER:", "[Number]", "PAGES:", "[Number, with this one]"),
        _pair("TELEPHONE:", "[Number]", "REFERENCE:", "[Your reference]"),
        _line("RE:\t[Subject]", tabs=(Tab(90.0),), border="bottom", after=12.0),
        _line("[ ] Urgent    [ ] For review    [ ] Please comment    [ ] Please reply", after=18.0),
        _line("[Message]", "Body Text"),
        _line("If you do not receive all pages, please call us at the number above.", before=24.0),
        footer=(),
    )


def _press_release() -> Document:
    return _document(
        _line("[Company Name]", "Company"),
        _line("[Street] · [City, State ZIP Code]", after=18.0),
        _line(_run("FOR IMMEDIATE RELEASE", _BOLD), Run(text="\tContact: [Name]"), tabs=_RIGHT_TAB),
        _line(_DATE, Run(text="\t[Telephone]"), tabs=_RIGHT_TAB, after=18.0),
        _line("[Headline: What Is New, and for Whom]", "Title"),
        _line("[One line that says why it matters]", alignment="center", after=18.0),
        _line(
            _run("[CITY, State]", _BOLD),
            Run(text=" -- [Who does what, when and where. The first paragraph says it all.]"),
            style="Body Text",
        ),
        _line("[What it does, what it costs, and when it can be had.]", "Body Text"),
        _line("“[What somebody in charge says about it],” said [Name], [title] of [Company Name].", "Body Text"),
        _line("[Two sentences about the company: what it makes, since when, for whom.]", "Body Text"),
        _line("# # #", alignment="center", before=12.0),
    )


def _report() -> Document:
    return _document(
        _line("[Title of the Report]", "Title", before=120.0, after=12.0),
        _line("[Your name]", alignment="center"),
        _line("[Department]", alignment="center"),
        _line(_DATE, alignment="center", after=120.0),
        _line("Summary", "Heading 1", page_break_before=True),
        _line("[What was looked into, what was found, and what is proposed, in half a page.]", "Body Text"),
        _line("1.  Background", "Heading 1"),
        _line("[Why the report was asked for, and by whom.]", "Body Text"),
        _line("2.  Findings", "Heading 1"),
        _line("2.1  [First finding]", "Heading 2"),
        _line("[Facts and figures.]", "Body Text"),
        _line("2.2  [Second finding]", "Heading 2"),
        _line("[Facts and figures.]", "Body Text"),
        _line("3.  Conclusions", "Heading 1"),
        _line("[What follows from it.]", "Body Text"),
        _line("4.  Recommendations", "Heading 1"),
        *(
            Paragraph(content=(Run(text=text),), list="number", style="Body Text")
            for text in ("[Who should do what, and by when.]", "[The next step.]")
        ),
        page=PageSetup(left=72.0, right=72.0, different_first=True),
    )


def _minutes() -> Document:
    return _document(
        _line("[Name of the Committee]", "Company", alignment="center"),
        _line("Minutes of the Meeting", "Title", after=12.0),
        _head("DATE:", _DATE),
        _head("PLACE:", "[Room]"),
        _head("PRESENT:", "[Names]"),
        _head("ABSENT:", "[Names]", border="bottom", after=12.0),
        *_item("Call to Order", "The meeting was called to order by [name] at [time]."),
        *_item("Minutes of the Last Meeting", "The minutes of [date] were read and approved."),
        *_item("Old Business", "[What was reported and decided.]"),
        *_item("New Business", "[Motion by [name], seconded by [name]. Carried.]"),
        *_item("Next Meeting", "[Date, time and place.]"),
        _line("The meeting was adjourned at [time].", "Body Text", before=12.0),
        _line("Respectfully submitted,", after=36.0),
        _line("[Your name], Secretary"),
    )


def _document(*blocks: Paragraph, page: PageSetup = _PAGE, footer: tuple[Paragraph, ...] = _PAGE_FOOT) -> Document:
    return Document(blocks=blocks, styles=(_BODY, _COMPANY), page=page, footer=footer)


def _line(*content: str | Inline, style: str = "Normal", **form: object) -> Paragraph:
    parts = list(content)
    if len(parts) == 2 and all(isinstance(part, str) for part in parts):
        # Text and the name of a style.
        style = str(parts.pop())
    inlines = tuple(Run(text=part) if isinstance(part, str) else part for part in parts)
    return Paragraph(content=inlines, style=style, format=ParagraphFormat(**form))  # type: ignore[arg-type]


def _head(name: str, value: str | Field, **form: object) -> Paragraph:
    shown = Run(text=value, format=_LIGHT) if isinstance(value, str) else msgspec.structs.replace(value, format=_LIGHT)
    return _line(Run(text=f"{name}\t"), shown, style="Memo Head", **form)


def _pair(first: str, one: str | Inline, second: str, other: str | Inline) -> Paragraph:
    parts: list[Inline] = []
    for name, value in ((first, one), (f"\t{second}", other)):
        parts += [_run(f"{name}\t", _BOLD), Run(text=value) if isinstance(value, str) else value]
    return _line(*parts, tabs=(Tab(90.0), Tab(252.0), Tab(330.0)), after=6.0)


def _item(title: str, text: str) -> list[Paragraph]:
    return [_line(title, "Heading 3"), _line(text, "Body Text")]


def _run(text: str, form: CharFormat) -> Run:
    return Run(text=text, format=form)


if __name__ == "__main__":
    main()
