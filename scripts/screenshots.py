"""Renders every dialog and the main window into a folder, at one and two pixels a pixel.

Usage: python scripts/screenshots.py FOLDER [--scale N] [--only NAME]

Without --scale it calls itself once for each scale. No display is needed. The pictures are NAME@1x.png and NAME@2x.png;
desktop@Nx.png has all dialogs on one teal ground.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SCALES = (1, 2)
WINDOWS = ("main", "editing", "preview", "normal", "split", "outline", "footnotes", "tables")
DESKTOP_WIDTH = 960
MEMO = """MEMORANDUM

TO:       All staff
FROM:     Margaret Hale, Office Services
DATE:     March 14, 1995
SUBJECT:  The new laser printer

The new laser printer has arrived and stands beside the copier on the
second floor. Everyone may use it for final copies; drafts go to the dot
matrix printer as before.

Please do not leave the paper tray empty. Toner is in the cabinet under
the window, and Ms. Ortiz knows how it is changed.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=int, choices=(1, 2, 3))
    parser.add_argument("--only", default="", help="the name of one picture")
    parser.add_argument("--writing", type=Path, metavar="GGUF", help="only main.png: a memo half written by this model")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.writing is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        with tempfile.TemporaryDirectory() as home:
            os.environ["RETROWRITER_HOME"] = home
            draw_writing(options.writing.resolve(), options.folder / "main.png")
        return
    if options.scale is None:
        for scale in SCALES:
            subprocess.run([sys.executable, __file__, *sys.argv[1:], "--scale", str(scale)], check=True)
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    with tempfile.TemporaryDirectory() as home:
        os.environ["RETROWRITER_HOME"] = home
        os.environ["HOME"] = home
        render(options.folder, options.scale, options.only, Path(home))


def draw_writing(model: Path, picture: Path) -> None:
    """The window while a real model writes a memo into it."""
    from PySide6.QtTest import QTest

    from retrowriter import settings as table
    from retrowriter.engine import sampling
    from retrowriter.text.prompt import Brief
    from retrowriter.ui.app import make_window

    _app, window = make_window()
    window.resize(800, 600)
    window.settings.set(table.MODEL, str(model))
    window.show()
    window.start([])
    what = "memo to all staff about the new laser printer on the second floor"
    window.writing.write(Brief(what=what, type="memo", year=1995), sampling.preset(seed=7))
    editor = window.area.current.editor
    # Until there is enough to see, or the model has ended before.
    while window.composer.busy and len(editor.toPlainText()) < 300:
        QTest.qWait(50)
    QTest.qWait(50)
    window.grab().save(str(picture))
    window.composer.stop()
    window.session.shut_down()
    while window.session.child_pid:
        QTest.qWait(20)


