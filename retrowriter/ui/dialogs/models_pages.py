"""The pages of the Models window: what is installed, the catalog, the search of the Hub. Each tells what is wanted."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from retrowriter.files import megabytes
from retrowriter.models import catalog, hub, library
from retrowriter.models.catalog import Entry
from retrowriter.models.hub import HubFile, HubModel
from retrowriter.models.records import Model, likely_runs
from retrowriter.settings import ADAPTER_SCALE
from retrowriter.ui.dialogs.base import button_column, buttons, label
from retrowriter.ui.theme.metrics import GAP, MARGIN
from retrowriter.ui.widgets.table import Table

SIZES = (("Any", 0.0), ("Up to 1B", 1e9), ("Up to 4B", 4e9), ("Up to 8B", 8e9), ("Up to 14B", 14e9))

_BUTTON_WIDTH = 104
_STRENGTH_WIDTH = 56
_ROWS = 12


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
        self.table = Table(headings, (140, 54, 54, 50, 56, 46, 68, 58), _ROWS)
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
        return _lines(library.facts(model)) if model else ""

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
        self.table = Table(headings, (160, 54, 54, 62, 66, 120), _ROWS)
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
            (_tr("From"), f"{entry.repo} ({entry.file})"),
            (_tr("License"), entry.licence + (_tr("; its terms must be accepted on the Hub") if entry.gated else "")),
            (_tr("Context"), _tr("{} tokens").format(f"{entry.context:,}") if entry.context else ""),
            (_tr("Size"), _tr("{} bytes").format(f"{entry.size:,}") if entry.size else ""),
            ("SHA-256", entry.sha256),
        ]
        return _lines([pair for pair in pairs if pair[1]])

    def _on_download(self) -> None:
        entry = self.entry()
        if entry is not None:
            self.wanted.emit(entry.hub_file)


class HubPage(QWidget):
    """The search of the Hub.

    Signals:
        search_wanted: words; files_wanted: a repository; wanted: a HubFile is to be downloaded.
        stop_wanted: the Hub is not to be waited for any longer.
        chosen: another row is current.
    """

    search_wanted = Signal(str)
    files_wanted = Signal(str)
    stop_wanted = Signal()
    wanted = Signal(object)
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[HubModel] = []
        self._files: dict[str, HubFile] = {}
        self.words = QLineEdit()
        self.size_box, self.terms_box = QComboBox(), QComboBox()
        for text, limit in SIZES:
            self.size_box.addItem(_tr(text), limit)
        self.terms_box.addItems([_tr("Any"), _tr("Open")])
        headings = (_tr("Repository"), _tr("Weights"), _tr("License"), _tr("Downloads"))
        self.table = Table(headings, (246, 54, 114, 66), 4)
        self.files = Table((_tr("File"), _tr("Size"), _tr("Parts"), _tr("Will it run")), (310, 66, 40, 62), 3)
        self.find_button, self.stop_button, self.files_button, self.download_button = buttons(
            _tr("&Find Now"), _tr("Stop As&king"), _tr("Show Fi&les"), _tr("D&ownload"), default=-1
        )
        self.stop_button.setEnabled(False)
        fields = QGridLayout()
        fields.setHorizontalSpacing(GAP)
        for column, (text, field) in enumerate(
            ((_tr("&Search for:"), self.words), (_tr("Si&ze:"), self.size_box), (_tr("&Terms:"), self.terms_box))
        ):
            fields.addWidget(label(text, field), 0, 2 * column)
            fields.addWidget(field, 0, 2 * column + 1)
        fields.setColumnStretch(1, 1)
        self.files_label = label(_tr("File&s of the model:").replace("&", ""), self.files)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addLayout(fields)
        left.addWidget(label(_tr("&Models found:"), self.table))
        left.addWidget(self.table)
        left.addWidget(self.files_label)
        left.addWidget(self.files)
        _beside(self, left, (self.find_button, self.stop_button, self.files_button, self.download_button))
        self._connect()
        self._update()

    def show_found(self, models: Sequence[HubModel]) -> None:
        """Shows what the search has found."""
        self._found = list(models)
        self._show_filtered()

    def show_files(self, files: Sequence[HubFile]) -> None:
        """Shows the files of a repository."""
        self._files = {file.name: file for file in files}
        self.files.show_rows(
            [
                (
                    file.name,
                    (
                        hub.local_name(file.name),
                        (megabytes(file.size), float(file.size)),
                        str(len(file.parts)),
                        _tr(likely_runs(file.size)),
                    ),
                )
                for file in files
            ]
        )
        self._update()

    def show_asking(self, asking: bool) -> None:
        """Shows whether an answer of the Hub is waited for."""
        self.stop_button.setEnabled(asking)

    def repository(self) -> HubModel | None:
        """The current repository."""
        return next((model for model in self._found if model.repo == self.table.value()), None)

    def file(self) -> HubFile | None:
        """The current file."""
        return self._files.get(str(self.files.value()))

    def details(self) -> str:
        """All that is known of the current repository and file."""
        model, file = self.repository(), self.file()
        pairs: list[tuple[str, str]] = []
        if model is not None:
            terms = model.licence + (_tr("; its terms must be accepted on the Hub") if model.gated else "")
            pairs += [
                (_tr("Repository"), model.repo),
                (_tr("License"), terms),
                (_tr("Architecture"), model.architecture),
                (_tr("Weights"), f"{model.parameters:,}" if model.parameters else ""),
                (_tr("Context"), _tr("{} tokens").format(f"{model.context:,}") if model.context else ""),
                (_tr("Downloads"), _tr("{} in the last month").format(f"{model.downloads:,}")),
            ]
        if file is not None and model is not None and file.repo == model.repo:
            pairs += [(_tr("File"), file.name), (_tr("Size"), _tr("{} bytes").format(f"{file.size:,}"))]
            pairs += [("SHA-256", digest) for digest in file.sha256]
        return _lines([pair for pair in pairs if pair[1]])

    def _connect(self) -> None:
        self.find_button.clicked.connect(lambda: self.search_wanted.emit(self.words.text().strip()))
        self.stop_button.clicked.connect(self.stop_wanted)
        self.words.returnPressed.connect(self.find_button.click)
        self.size_box.currentIndexChanged.connect(self._show_filtered)
        self.terms_box.currentIndexChanged.connect(self._show_filtered)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self.files_button.click)
        self.files_button.clicked.connect(self._on_files)
        self.files.chosen.connect(self.chosen)
        self.files.opened.connect(self.download_button.click)
        self.download_button.clicked.connect(self._on_download)

    def _show_filtered(self) -> None:
        limit = float(self.size_box.currentData() or 0)
        only_open = self.terms_box.currentIndex() == 1
        shown = hub.narrowed(self._found, limit, only_open)
        self.table.show_rows(
            [
                (
                    model.repo,
                    (
                        model.repo,
                        (weights(model.parameters), float(model.parameters)),
                        model.licence + (_tr(" (gated)") if model.gated else ""),
                        (f"{model.downloads:,}", float(model.downloads)),
                    ),
                )
                for model in shown
            ]
        )

    def _on_chosen(self) -> None:
        if self._files and self.repository() is not None:
            first = next(iter(self._files.values()))
            if first.repo != self.table.value():
                self.show_files([])
        self._update()
        self.chosen.emit()

    def _on_files(self) -> None:
        model = self.repository()
        if model is not None:
            self.files_wanted.emit(model.repo)

    def _on_download(self) -> None:
        file = self.file()
        if file is not None:
            self.wanted.emit(file)

    def _update(self) -> None:
        self.files_button.setEnabled(self.repository() is not None)
        self.download_button.setEnabled(self.file() is not None)


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
    _beside(page, left, pushed)


def _beside(page: QWidget, left: QVBoxLayout, pushed: Sequence[QPushButton]) -> None:
    body = QHBoxLayout(page)
    body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    body.setSpacing(MARGIN)
    body.addLayout(left, 1)
    column = button_column(pushed)
    for button in pushed:
        button.setFixedWidth(_BUTTON_WIDTH)
    body.addLayout(column)


def _lines(pairs: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{text}: {value}" for text, value in pairs)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelsDialog", text)
