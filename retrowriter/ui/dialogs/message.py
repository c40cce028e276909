"""Message boxes: one text, one picture, a row of buttons."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from retrowriter.ui.dialogs.base import PROGRAM, Dialog, button_row, buttons, make_modal
from retrowriter.ui.theme import icons
from retrowriter.ui.theme.metrics import MARGIN

Icon = Literal["info", "warning", "stop"]

_TEXT_WIDTH = 330
_GAP = 12


class MessageBox(Dialog):
    """A message. Its result is the index of the button; Escape and the caption's cross give the last one."""

    def __init__(
        self,
        parent: QWidget | None,
        text: str,
        icon: Icon = "info",
        button_texts: Sequence[str] = ("OK",),
        default: int = 0,
    ) -> None:
        super().__init__(parent, PROGRAM)
        self.text = text
        self.picture = icon
        self.setAccessibleDescription(text)
        shown = QLabel(text)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        # A long text wraps at a width at which it reads well; a short one keeps its line.
        if shown.sizeHint().width() > _TEXT_WIDTH:
            shown.setWordWrap(True)
            shown.setFixedWidth(_TEXT_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(_picture(icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(shown, 1, Qt.AlignmentFlag.AlignVCenter)
        self.buttons: list[QPushButton] = buttons(*button_texts, default=default)
        for index, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, index=index: self.done(index))
        body = QVBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(row)
        body.addLayout(button_row(self.buttons, centred=True))
        self.set_body(body)
        self.buttons[default].setFocus()

    def reject(self) -> None:
        """Qt's override: Escape and the cross answer with the last button."""
        self.done(len(self.buttons) - 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's override: one beep where something is at stake."""
        super().showEvent(event)
        if self.picture != "info" and not event.spontaneous():
            QApplication.beep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's override: the arrow keys walk over the buttons, a letter alone pushes, Ctrl+C copies the message."""
        focused = next((index for index, button in enumerate(self.buttons) if button.hasFocus()), -1)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.buttons[(focused + step) % len(self.buttons)].setFocus()
            return
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_C:
            QApplication.clipboard().setText(self.text)
            return
        letter = event.text().lower()
        if letter.isalpha():
            for button in self.buttons:
                if f"&{letter}" in button.text().lower():
                    button.click()
                    return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused >= 0:
            self.buttons[focused].click()
            return
        super().keyPressEvent(event)


def show_message(
    parent: QWidget | None,
    text: str,
    icon: Icon = "info",
    buttons: Sequence[str] = ("OK",),
    default: int = 0,
    on_done: Callable[[int], None] | None = None,
) -> MessageBox:
    """Shows a message over `parent` and returns at once.

    Args:
        text: what happened, why, and what to do, in full sentences.
        icon: "info" for plain news, "warning" where something is at stake, "stop" where it cannot go on.
        buttons: their labels, with mnemonics but for OK and Cancel; the last one is Escape's.
        default: the index of the one that Enter pushes, the safe one.
        on_done: called with the index of the button.
    """
    box = MessageBox(parent, text, icon, buttons, default)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
    make_modal(box)
    if on_done is not None:
        box.finished.connect(on_done)
    box.open()
    return box


def ask(
    parent: QWidget | None, text: str, icon: Icon = "warning", buttons: Sequence[str] = ("OK",), default: int = 0
) -> int:
    """Shows a message and waits; returns the index of the button. Arguments as show_message."""
    box = MessageBox(parent, text, icon, buttons, default)
    try:
        return box.exec()
    finally:
        box.deleteLater()


def _picture(icon: Icon) -> QLabel:
    holder = QLabel()
    holder.setPixmap(_for_screen(icon))
    holder.setFixedSize(32, 32)
    return holder


def _for_screen(icon: Icon) -> QPixmap:
    screen = QApplication.primaryScreen()
    return icons.pixmap(icon, 32, max(1, round(screen.devicePixelRatio())))
