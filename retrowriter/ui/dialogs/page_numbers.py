"""The Page Numbers dialog."""

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from retrowriter.document.model import Alignment, PageSetup
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.theme.palette import DARK_SHADOW
from retrowriter.ui.widgets.page_sample import PageSample

Choice = tuple[bool, Alignment, bool]

_ALIGNMENTS: tuple[tuple[str, Alignment], ...] = (("Left", "left"), ("Center", "center"), ("Right", "right"))


class PageNumbersDialog(Dialog):
    """Asks where the page numbers stand."""

    def __init__(self, parent: QWidget | None, shown: Choice, page: PageSetup) -> None:
        super().__init__(parent, _tr("Page Numbers"), help_button=True)
        at_top, alignment, on_first = shown
        self.position, self.alignment = QComboBox(), QComboBox()
        self.position.addItem(_tr("Top of Page (Header)"), True)
        self.position.addItem(_tr("Bottom of Page (Footer)"), False)
        for text, value in _ALIGNMENTS:
            self.alignment.addItem(_tr(text), value)
        self.on_first = QCheckBox(_tr("&Show Number on First Page"))
        self.position.setCurrentIndex(self.position.findData(at_top))
        self.alignment.setCurrentIndex(max(0, self.alignment.findData(alignment)))
        self.on_first.setChecked(on_first)
        self._sample = _Sample(page)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        column = QVBoxLayout()
        column.setSpacing(4)
        for text, field in ((_tr("&Position:"), self.position), (_tr("&Alignment:"), self.alignment)):
            column.addWidget(label(text, field))
            column.addWidget(field)
            column.addSpacing(GAP)
        column.addWidget(self.on_first)
        column.addStretch()
        inside = QVBoxLayout()
        inside.addWidget(self._sample)
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(column)
        body.addWidget(group(_tr("Preview"), inside))
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain(
            {
                self.position: _tr("Puts the numbers into the header or into the footer."),
                self.alignment: _tr("Where in the line the numbers stand."),
                self.on_first: _tr("Off: the first page has a header and a footer of its own, without a number."),
            }
        )
        for box in (self.position, self.alignment):
            box.currentIndexChanged.connect(self._show)
        self._show()
        self.position.setFocus()

    def choice(self) -> Choice:
        """At the top, how aligned, on the first page too."""
        return self.position.currentData(), self.alignment.currentData(), self.on_first.isChecked()

    def _show(self) -> None:
        at_top, alignment, _on_first = self.choice()
        self._sample.show_number(at_top, alignment)


class _Sample(PageSample):
    """A page with a mark where the number stands."""

    def __init__(self, page: PageSetup) -> None:
        super().__init__(110, 130, marks=False)
        self.show_page(page)
        self._place: tuple[bool, Alignment] = (False, "center")

    def show_number(self, at_top: bool, alignment: Alignment) -> None:
        self._place = (at_top, alignment)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        at_top, alignment = self._place
        sheet, scale = self.sheet()
        page = self.page
        room = QRect(
            round(sheet.left() + page.left * scale), 0, round((page.width - page.left - page.right) * scale), 6
        )
        room.moveTop(round(sheet.top() + page.header * scale))
        if not at_top:
            room.moveBottom(round(sheet.bottom() - page.footer * scale))
        mark = QRect(0, room.top(), 7, 6)
        mark.moveLeft(room.left())
        if alignment == "center":
            mark.moveLeft(room.center().x() - 3)
        elif alignment == "right":
            mark.moveRight(room.right())
        painter = QPainter(self)
        painter.setPen(DARK_SHADOW)
        painter.fillRect(mark, Qt.GlobalColor.white)
        for number in range(3):
            painter.fillRect(mark.left(), mark.top() + 2 * number, 7, 1, DARK_SHADOW)
        painter.fillRect(mark.left(), mark.top(), 1, 5, DARK_SHADOW)
        painter.fillRect(mark.right(), mark.top(), 1, 5, DARK_SHADOW)
        painter.end()


def ask_page_numbers(parent: QWidget | None, shown: Choice, page: PageSetup) -> Choice | None:
    """Asks and waits; None when cancelled."""
    dialog = PageNumbersDialog(parent, shown, page)
    try:
        return dialog.choice() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PageNumbersDialog", text)
