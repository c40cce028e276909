"""The pages of the Models window: what is installed, and the catalog. Each tells what is wanted."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from retrowriter.files import megabytes
from retrowriter.models import catalog, library, recommend
from retrowriter.models.catalog import Entry
from retrowriter.models.records import Model, likely_runs
from retrowriter.settings import ADAPTER_SCALE
from retrowriter.ui.dialogs.base import button_column, buttons, label
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.table import Table

_BUTTON_WIDTH = 104
_STRENGTH_WIDTH = 56
# The line below the table of what is installed is as high as two rows.
_ROWS, _CATALOG_ROWS = 10, 12


class InstalledPage(QWidget):
    """The models on this computer.

    Signals:
        used, verified, removed: the button was pushed for a Model.
        add_wanted, convert_wanted: the buttons that need no model; strength_changed: that of adapters.
        chosen: another row is current.
    """

    used = Signal(object)
    verified = Signal(object)
    removed = Signal(object)
    add_wanted = Signal()
    convert_wanted = Signal()
    strength_changed = Signal(float)
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        headings = (
            _tr("Name"),
            _tr("Size"),
            _tr("Type"),
            _tr("Context"),
            _tr("Will it run"),
            _tr("Speed"),
            _tr("From"),
            _tr("State"),
        )
        self.table = Table(headings, (130, 54, 57, 50, 56, 42, 72, 58), _ROWS)
        self.use_button, self.add_button, self.verify_button, self.remove_button, self.convert_button = buttons(
            _tr("&Use"), _tr("&Add..."), _tr("&Verify"), _tr("&Remove..."), _tr("C&onvert..."), default=-1
        )
        self.strength_box = QDoubleSpinBox()
        self.strength_box.setRange(*(ADAPTER_SCALE.limits or (0, 2)))
        self.strength_box.setSingleStep(0.1)
        self.strength_box.setKeyboardTracking(False)
        self.strength_box.setFixedWidth(_STRENGTH_WIDTH)
        self.strength_label = label(_tr("S&trength of the adapter:"), self.strength_box)
        strength = QHBoxLayout()
        strength.setSpacing(GAP)
        strength.addWidget(self.strength_label)
        strength.addWidget(self.strength_box)
        strength.addStretch()
        _lay_out(
            self,
            label(_tr("&Models on this computer (what is in use is bold):"), self.table),
            self.table,
            strength,
            (self.use_button, self.add_button, self.verify_button, self.remove_button, self.convert_button),
        )
        self.use_button.clicked.connect(lambda: self.used.emit(self.model()))
        self.table.opened.connect(self.use_button.click)
        self.strength_box.valueChanged.connect(self.strength_changed)
        self.verify_button.clicked.connect(lambda: self.verified.emit(self.model()))
        self.remove_button.clicked.connect(lambda: self.removed.emit(self.model()))
        self.add_button.clicked.connect(self.add_wanted)
        self.convert_button.clicked.connect(self.convert_wanted)
        self.table.chosen.connect(self._on_chosen)
        self._models: dict[str, Model] = {}
        self._adapter = ""

    def show_models(self, models: Sequence[Model], used: str, adapter: str = "", strength: float = 1.0) -> None:
        """Shows these; the ones whose paths are `used` and `adapter` are set in bold."""
        self._models = {model.name: model for model in models}
        self._adapter = adapter
        self.strength_box.blockSignals(True)
        self.strength_box.setValue(strength)
        self.strength_box.blockSignals(False)
        rows = [
            (
                model.name,
                (
                    model.title,
                    (megabytes(model.size) if model.size else "", float(model.size)),
                    model.quantization or ("" if model.kind == "model" else model.kind),
                    (f"{model.context:,}" if model.context else "", float(model.context)),
                    _tr(model.runs),
                    (_tr("{}/s").format(f"{model.speed:.0f}") if model.speed else "", model.speed),
                    _tr(model.origin),
                    _tr(model.state),
                ),
            )
            for model in models
        ]
        lit = [model.name for model in models if model.path in (used, adapter)]
        self.table.show_rows(rows, lit)

    def model(self) -> Model | None:
        """The current model."""
        return self._models.get(str(self.table.value()))

    def details(self) -> str:
        """All that is known of the current model."""
        model = self.model()
        return lines(library.facts(model)) if model else ""

    def _on_chosen(self) -> None:
        model = self.model()
        there = model is not None and model.state != "missing"
        usable = model is not None and (model.name == library.EMBEDDED or model.state in ("good", "unchecked"))
        adapter = model is not None and model.kind == "adapter"
        in_use = adapter and model is not None and model.path == self._adapter
        self.use_button.setEnabled(in_use or (usable and model is not None and model.kind in ("model", "adapter")))
        self.use_button.setText(_tr("&Switch Off") if in_use else _tr("&Use"))
        for part in (self.strength_label, self.strength_box):
            part.setEnabled(adapter)
        self.verify_button.setEnabled(there)
        own = model is not None and model.origin not in (*library.FOREIGN, "built in")
        self.remove_button.setEnabled(own)
        self.chosen.emit()


class CatalogPage(QWidget):
    """The catalog.

    Signals:
        wanted: a HubFile is to be downloaded; chosen: another row is current.
    """

    wanted = Signal(object)
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = {entry.name: entry for entry in catalog.entries()}
        headings = (_tr("Name"), _tr("Size"), _tr("Weights"), _tr("Will it run"), _tr("License"), _tr("Good for"))
        self.table = Table(headings, (160, 54, 54, 62, 66, 120), _CATALOG_ROWS)
        self.table.show_rows(
            [
                (
                    entry.name,
                    (
                        entry.title,
                        (megabytes(entry.size) if entry.size else "?", float(entry.size)),
                        (weights(entry.parameters), float(entry.parameters)),
                        _tr(likely_runs(entry.size)),
                        entry.licence,
                        entry.good_for,
                    ),
                )
                for entry in self._entries.values()
            ]
        )
        (self.download_button,) = buttons(_tr("D&ownload"), default=-1)
        _lay_out(self, label(_tr("&Models to download:"), self.table), self.table, None, (self.download_button,))
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.download_button.click)
        self.download_button.clicked.connect(self._on_download)

    def entry(self) -> Entry | None:
        """The current model."""
        return self._entries.get(str(self.table.value()))

    def details(self) -> str:
        """All that is known of the current model."""
        entry = self.entry()
        if entry is None:
            return ""
        pairs = [
            (_tr("Good for"), entry.good_for),
            (_tr("Here"), recommend.of_entry(entry).sentence if entry.size else ""),
            (_tr("From"), f"{entry.repo} ({entry.file})"),
            (_tr("License"), entry.licence + (_tr("; its terms must be accepted on the Hub") if entry.gated else "")),
            (_tr("Context"), _tr("{} tokens").format(f"{entry.context:,}") if entry.context else ""),
            (_tr("Size"), _tr("{} bytes").format(f"{entry.size:,}") if entry.size else ""),
            ("SHA-256", entry.sha256),
        ]
        return lines([pair for pair in pairs if pair[1]])

    def _on_download(self) -> None:
        entry = self.entry()
        if entry is not None:
            self.wanted.emit(entry.hub_file)


def weights(count: int) -> str:
    """The number of weights as people say it: "135M", "1.7B"; "" if unknown."""
    if not count:
        return ""
    return f"{count / 1e9:.1f}B".replace(".0B", "B") if count >= 1e9 else f"{count / 1e6:.0f}M"


def _lay_out(
    page: QWidget, title: QWidget, table: QWidget, below: QLayout | None, pushed: Sequence[QPushButton]
) -> None:
    left = QVBoxLayout()
    left.setSpacing(4)
    left.addWidget(title)
    left.addWidget(table)
    if below is not None:
        left.addLayout(below)
    left.addStretch()
    beside(page, left, pushed)


def beside(page: QWidget, left: QVBoxLayout, pushed: Sequence[QPushButton]) -> None:
    """Fills a page: `left`, and a column of buttons."""
    body = QHBoxLayout(page)
    body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    body.setSpacing(MARGIN)
    body.addLayout(left, 1)
    column = button_column(pushed)
    for button in pushed:
        button.setFixedWidth(_BUTTON_WIDTH)
    body.addLayout(column)


def lines(pairs: Sequence[tuple[str, str]]) -> str:
    """What is known, a line for each pair."""
    return "\n".join(f"{text}: {value}" for text, value in pairs)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelsDialog", text)
