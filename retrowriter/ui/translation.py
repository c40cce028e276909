"""The language of menus and dialogs: the translator, and the texts that are translated at one point for all."""

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from retrowriter import paths

# Contexts of the translation files.
COMMANDS, BUTTONS = "Commands", "Buttons"
BUTTON_TEXTS = ("OK", "Cancel", "Close", "&Close", "&Yes", "&No", "&Help", "&Restart", "Use the &Processor", "&Retry")


def install(app: QCoreApplication, language: str) -> None:
    """Translates what is shown from now on. A language without a file leaves everything in English.

    Args:
        app: the application; language: "de" and the like.
    """
    if language == "en":
        return
    folder = str(paths.assets_dir() / "translations")
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, where in ((f"qtbase_{language}", qt_folder), (f"retrowriter_{language}", folder)):
        translator = QTranslator(app)
        if translator.load(name, where):
            app.installTranslator(translator)
        elif where == folder:
            logging.getLogger(__name__).warning("no translation %s", name)


def command_text(text: str) -> str:
    """A text of the table of commands, in the language of the window."""
    return QCoreApplication.translate(COMMANDS, text)


def button_text(text: str) -> str:
    """The label of a button; one that is translated already stays as it is."""
    return QCoreApplication.translate(BUTTONS, text)
