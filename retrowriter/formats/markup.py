"""Writing XML and HTML: elements and text as strings."""

import re
from collections.abc import Iterable, Mapping

# What XML 1.0 has no way to say.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})

Attributes = Mapping[str, object]


def escape(text: str) -> str:
    """Text between tags."""
    return _FORBIDDEN.sub("", text).translate(_TEXT)


def element(name: str, attributes: Attributes | None = None, *content: str) -> str:
    """An element with content that is markup already; attributes that are None or "" are left out."""
    head = name + attributes_text(attributes) if attributes else name
    inside = "".join(content)
    return f"<{head}>{inside}</{name}>" if inside else f"<{head}/>"


def attributes_text(attributes: Attributes) -> str:
    """Attributes as they stand in a tag, each after a space."""
    return "".join(
        f' {name}="{_FORBIDDEN.sub("", str(value)).translate(_ATTRIBUTE)}"'
        for name, value in attributes.items()
        if value is not None and value != ""
    )


def document(root: str, namespaces: Mapping[str, str], content: Iterable[str], extra: str = "") -> bytes:
    """An XML file with its declaration and namespaces."""
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in namespaces.items())
    text = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root}{spaces}{extra}>{"".join(content)}</{root}>'
    )
    return text.encode("utf-8")
