"""What is asked before a file is opened or saved that somebody else has, has changed, or does not want written."""

from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from retrowriter import formats
from retrowriter.document.model import Document
from retrowriter.errors import UserError
from retrowriter.formats import Format
from retrowriter.formats import text as text_format
from retrowriter.formats.losses import LEFT_OUT
from retrowriter.recovery.open_file import OpenFile
from retrowriter.ui.dialogs.message import ask
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.reading import is_long, read_beside
from retrowriter.ui.theme.cursors import waiting

Answer = Literal["save", "other name", "cancel"]


def take_file(parent: QWidget, path: Path, read_only: bool = False) -> OpenFile | None:
    """Takes a file that is to be opened; asks when somebody else has it. None: the user would rather not."""
    try:
        return OpenFile(path, read_only)
    except UserError as error:
        text = _tr("{}\n\nDo you want to open it for reading only?").format(error.message)
        if ask(parent, text, "warning", (_tr("&Yes"), _tr("&No"))) == 0:
            return OpenFile(path, read_only=True)
        return None


def read_document(parent: QWidget, path: Path) -> tuple[Document, Format] | None:
    """Reads a file; asks in which encoding a text is when it does not say. None: the user would rather not.

    A long one is read in a thread, so that the window stays alive.

    Raises:
        UserError: it cannot be read.
    """
    with waiting():
        data = formats.read_bytes(path)
        chosen = formats.format_of(path, data)
        guess = text_format.guess(data) if chosen.read is text_format.read else None
    encoding = ""
    if guess is not None and not guess.is_sure:
        from retrowriter.ui.dialogs.convert_file import ask_encoding

        answer = ask_encoding(parent, path.name, data, guess)
        if answer is None:
            return None
        encoding = answer
    assert chosen.read is not None
    work = partial(text_format.read, data, encoding) if encoding else partial(chosen.read, data)
    if not is_long(data):
        return work(), chosen
    document = read_beside(parent, path.name, work)
    return None if document is None else (document, chosen)


def may_save(parent: QWidget, window: DocumentWindow) -> Answer:
    """Asks, where there is something to ask, before a document is saved over its file."""
    file = window.file
    if file is None:
        return "save"
    if file.read_only:
        text = _tr("{} is open for reading only.\n\nDo you want to save the document under another name?")
        answer = ask(parent, text.format(file.path.name), "warning", ("OK", _tr("Cancel")))
        return "other name" if answer == 0 else "cancel"
    if file.has_changed():
        text = _tr(
            "Another program has changed {} since you opened it.\n\nDo you want to save over what it holds now? "
            "If not, you can save your document under another name."
        )
        answer = ask(
            parent, text.format(file.path.name), "warning", (_tr("&Save Over"), _tr("&Other Name..."), "Cancel"), 1
        )
        answers: tuple[Answer, ...] = ("save", "other name", "cancel")
        return answers[answer]
    return "save"


def may_lose(parent: QWidget, window: DocumentWindow, path: Path, chosen: Format) -> bool:
    """Asks before a document is saved in a format that cannot hold all of it; not again for what was agreed to."""
    whole = chosen.keeps_all and LEFT_OUT not in window.settings
    losses = [] if whole else chosen.loses(window.document())
    agreed = (chosen.key, tuple(losses))
    if not losses or window.agreed_losses == agreed:
        return True
    text = _tr("{} cannot hold all of this document. {} would be without:\n\n{}\n\nDo you want to save it so?")
    shown = "\n".join(f"-  {loss}" for loss in losses)
    if ask(parent, text.format(chosen.label, path.name, shown), "warning", ("&Yes", "&No")) != 0:
        return False
    window.agreed_losses = agreed
    return True


def require_folder(path: Path) -> None:
    """Checks that the folder of a file is still there.

    Raises:
        UserError: code folder_missing.
    """
    if not path.parent.is_dir():
        raise UserError(
            "folder_missing",
            _tr("The folder {} is not there any more, so {} could not be saved.").format(path.parent, path.name),
            _tr("Your text is as it was. Save it in another folder."),
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("FileQuestions", text)
