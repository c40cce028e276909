"""The commands that print."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSizeF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from retrowriter import files
from retrowriter import settings as table
from retrowriter.errors import UserError
from retrowriter.settings import Settings
from retrowriter.text import page_ranges
from retrowriter.ui import going
from retrowriter.ui.dialogs.base import PROGRAM
from retrowriter.ui.dialogs.print_dialog import PrintChoice
from retrowriter.ui.dialogs.progress import ProgressDialog
from retrowriter.ui.document_area import DocumentArea
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.notify import notify
from retrowriter.ui.print_jobs import PaintJob, PdfJob
from retrowriter.ui.printing import Pages

_PDF = [("Portable Document Format", (".pdf",))]


class PrintCommands(QObject):
    """File > Print and File > Print Preview."""

    def __init__(
        self, settings: Settings, area: DocumentArea, commands: dict[str, QAction], parent: QMainWindow
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._area = area
        self._parent = parent
        self._commands = commands

    def slots(self) -> dict[str, Callable[[], object]]:
        """The commands by name; all need a document."""
        return {"print": self.ask_print, "print_preview": self.toggle_preview}

    def toggle_preview(self) -> None:
        """File > Print Preview; again: back to the document."""
        from retrowriter.ui.preview import Preview

        window = self._area.current
        if window is None or not window.editor.is_loaded:
            return
        if window.over is not None:
            self._end_preview(window)
            return
        preview = Preview(window, self._commands["print"])
        preview.closed.connect(lambda: self._end_preview(window))
        window.closed.connect(preview.shut)
        window.show_over(preview)
        self._name(window, f"{window.windowTitle()} (Preview)")

    def _end_preview(self, window: DocumentWindow) -> None:
        from retrowriter.ui.preview import Preview

        preview = window.over
        if isinstance(preview, Preview):
            preview.shut()
            window.closed.disconnect(preview.shut)
            window.show_over(None)
            self._name(window, window.windowTitle())

    def _name(self, window: DocumentWindow, title: str) -> None:
        """Names the document's frame; the document keeps its own name."""
        frame = window.parentWidget()
        if frame is not None:
            frame.setWindowTitle(title)
            if self._parent.isVisible():
                # The window says the name of a maximised document when it is named itself.
                self._parent.setWindowTitle(PROGRAM)

    def ask_print(self) -> None:
        """File > Print."""
        from retrowriter.ui import printers
        from retrowriter.ui.dialogs.print_dialog import ask_print

        current = self._area.current
        if current is None or not current.editor.is_loaded:
            return
        choice = ask_print(self._parent, printers.available(), self._settings.get(table.PRINTER))
        if choice is None:
            return
        if choice.printer:
            self._settings.set(table.PRINTER, choice.printer)
            self._print(current, choice)
        else:
            self._print_to_file(current, choice)

    def _print(self, window: DocumentWindow, choice: PrintChoice) -> None:
        from retrowriter.ui import printers

        page = window.editor.apart.page
        printer = printers.printer(choice.printer, window.windowTitle(), QSizeF(page.width, page.height))
        copies = choice.copies
        if printer.supportsMultipleCopies():
            printer.setCopyCount(choice.copies)
            printer.setCollateCopies(choice.collate)
            copies = 1
        job = PaintJob(window.document(), window.windowTitle(), printer, _chooser(window, choice, copies), self)
        progress = self._progress(job, f"{window.windowTitle()} on {choice.printer}")

        def cancel() -> None:
            printer.abort()
            end()

        def end() -> None:
            progress.accept()
            job.stop()

        progress.cancelled.connect(cancel)
        job.finished.connect(end)
        job.failed.connect(end)

    def _print_to_file(self, window: DocumentWindow, choice: PrintChoice) -> None:
        from retrowriter.ui.dialogs.file_dialog import get_save_path

        folder = window.path.parent if window.path is not None else self._area.folder()
        name = f"{Path(window.windowTitle()).stem}.pdf"
        answer = get_save_path(self._parent, folder, name, _PDF)
        if answer is None:
            return
        path, _filter = answer
        job = PdfJob(window.document(), window.windowTitle(), self, _chooser(window, choice, choice.copies))
        progress = self._progress(job, f"{window.windowTitle()} to {path.name}")

        def end() -> None:
            progress.accept()
            job.stop()

        def write(data: bytes) -> None:
            end()
            try:
                files.write_bytes(path, data)
            except UserError as error:
                notify(self._parent, error, "stop")

        progress.cancelled.connect(end)
        job.finished.connect(write)
        job.failed.connect(end)

    def _progress(self, job: PaintJob | PdfJob, where: str) -> ProgressDialog:
        dialog = ProgressDialog(self._parent, "Print", "Laying out the pages...")
        dialog.set_detail(where)
        dialog.set_fraction(0.0)

        def show(page: int, count: int) -> None:
            dialog.set_text(f"Now printing page {page} of {count} of")
            dialog.set_fraction((page - 1) / count)

        job.progress.connect(show)
        job.failed.connect(lambda error: notify(self._parent, error))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog


def _chooser(window: DocumentWindow, choice: PrintChoice, copies: int) -> Callable[[Pages], list[int]]:
    """Which pages a choice means, when they are laid out."""
    here = going.page_of(window.editor)

    def choose(pages: Pages) -> list[int]:
        ranges = ((here, here),) if choice.current else choice.ranges
        chosen = page_ranges.chosen(ranges, pages.first_number, pages.count)
        chosen = page_ranges.of_parity(chosen, choice.parity, pages.first_number)
        return page_ranges.copied(chosen, copies, choice.collate)

    return choose
