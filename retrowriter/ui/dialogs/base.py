"""What all dialogs share: the frame, the margins, the buttons, the keys.

A dialog is shown with open() and tells its end with the signal finished, or blocks in exec(). Its size is fixed by
its contents. Escape is Cancel, Enter the default button. Every control has a mnemonic but OK and Cancel.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QDialog,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from retrowriter.ui.frame import ClassicFrame, classic_like
from retrowriter.ui.theme.metrics import BUTTON_HEIGHT, GAP, MARGIN
from retrowriter.ui.translation import button_text

PROGRAM = "Retro Document Writer"

# Shows the help about a dialog; the window of the program says how.
_show_help: Callable[[QDialog], object] | None = None


class Dialog(ClassicFrame, QDialog):
    """A dialog of fixed size with the frame of 1995."""

    def __init__(self, parent: QWidget | None, title: str, help_button: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.init_frame(kind="dialog", classic=classic_like(parent), help_button=help_button)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's override: in the middle of the window it belongs to, and on the screen."""
        if not event.spontaneous():
            self.adjustSize()
            owner = self.parentWidget()
            room = self.screen().availableGeometry()
            place = QRect(QPoint(), self.size())
            place.moveCenter(owner.window().frameGeometry().center() if owner is not None else room.center())
            place.moveRight(min(place.right(), room.right()))
            place.moveBottom(min(place.bottom(), room.bottom()))
            place.moveLeft(max(place.left(), room.left()))
            place.moveTop(max(place.top(), room.top()))
            self.move(place.topLeft())
            self.setAttribute(Qt.WidgetAttribute.WA_Moved, True)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's override: F1 shows what the manual says about the dialog."""
        if event.key() == Qt.Key.Key_F1 and not event.modifiers() and _show_help is not None:
            _show_help(self)
        else:
            super().keyPressEvent(event)

    def explain(self, texts: Mapping[QWidget, str]) -> None:
        """Gives controls the sentences that the "?" of the caption shows."""
        for widget, text in texts.items():
            widget.setWhatsThis(text)
            widget.setAccessibleDescription(text)

    def set_body(self, body: QLayout, margin: int = MARGIN) -> None:
        """Makes `body` the contents, inside the margin, and fixes the dialog's size to it."""
        body.setContentsMargins(margin, margin, margin, margin)
        body.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.setLayout(body)


def set_help(show: Callable[[QDialog], object]) -> None:
    """Says who shows the help about a dialog."""
    global _show_help
    _show_help = show


def buttons(*texts: str, default: int = 0) -> list[QPushButton]:
    """Push buttons of equal standing; the one at `default` (none if negative) is pushed by Enter."""
    made = []
    for index, text in enumerate(texts):
        button = QPushButton(button_text(text))
        button.setAutoDefault(False)
        button.setDefault(index == default)
        button.setFixedHeight(BUTTON_HEIGHT)
        made.append(button)
    return made


def button_row(items: Sequence[QPushButton], centred: bool = False) -> QBoxLayout:
    """A row of buttons at the right end, or in the middle."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addStretch()
    for item in items:
        row.addWidget(item)
    if centred:
        row.addStretch()
    return row


def button_column(items: Sequence[QPushButton]) -> QBoxLayout:
    """A column of buttons of one width, from the top."""
    column = QVBoxLayout()
    column.setSpacing(GAP)
    width = max(item.sizeHint().width() for item in items)
    for item in items:
        item.setFixedWidth(width)
        column.addWidget(item)
    column.addStretch()
    return column


def label(text: str, buddy: QWidget) -> QLabel:
    """The label of a control: its mnemonic moves there, its words are the control's accessible name."""
    made = QLabel(text)
    made.setBuddy(buddy)
    buddy.setAccessibleName(plain(text))
    return made


def group(title: str, body: QLayout) -> QGroupBox:
    """A group box around `body`, on the grid of dialog units."""
    box = QGroupBox(title)
    body.setContentsMargins(9, 8, 9, 9)
    box.setLayout(body)
    return box


def tab_to_checked(choices: QButtonGroup) -> None:
    """Lets Tab go to the marked one of a group of radio buttons; the arrow keys walk over the others."""

    def fit() -> None:
        marked = choices.checkedButton() or choices.buttons()[0]
        for button in choices.buttons():
            policy = Qt.FocusPolicy.StrongFocus if button is marked else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    choices.buttonToggled.connect(fit)
    fit()


def plain(text: str) -> str:
    """A label without its mnemonic mark, colon and dots, as a screen reader says it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip(":. ")


def make_modal(dialog: QDialog) -> None:
    """Blocks the dialog's own window only, not the others."""
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
