"""The pictures of tools that screenshots.py makes: spelling, help, templates, tips."""

from collections.abc import Callable
from pathlib import Path


def pictures(home: Path) -> dict[str, Callable[[], object]]:
    """What is drawn, by name."""
    from retrowriter.document.model import Document
    from retrowriter.text.manual import manual
    from retrowriter.ui.about import tips
    from retrowriter.ui.dialogs.help_topics import HelpTopics
    from retrowriter.ui.dialogs.new_document import NewDialog
    from retrowriter.ui.dialogs.spelling import SpellingDialog
    from retrowriter.ui.dialogs.system_info import SystemInfoDialog
    from retrowriter.ui.dialogs.tip import TipDialog
    from retrowriter.ui.help_window import HelpWindow
    from retrowriter.ui.new_documents import templates

    def spelling() -> object:
        dialog = SpellingDialog(None)
        dialog.ask("recieve")
        dialog.show_suggestions(["receive", "relieve", "reverie"])
        return dialog

    def contents() -> object:
        dialog = HelpTopics(None)
        first = dialog.tree.topLevelItem(0)
        if first is not None:
            first.setExpanded(True)
        return dialog

    def tab(index: int) -> object:
        dialog = HelpTopics(None)
        dialog.tabs.setCurrentIndex(index)
        dialog.find_edit.setText("model")
        return dialog

    def topic(key: str) -> object:
        window = HelpWindow(None)
        found = manual().topic(key)
        assert found is not None
        window.show_topic(found)
        return window

    def new() -> object:
        dialog = NewDialog(None, templates(), Document())
        dialog.list.setCurrentRow(3)
        return dialog

    facts = [("Program", "Retro Document Writer 0.1.0"), ("Memory", "16 MB"), ("Memory free", "4 MB")]
    return {
        "spelling": spelling,
        "help_contents": contents,
        "help_index": lambda: tab(1),
        "help_find": lambda: tab(2),
        "help_topic": lambda: topic("write"),
        "help_topic_table": lambda: topic("characters"),
        "new": new,
        "tip": lambda: TipDialog(None, tips(), 2, True),
        "system_info": lambda: SystemInfoDialog(None, facts),
    }
