"""The Page Setup dialog: margins, paper, and what is different on the first page."""

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from retrowriter.document.model import PageSetup
from retrowriter.ui import paper
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, group, label, tab_to_checked
from retrowriter.ui.dialogs.message import ask, show_message
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.length_box import LengthBox
from retrowriter.ui.widgets.page_sample import PageSample

_UPRIGHT, _ACROSS = range(2)
# What the margins must leave for the text, in points.
_LEAST_ROOM = 36.0
_SAMPLE = (150, 160)


class PageSetupDialog(Dialog):
    """Asks for a page; what it does not show (columns) is kept.

    Attributes:
        make_default: new documents are to have this page too.
    """

    def __init__(self, parent: QWidget | None, shown: PageSetup, tab: int = 0) -> None:
        super().__init__(parent, _tr("Page Setup"), help_button=True)
        self._given = shown
        self.make_default = False
        self._build()
        self.ok_button, self.cancel_button, self.default_button = buttons("OK", _tr("Cancel"), _tr("&Default..."))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.default_button.clicked.connect(self._ask_default)
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName(_tr("Page Setup"))
        self._samples = [PageSample(*_SAMPLE) for _page in range(3)]
        self.tabs.addTab(self._margins_page(), _tr("&Margins"))
        self.tabs.addTab(self._paper_page(), _tr("Paper &Size"))
        self.tabs.addTab(self._layout_page(), _tr("La&yout"))
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addWidget(self.tabs)
        body.addLayout(button_column([self.ok_button, self.cancel_button, self.default_button]))
        self.set_body(body)
        self._explain()
        self._fill(shown)
        self._connect()
        self._show()
        self.tabs.setCurrentIndex(tab)
        self.top.setFocus()
        self.top.selectAll()

    def page(self) -> PageSetup:
        """The page as the fields hold it."""
        return msgspec.structs.replace(
            self._given,
            width=self.paper_width.points(),
            height=self.paper_height.points(),
            top=self.top.points(),
            bottom=self.bottom.points(),
            left=self.left.points(),
            right=self.right.points(),
            header=self.header.points(),
            footer=self.footer.points(),
            first_page=self.first_page.value(),
            different_first=self.different_first.isChecked(),
        )

    def accept(self) -> None:
        """Qt's override: only with a page that has room for text."""
        page = self.page()
        for room, sides, field in (
            (page.width - page.left - page.right, _tr("left and right"), self.left),
            (page.height - page.top - page.bottom, _tr("top and bottom"), self.top),
        ):
            if room < _LEAST_ROOM:
                self.make_default = False
                text = _tr("The {} margins leave no room for text on this paper.\n\nMake them smaller.")
                self.tabs.setCurrentIndex(0)
                field.setFocus()
                show_message(self, text.format(sides), "warning")
                return
        super().accept()

    def _build(self) -> None:
        self.top, self.bottom, self.left, self.right = (LengthBox() for _side in range(4))
        self.header, self.footer = LengthBox(), LengthBox()
        self.paper_width, self.paper_height = LengthBox(least=1.0), LengthBox(least=1.0)
        self.paper_size = QComboBox()
        self.paper_size.addItems([*paper.SIZES, _tr("Custom Size")])
        self.direction = QButtonGroup(self)
        for number, text in ((_UPRIGHT, "Por&trait"), (_ACROSS, "&Landscape")):
            self.direction.addButton(QRadioButton(_tr(text)), number)
        self.different_first = QCheckBox(_tr("Different &First Page"))
        self.first_page = QSpinBox()
        self.first_page.setRange(0, 9999)
        self.first_page.setFixedWidth(62)

    def _margins_page(self) -> QWidget:
        margins = _grid(
            (_tr("&Top:"), self.top),
            (_tr("&Bottom:"), self.bottom),
            (_tr("Le&ft:"), self.left),
            (_tr("Ri&ght:"), self.right),
        )
        edges = _grid((_tr("H&eader:"), self.header), (_tr("Foote&r:"), self.footer))
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addLayout(margins)
        column.addSpacing(4)
        column.addWidget(group(_tr("From Edge"), edges))
        column.addStretch()
        return self._page(column, self._samples[0])

    def _paper_page(self) -> QWidget:
        size = QVBoxLayout()
        size.setSpacing(4)
        size.addWidget(label(_tr("Pape&r Size:"), self.paper_size))
        size.addWidget(self.paper_size)
        size.addSpacing(6)
        size.addLayout(_grid((_tr("&Width:"), self.paper_width), (_tr("H&eight:"), self.paper_height)))
        radios = QVBoxLayout()
        radios.setSpacing(4)
        for button in self.direction.buttons():
            radios.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addLayout(size)
        column.addSpacing(4)
        column.addWidget(group(_tr("Orientation"), radios))
        column.addStretch()
        return self._page(column, self._samples[1])

    def _layout_page(self) -> QWidget:
        heads = QVBoxLayout()
        heads.addWidget(self.different_first)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addWidget(group(_tr("Headers and Footers"), heads))
        column.addWidget(group(_tr("Page Numbers"), _grid((_tr("Start &At:"), self.first_page))))
        column.addStretch()
        return self._page(column, self._samples[2])

    def _page(self, fields: QVBoxLayout, sample: PageSample) -> QWidget:
        inside = QVBoxLayout()
        inside.addWidget(sample)
        page = QWidget()
        body = QHBoxLayout(page)
        body.setSpacing(MARGIN)
        body.addLayout(fields)
        body.addStretch()
        body.addWidget(group(_tr("Preview"), inside))
        return page

    def _explain(self) -> None:
        self.explain(
            {
                self.top: _tr("The distance from the upper edge of the paper to the first line."),
                self.bottom: _tr("The distance from the last line to the lower edge of the paper."),
                self.left: _tr("The distance from the left edge of the paper to the text."),
                self.right: _tr("The distance from the text to the right edge of the paper."),
                self.header: _tr("The distance from the upper edge of the paper to the header."),
                self.footer: _tr("The distance from the footer to the lower edge of the paper."),
                self.paper_size: _tr("The paper that is in the printer."),
                self.paper_width: _tr("The width of the paper."),
                self.paper_height: _tr("The height of the paper."),
                self.direction.button(_UPRIGHT): _tr("The paper stands upright."),
                self.direction.button(_ACROSS): _tr("The paper lies on its side."),
                self.different_first: _tr("Gives the first page a header and a footer of its own."),
                self.first_page: _tr("The number of the first page."),
                self.default_button: _tr("Gives this page to new documents."),
            }
        )

    def _fill(self, shown: PageSetup) -> None:
        for box, points in (
            (self.top, shown.top),
            (self.bottom, shown.bottom),
            (self.left, shown.left),
            (self.right, shown.right),
            (self.header, shown.header),
            (self.footer, shown.footer),
            (self.paper_width, shown.width),
            (self.paper_height, shown.height),
        ):
            box.set_points(points)
        self.first_page.setValue(shown.first_page)
        self.different_first.setChecked(shown.different_first)
        self._show_size()
        tab_to_checked(self.direction)

    def _connect(self) -> None:
        for box in (self.top, self.bottom, self.left, self.right, self.header, self.footer):
            box.valueChanged.connect(self._show)
        for box in (self.paper_width, self.paper_height):
            box.valueChanged.connect(self._size_typed)
        self.paper_size.activated.connect(self._size_chosen)
        self.direction.idClicked.connect(self._turned)

    def _size_typed(self) -> None:
        self._show_size()
        self._show()

    def _size_chosen(self, index: int) -> None:
        sizes = list(paper.SIZES.values())
        if index >= len(sizes):
            return
        width, height = sizes[index]
        if self.direction.checkedId() == _ACROSS:
            width, height = height, width
        self._set_size(width, height)

    def _turned(self, direction: int) -> None:
        """The margins turn with the paper."""
        width, height = self.paper_width.points(), self.paper_height.points()
        if (direction == _ACROSS) == (width > height):
            return
        margins = [box.points() for box in (self.left, self.right, self.top, self.bottom)]
        for box, points in zip((self.top, self.bottom, self.left, self.right), margins, strict=True):
            box.set_points(points)
        self._set_size(height, width)

    def _set_size(self, width: float, height: float) -> None:
        for box, points in ((self.paper_width, width), (self.paper_height, height)):
            box.blockSignals(True)
            box.set_points(points)
            box.blockSignals(False)
        self._size_typed()

    def _show_size(self) -> None:
        width, height = self.paper_width.points(), self.paper_height.points()
        name = paper.size_name(width, height)
        self.paper_size.setCurrentIndex(self.paper_size.findText(name) if name else self.paper_size.count() - 1)
        self.direction.button(_ACROSS if width > height else _UPRIGHT).setChecked(True)

    def _show(self) -> None:
        for sample in self._samples:
            sample.show_page(self.page())

    def _ask_default(self) -> None:
        text = _tr("New documents will have this page. Documents that you have already stay as they are.\n\nDo so?")
        if ask(self, text, "info", (_tr("&Yes"), _tr("&No"))) == 0:
            self.make_default = True
            self.accept()


def ask_page_setup(parent: QWidget | None, shown: PageSetup) -> tuple[PageSetup, bool] | None:
    """Asks for a page and waits: the page, and whether new documents are to have it too; None when cancelled."""
    dialog = PageSetupDialog(parent, shown)
    try:
        return (dialog.page(), dialog.make_default) if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _grid(*rows: tuple[str, QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP)
    grid.setColumnMinimumWidth(0, 44)
    grid.setColumnStretch(2, 1)
    for number, (text, field) in enumerate(rows):
        grid.addWidget(label(text, field), number, 0)
        grid.addWidget(field, number, 1)
    return grid


def _tr(text: str) -> str:
    return QCoreApplication.translate("PageSetupDialog", text)
