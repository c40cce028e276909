"""The paper, headers and footers in OpenDocument: there, what stands above the text is no part of the margin."""

import msgspec
from lxml import etree

from retrowriter.document.model import PageSetup
from retrowriter.formats.markup import element
from retrowriter.formats.odt.names import length, points, q, whole

LAYOUT = "Page1"
PARTS = ("header", "header-first", "footer", "footer-first")


def page_layout(page: PageSetup, head: bool, foot: bool) -> str:
    """The page's layout; head, foot: whether there is a header, a footer."""
    shape: dict[str, object] = {
        "fo:page-width": length(page.width),
        "fo:page-height": length(page.height),
        "style:print-orientation": "landscape" if page.width > page.height else "portrait",
        "fo:margin-left": length(page.left),
        "fo:margin-right": length(page.right),
        "fo:margin-top": length(min(page.header, page.top) if head else page.top),
        "fo:margin-bottom": length(min(page.footer, page.bottom) if foot else page.bottom),
    }
    if page.first_page != 1:
        shape["style:first-page-number"] = page.first_page
    columns = ""
    if page.columns > 1:
        columns = element("style:columns", {"fo:column-count": page.columns, "fo:column-gap": length(page.column_gap)})
    out = [element("style:page-layout-properties", shape, columns)]
    for kind, there, room, side in (
        ("header", head, page.top - page.header, "bottom"),
        ("footer", foot, page.bottom - page.footer, "top"),
    ):
        if there:
            form = {"fo:min-height": length(max(room, 0.0)), f"fo:margin-{side}": "0pt"}
            out.append(element(f"style:{kind}-style", None, element("style:header-footer-properties", form)))
    return element("style:page-layout", {"style:name": LAYOUT}, *out)


def master_page(page: PageSetup, parts: dict[str, str]) -> str:
    """The master page with headers and footers, whose markup `parts` are."""
    out = [
        element(f"style:{name}", None, parts[name] or "<text:p/>")
        for name in PARTS
        if parts.get(name) or (page.different_first and name.endswith("first") and parts.get(name[:6]))
    ]
    return element("style:master-page", {"style:name": "Standard", "style:page-layout-name": LAYOUT}, *out)


def read_page(layout: etree._Element | None, master: etree._Element | None) -> PageSetup:
    """The paper."""
    shape = layout.find(q("style:page-layout-properties")) if layout is not None else None
    if layout is None or shape is None:
        return PageSetup()
    found: dict[str, float | int] = {}
    every = points(shape.get(q("fo:margin")))
    for field, name in (("left", "left"), ("right", "right"), ("top", "top"), ("bottom", "bottom")):
        size = points(shape.get(q(f"fo:margin-{name}")))
        size = every if size is None else size
        if size is not None:
            found[field] = max(size, 0.0)
    for field, name in (("width", "fo:page-width"), ("height", "fo:page-height")):
        size = points(shape.get(q(name)))
        if size is not None:
            found[field] = max(size, 72.0)
    for kind, side, inner in (("header", "top", "bottom"), ("footer", "bottom", "top")):
        form = layout.find(f"{q(f'style:{kind}-style')}/{q('style:header-footer-properties')}")
        if master is None or master.find(q(f"style:{kind}")) is None or form is None:
            continue
        found[kind] = found.get(side, 0.0)
        room = points(form.get(q("fo:min-height"))) or points(form.get(q("svg:height"))) or 0.0
        # LibreOffice counts the distance to the text into the height that it gives, and writes it apart too.
        found[side] = found[kind] + max(room, points(form.get(q(f"fo:margin-{inner}"))) or 0.0)
    found["first_page"] = whole(shape.get(q("style:first-page-number")), 1)
    columns = shape.find(q("style:columns"))
    if columns is not None and whole(columns.get(q("fo:column-count")), 1) > 1:
        found["columns"] = whole(columns.get(q("fo:column-count")), 1, 45)
        gap = points(columns.get(q("fo:column-gap")))
        if gap is not None:
            found["column_gap"] = max(gap, 0.0)
    return msgspec.structs.replace(PageSetup(), **found)