def render(folder: Path, scale: int, only: str, home: Path) -> None:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from retrowriter.ui import theme
    from retrowriter.ui.theme.palette import BACKGROUND

    theme.prepare_environment()
    app = QApplication([])
    theme.apply(app)
    images: list[QImage] = []
    for name, make in pictures(home).items():
        if only and name != only:
            continue
        widget: QWidget = make()
        widget.show()
        widget.activateWindow()
        # Long enough for the status bar, which follows the caret with a short delay.
        QTest.qWait(300 if name in WINDOWS else 150)
        image = widget.grab().toImage()
        image.save(str(folder / f"{name}@{scale}x.png"))
        if name == "main":
            with_menu(widget, image).save(str(folder / f"menu@{scale}x.png"))
        if name not in WINDOWS:
            images.append(image)
        widget.close()
        widget.deleteLater()
    if only:
        return
    places, height = shelve([(image.width() // scale, image.height() // scale) for image in images])
    desktop = QImage(DESKTOP_WIDTH * scale, height * scale, QImage.Format.Format_RGB32)
    desktop.setDevicePixelRatio(scale)
    desktop.fill(BACKGROUND)
    painter = QPainter(desktop)
    for image, (x, y) in zip(images, places, strict=True):
        painter.drawImage(x, y, image)
    painter.end()
    desktop.save(str(folder / f"desktop@{scale}x.png"))


def with_menu(window: "QWidget", picture: "QImage") -> "QImage":
    """The window with its first menu open."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QMenuBar

    bar = window.findChild(QMenuBar)
    action = bar.actions()[0]
    place = bar.mapTo(window, bar.actionGeometry(action).bottomLeft() + QPoint(0, 1))
    menu = action.menu()
    bar.setActiveAction(action)
    menu.setActiveAction(menu.actions()[1])
    picture = window.grab().toImage()
    painter = QPainter(picture)
    painter.drawPixmap(place, menu.grab())
    painter.end()
    menu.close()
    return picture


def pictures(home: Path) -> dict[str, Callable[[], object]]:
    """What is drawn, by name."""
    import editing_pictures
    import page_pictures
    import table_pictures
    import tools_pictures
    import view_pictures
    from PySide6.QtWidgets import QApplication

    from retrowriter.document.model import CharFormat
    from retrowriter.settings import TABLE, Settings
    from retrowriter.text.prompt import Brief
    from retrowriter.text.search import Query
    from retrowriter.text.statistics import Statistics
    from retrowriter.ui.dialogs.about import AboutDialog
    from retrowriter.ui.dialogs.brief import BriefDialog
    from retrowriter.ui.dialogs.file_dialog import FileDialog
    from retrowriter.ui.dialogs.find import FindDialog
    from retrowriter.ui.dialogs.font import FontDialog
    from retrowriter.ui.dialogs.message import MessageBox
    from retrowriter.ui.dialogs.options import OptionsDialog, by_tab
    from retrowriter.ui.dialogs.progress import ProgressDialog
    from retrowriter.ui.dialogs.properties import PropertiesDialog, Summary
    from retrowriter.ui.dialogs.recovery import RecoveryDialog
    from retrowriter.ui.dialogs.server_buttons import KeyDialog, ServerButtons
    from retrowriter.ui.dialogs.word_count import WordCountDialog
    from retrowriter.ui.dialogs.zoom import ZoomDialog
    from retrowriter.ui.finder import Looks, Search

    documents = home / "My Documents"
    fill(documents)
    filters = [("Retro Documents", ["rdw"]), ("Text Only", ["txt"]), ("All Files", ["*"])]
    brief = Brief(
        what="The new laser printer has arrived and stands beside the copier on the second floor. "
        "Everyone may use it for final copies; drafts go to the dot matrix printer.",
        type="memo",
        sender="Margaret Hale, Office Services",
        recipient="All staff",
        tone="Businesslike",
    )

    def details() -> object:
        dialog = FileDialog(None, "save", documents, "Minutes.rdw", filters)
        dialog.details_button.click()
        return dialog

    def progress() -> object:
        dialog = ProgressDialog(None, "Preparing the Model", "Copying the model to the data folder...")
        dialog.set_detail("smollm2-135m-instruct-q4_1.gguf")
        dialog.set_fraction(0.42)
        return dialog

    rows = [
        *(("Type", "Retro Documents"), ("Location", str(documents)), ("Size", "17 KB (17,200 bytes)"), None),
        *(("File name", "Minutes.rdw"), ("Modified", "Tuesday, March 14, 1995 10:42:00")),
    ]
    summary = Summary("Minutes of the meeting", "Printers", "Margaret Hale", "printer, paper", "Ask Ms. Ortiz.")

    def properties(tab: int) -> object:
        dialog = PropertiesDialog(None, "Minutes.rdw", rows, summary, rows)
        dialog.tabs.setCurrentIndex(tab)
        return dialog

    def replace() -> object:
        dialog = FindDialog(None, replacing=True, styles=["Normal", "Heading 1"])
        dialog.show_search(Search(Query("programme", case=True), Looks(bold=True), "all", "program"))
        return dialog

    def spacing() -> object:
        dialog = FontDialog(None, CharFormat(font="Arial", size=14, bold=True, spacing=1.5))
        dialog.tabs.setCurrentIndex(1)
        return dialog

    def opening() -> object:
        shown = [*filters[2:], *filters[:2]]
        return FileDialog(None, "open", documents, "Minutes.rdw", shown, offer_read_only=True)

    def options(tab: str) -> object:
        dialog = OptionsDialog(None, Settings())
        ServerButtons(dialog)
        dialog.show_tab(tab)
        return dialog

    lost = [
        ("Minutes.rdw", "03/14/95 10:42", "Minutes of the meeting of March 14"),
        ("Document2", "03/14/95 10:41", "Dear Sir, we thank you for your letter"),
        ("Letter to the Editor.rdw", "03/14/95 09:12", "To the Editor"),
    ]

    def models(page: int) -> object:
        from retrowriter.models.hub import HubFile, HubModel
        from retrowriter.models.records import Model
        from retrowriter.ui.dialogs.models import ModelsDialog
        from retrowriter.ui.downloads import Downloads, Item

        def model(
            name: str,
            title: str,
            size: int,
            context: int,
            origin: str,
            state: str,
            speed: float = 0,
            kind: str = "model",
        ) -> Model:
            path = f"/home/margaret/models/{name}.gguf"
            return Model(
                name=name,
                title=title,
                path=path,
                parts=(path,),
                origin=origin,
                state=state,
                size=size,
                architecture="llama",
                quantization="Q4_K_M" if kind == "model" else "F16",
                kind=kind,
                speed=speed,
                context=context,
                parameters=4_884_480 if kind == "adapter" else 3_212_749_888,
                licence="apache-2.0",
                sha256=("6c1a2b41161032677be168d354123594c0e6e67d2b9227c84f296ad037c728ff",),
                problem="" if state == "good" else "Its size has changed since it came.",
                runs="" if kind == "adapter" else "yes" if size < 3_000_000_000 else "shorter",
                advice=""
                if kind == "adapter"
                else "It fits: it takes about 2.9 GB of the 6.2 GB that are free. "
                "It writes 11 tokens a second here (processor, 4 threads).",
            )

        def file(repo: str, name: str, size: int) -> HubFile:
            return HubFile(repo=repo, revision="main", name=name, size=size, parts=(name,), sha256=("1270d22c" * 8,))

        large = file("bartowski/Mistral-7B-Instruct-v0.3-GGUF", "Mistral-7B-Instruct-v0.3-Q4_K_M.gguf", 4_372_812_000)
        small = file("Qwen/Qwen3-0.6B-GGUF", "Qwen3-0.6B-Q8_0.gguf", 639_446_688)
        downloads = Downloads(QApplication.instance())
        downloads.items = [
            Item(large, "loading", 1_836_581_040, large.size, 4_310_000, 588),
            Item(small, "waiting", 0, small.size),
        ]
        dialog = ModelsDialog(None, downloads)
        dialog.installed.show_models(
            [
                model("embedded", "Retro-1995 135M", 144_811_136, 8192, "built in", "unchecked", 149),
                model("Llama-3.2-3B", "Llama 3.2 3B Instruct", 2_019_377_696, 131072, "downloaded", "good", 11),
                model("letters", "Letters of the House", 9_800_000, 0, "copied", "unchecked", kind="adapter"),
                model("phi-4-mini", "Phi-4 mini Instruct", 2_491_874_272, 131072, "copied", "damaged"),
                model("ollama:gemma3:4b", "gemma3:4b", 3_338_792_448, 131072, "Ollama", "unchecked"),
            ],
            "/home/margaret/models/Llama-3.2-3B.gguf",
            "/home/margaret/models/letters.gguf",
            0.8,
        )
        dialog.installed.table.choose("letters")
        dialog.hub.words.setText("mistral 7b instruct")
        found = HubModel(
            repo=large.repo, downloads=91_204, licence="apache-2.0", parameters=7_248_023_552, context=32768
        )
        dialog.hub.show_found(
            [
                found,
                HubModel(repo="MaziyarPanahi/Mistral-7B-Instruct-v0.3-GGUF", downloads=77_310, licence="apache-2.0"),
                HubModel(repo="someone/Mistral-7B-Letters-GGUF", downloads=12, licence="cc-by-nc-4.0", gated=True),
            ]
        )
        dialog.hub.show_files([large])
        dialog.tabs.setCurrentIndex(page)
        return dialog

    def adding() -> object:
        from retrowriter.ui.dialogs.add_model import AddModelDialog

        return AddModelDialog(None, Path("/home/margaret/Downloads/SmolLM3-Q4_K_M.gguf"))

    def converting() -> object:
        from retrowriter.ui.dialogs.add_model import ConvertDialog

        return ConvertDialog(None, Path("/home/margaret/checkpoints/SmolLM2-360M-Instruct"), [])

    def unsure() -> object:
        from retrowriter.formats import encodings
        from retrowriter.ui.dialogs.convert_file import ConvertFileDialog

        data = "Subscription: £5\r\nOverseas: £9 (airmail £12)\r\n".encode("cp437")
        return ConvertFileDialog(None, "PRICES.TXT", data, encodings.guess(data))

    about = [
        "Version 0.1",
        "",
        "Model: SmolLM2 135M Instruct, as it comes",
        "Engine: llama.cpp, 2 threads, processor only",
        "",
        "Memory available: 6,214 MB",
    ]
    made: dict[str, Callable[[], object]] = {
        "open": opening,
        "save_as": details,
        "write": lambda: BriefDialog(None, brief, ["Balanced", "Plain and exact", "Lively"]),
        "font": lambda: FontDialog(None, CharFormat(font="Times New Roman", size=12, italic=True)),
        "font_spacing": spacing,
        "zoom": lambda: ZoomDialog(None, 100),
        "models": lambda: models(0),
        "models_catalog": lambda: models(1),
        "models_hub": lambda: models(2),
        "models_add": adding,
        "models_convert": converting,
        "convert_file": unsure,
        "progress": progress,
        "server_key": lambda: KeyDialog(None, "writer.example.com"),
        "find": lambda: FindDialog(None),
        "replace": replace,
        "properties": partial(properties, 0),
        "properties_summary": partial(properties, 1),
        "word_count": lambda: WordCountDialog(None, Statistics(1234, 7000, 5900, 23, 80, 1900), 3, 120),
        "recovery": lambda: RecoveryDialog(None, lost),
        **{f"options_{tab.lower().replace(' ', '_')}": partial(options, tab) for tab in by_tab(TABLE)},
        "about": lambda: AboutDialog(None, about),
        "message_warning": lambda: MessageBox(
            None, "Do you want to save changes to Minutes.rdw?", "warning", ("&Yes", "&No", "Cancel")
        ),
        "message_info": lambda: MessageBox(None, "Finished searching the document."),
        "message_stop": lambda: MessageBox(
            None,
            "The model stopped unexpectedly. Your text is safe.\n\nStart it again, or choose another model in Options.",
            "stop",
            ("&Restart", "Cancel"),
        ),
    }
    from retrowriter.ui.main_window import MainWindow

    memo = home / "Memo.txt"
    memo.write_text(MEMO, encoding="utf-8")

    def main_window() -> object:
        window = MainWindow(Settings())
        window.resize(800, 600)
        window.start([str(memo)])
        return window

    groups = (editing_pictures, page_pictures, table_pictures, tools_pictures, view_pictures)
    drawn = {name: make for group in groups for name, make in group.pictures(home).items()}
    return {"main": main_window, **drawn, **made}


def fill(folder: Path) -> None:
    """A folder as a writer of the time would have had it."""
    for name in ("Letters", "Newsletter", "Old files"):
        (folder / name).mkdir(parents=True)
    for number, name in enumerate(
        (
            "Agenda.rdw",
            "Budget 1995.rdw",
            "Letter to the Editor.rdw",
            "Minutes.rdw",
            "Read me.txt",
            "Recipe.txt",
            "Speech.rdw",
        )
    ):
        path = folder / name
        path.write_bytes(b"x" * 1700 * (number + 2))
        os.utime(path, (795_180_240 + number * 90_000,) * 2)


def shelve(sizes: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], int]:
    """Places boxes on shelves, from left to right and down; returns their places and the height of all."""
    places: list[tuple[int, int]] = []
    x, y, shelf = 10, 10, 0
    for width, height in sizes:
        if x + width + 10 > DESKTOP_WIDTH:
            x, y, shelf = 10, y + shelf + 10, 0
        places.append((x, y))
        x, shelf = x + width + 10, max(shelf, height)
    return places, y + shelf + 10


if __name__ == "__main__":
    main()
