"""The pictures of the views of a document that screenshots.py makes."""

from collections.abc import Callable
from pathlib import Path

from page_pictures import report

from retrowriter import formats
from retrowriter.document.model import Document, Paragraph, Run


def pictures(home: Path) -> dict[str, Callable[[], object]]:
    """What is drawn, by name."""
    from retrowriter.settings import Settings
    from retrowriter.ui import going
    from retrowriter.ui.main_window import MainWindow

    def opened(*commands: str) -> MainWindow:
        path = home / "Views.rdw"
        formats.write_file(path, report(), formats.NATIVE)
        window = MainWindow(Settings())
        window.resize(800, 600)
        window.start([str(path)])
        for command in commands:
            window.commands[command].trigger()
        return window

    def normal() -> MainWindow:
        window = opened("normal_view")
        editor = window.area.current.editor
        editor.page_count()
        window.show()
        editor.verticalScrollBar().setValue(round(editor.text_top(1)) - 250)
        return window

    def split() -> MainWindow:
        window = opened()
        window.show()
        window.commands["split"].trigger()
        going.go_to_page(window.area.current.panes.all[1].editor, 2)
        return window

    def outline() -> MainWindow:
        path = home / "Outline.rdw"
        formats.write_file(path, chapters(), formats.NATIVE)
        window = MainWindow(Settings())
        window.resize(800, 600)
        window.start([str(path)])
        window.commands["outline_view"].trigger()
        window.show()
        shown = window.area.current.outline
        shown.follow()
        shown.toggle(9)
        return window

    return {"outline": outline, "normal": normal, "split": split}


def chapters() -> Document:
    """A document with headings of three levels."""
    text = "Everyone may use it for final copies; drafts go to the dot matrix printer as before. " * 3
    lines = [
        ("Title", "The Office Handbook"),
        *(("Heading 1", "Printing"), ("Normal", text), ("Heading 2", "The laser printer"), ("Normal", text)),
        *(("Heading 3", "Toner"), ("Normal", text), ("Heading 3", "Paper"), ("Normal", text)),
        *(("Heading 2", "The dot matrix printer"), ("Normal", text), ("Heading 3", "Ribbons"), ("Normal", text)),
        *(("Heading 1", "Telephones"), ("Heading 2", "Calling out"), ("Normal", text), ("Heading 2", "Messages")),
        *(("Heading 1", "Mail"), ("Normal", text)),
    ]
    return Document(blocks=tuple(Paragraph(style=style, content=(Run(text=words),)) for style, words in lines))
