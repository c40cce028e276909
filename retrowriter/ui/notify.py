"""The one place that tells the user anything."""

from PySide6.QtWidgets import QWidget

from retrowriter.errors import UserError
from retrowriter.ui.dialogs.message import Icon, MessageBox, show_message


def notify(parent: QWidget | None, error: UserError | str, icon: Icon | None = None) -> MessageBox:
    """Shows an error (or a plain sentence) in a message box over `parent` and returns at once.

    Args:
        icon: the picture; without one, an error is shown as a warning and a sentence as news.
    """
    if icon is None:
        icon = "warning" if isinstance(error, UserError) else "info"
    return show_message(parent, _text(error), icon)


def _text(error: UserError | str) -> str:
    if isinstance(error, str):
        return error
    return f"{error.message}\n\n{error.hint}" if error.hint else error.message
