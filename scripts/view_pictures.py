"""The pictures of the views of a document that screenshots.py makes."""

from collections.abc import Callable
from pathlib import Path

from page_pictures import report

from retrowriter import formats


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

    return {"normal": normal, "split": split}
