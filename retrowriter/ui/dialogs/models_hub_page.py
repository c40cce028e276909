"""The page of the Models window that searches the Hub."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from retrowriter.files import megabytes
from retrowriter.models import hub, recommend
from retrowriter.models.hub import HubFile, HubModel
from retrowriter.models.recommend import Recommendation
from retrowriter.models.records import likely_runs
from retrowriter.ui.dialogs.base import buttons, label
from retrowriter.ui.dialogs.models_pages import beside, lines, weights
from retrowriter.ui.theme.metrics import GAP
from retrowriter.ui.widgets.table import Table

SIZES = (("Any", 0.0), ("Up to 1B", 1e9), ("Up to 4B", 4e9), ("Up to 8B", 8e9), ("Up to 14B", 14e9))


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
        self._advice: Recommendation | None = None
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
        beside(self, left, (self.find_button, self.stop_button, self.files_button, self.download_button))
        self._connect()
        self._update()

    def show_found(self, models: Sequence[HubModel]) -> None:
        """Shows what the search has found."""
        self._found = list(models)
        self._show_filtered()

    def show_files(self, files: Sequence[HubFile]) -> None:
        """Shows the files of a repository; the one that suits this computer best is chosen, and set in bold."""
        self._files = {file.name: file for file in files}
        model = self.repository()
        self._advice = recommend.recommend(files, model.parameters if model else 0, model.context if model else 0)
        best = [self._advice.file.name] if self._advice is not None and self._advice.fits else []
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
            ],
            best,
        )
        if best:
            self.files.choose(best[0])
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
            if self._advice is not None:
                pairs.insert(0, (_tr("Recommended here"), self._advice.sentence))
            pairs += [(_tr("File"), file.name), (_tr("Size"), _tr("{} bytes").format(f"{file.size:,}"))]
            pairs += [("SHA-256", digest) for digest in file.sha256]
        return lines([pair for pair in pairs if pair[1]])

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


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelsDialog", text)
