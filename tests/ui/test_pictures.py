"""Pictures: taken in, drawn, resized, copied, printed; and those that are not what they seem."""

import io
import struct
import zlib

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrowriter.document.model import Cell, Document, Paragraph, Picture, Run, Table
from retrowriter.errors import UserError
from retrowriter.formats import rdw
from retrowriter.ui import clipboard, picture_frame, pictures, print_jobs
from retrowriter.ui.dialogs.picture import PictureDialog
from retrowriter.ui.editor import Editor

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def red(tmp_path):
    """A red picture of 80 by 40 dots, in a file."""
    return written(tmp_path / "red.png", "#ff0000")


def written(path, color, width=80, height=40):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    assert image.save(str(path))
    return path


@pytest.fixture
def editor(window):
    return window.area.current.editor


def blocks(window):
    document = window.area.current.document()
    assert rdw.read(rdw.write(document)) == document
    return document.blocks


def take(editor, source, qtbot, count=1):
    before = len(shown(editor))
    editor.take_picture(source)
    qtbot.waitUntil(lambda: len(shown(editor)) == before + count, timeout=20_000)


def shown(editor):
    return [item for block in editor.snapshot().blocks for item in block.content if isinstance(item, Picture)]


@pytest.mark.parametrize("ending", ["png", "jpg", "bmp"])
def test_a_file_becomes_a_picture_and_one_undo_takes_it_back(window, editor, typist, tmp_path, qtbot, ending):
    typist(editor).type("ab")
    typist(editor).go(1)
    path = written(tmp_path / f"a.{ending}", "#00ff00")
    take(editor, path, qtbot)
    (paragraph,) = blocks(window)
    kept = "png" if ending == "bmp" else ending
    picture = Picture(name=f"1.{kept}", width=60.0, height=30.0)
    assert paragraph.content == (Run(text="a"), picture, Run(text="b"))
    data = window.area.current.document().pictures[f"1.{kept}"]
    assert ending == "bmp" or data == path.read_bytes()
    assert editor.undo_names.undo == "Picture"
    editor.undo()
    assert blocks(window) == (Paragraph(content=(Run(text="ab"),)),)
    assert window.area.current.document().pictures == {}, "what nobody sees is not saved"
    editor.redo()
    assert window.area.current.document().pictures == {f"1.{kept}": data}


def test_a_picture_is_drawn_and_a_large_one_fits_between_the_margins(window, editor, tmp_path, qtbot):
    take(editor, written(tmp_path / "wide.png", "#ff0000", 2000, 500), qtbot)
    (picture,) = shown(editor)
    room = editor.page.width - editor.page.left - editor.page.right
    assert (picture.width, picture.height) == (room, room / 4)
    place = picture_frame.picture_rect(editor, 0, picture).center().toPoint()
    qtbot.waitUntil(lambda: editor.viewport().grab().toImage().pixelColor(place) == "#ff0000", timeout=20_000)


def png_of(width, height):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_hostile_and_damaged_files_give_a_sentence(tmp_path, red, qtlog):
    cut = written(tmp_path / "photo.jpg", "#123456", 300, 300)
    cut.write_bytes(cut.read_bytes()[:-100])
    short = tmp_path / "short.png"
    short.write_bytes(red.read_bytes()[:60])
    huge = tmp_path / "huge.png"
    huge.write_bytes(png_of(100_000, 100_000))
    drawing = tmp_path / "drawing.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>')
    said = {}
    with qtlog.disabled():
        for path in (cut, short, huge, drawing, tmp_path / "none.png"):
            with pytest.raises(UserError) as error:
                pictures.take(path)
            said[path.name] = error.value.code
        assert pictures.decode(huge.read_bytes()).isNull()
        assert pictures.decode(b"").isNull()
    assert said == {
        "photo.jpg": "picture_damaged",
        "short.png": "picture_damaged",
        "huge.png": "picture_too_large",
        "drawing.svg": "picture_unknown",
        "none.png": "picture_missing",
    }


def test_the_sentence_is_shown(window, editor, tmp_path, answers, qtbot):
    (tmp_path / "x.png").write_bytes(b"no picture")
    answers.push("OK")
    editor.take_picture(tmp_path / "x.png")
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    assert "x.png is not a picture" in answers.asked[0]


def test_a_damaged_picture_in_a_document_is_a_crossed_frame(qtbot):
    document = Document(
        blocks=(Paragraph(content=(Picture(name="1.png", width=72.0, height=36.0),)),), pictures={"1.png": b"nothing"}
    )
    editor = Editor(document)
    qtbot.addWidget(editor)
    editor.resize(700, 400)
    editor.show()
    place = picture_frame.picture_rect(editor, 0, shown(editor)[0]).topLeft().toPoint() + QPoint(20, 5)
    qtbot.waitUntil(lambda: editor.viewport().grab().toImage().pixelColor(place) == "#c0c0c0", timeout=20_000)
    assert editor.snapshot() == document


def test_a_click_selects_a_picture_and_a_handle_resizes_it(window, editor, red, qtbot):
    take(editor, red, qtbot)
    rect = picture_frame.picture_rect(editor, 0, shown(editor)[0]).toRect()
    QTest.mouseClick(editor.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, rect.center())
    assert picture_frame.selected_picture(editor)[0] == 0
    frame = editor.picture_frame
    qtbot.waitUntil(frame.isVisible, timeout=20_000)
    corner = frame.handle((2, 2)).center()
    QTest.mousePress(frame, LEFT, Qt.KeyboardModifier.NoModifier, corner)
    QTest.mouseMove(frame, corner + QPoint(rect.width(), rect.height()))
    QTest.mouseRelease(frame, LEFT, Qt.KeyboardModifier.NoModifier, corner + QPoint(rect.width(), rect.height()))
    (picture,) = shown(editor)
    assert picture.width == pytest.approx(120, abs=6)
    assert picture.height == pytest.approx(picture.width / 2, abs=1)
    assert editor.undo_names.undo == "Picture Size"
    editor.undo()
    assert (shown(editor)[0].width, shown(editor)[0].height) == (60.0, 30.0)


def test_format_picture_changes_size_and_description(window, editor, red, typist, qtbot, monkeypatch):
    assert not window.commands["format_picture"].isEnabled()
    take(editor, red, qtbot)
    typist(editor).select(0, 1)
    assert window.commands["format_picture"].isEnabled()

    def answer(dialog):
        dialog.across.setValue(200)
        dialog.description.setText("A red box")
        return True

    monkeypatch.setattr(PictureDialog, "exec", answer)
    window.commands["format_picture"].trigger()
    assert shown(editor) == [Picture(name="1.png", width=120.0, height=60.0, description="A red box")]
    editor.undo()
    assert shown(editor) == [Picture(name="1.png", width=60.0, height=30.0)]


def test_pictures_are_copied_into_another_document_with_their_files(window, editor, red, tmp_path, typist, qtbot):
    take(editor, red, qtbot)
    editor.selectAll()
    editor.copy()
    window.area.new_document()
    other = window.area.current.editor
    take(other, written(tmp_path / "blue.png", "#0000ff"), qtbot)
    other.paste()
    assert [item.name for item in shown(other)] == ["1.png", "2.png"]
    assert window.area.current.document().pictures["2.png"] == red.read_bytes()


def test_an_image_from_the_clipboard_and_a_dropped_file_are_taken(window, editor, red, qtbot):
    data = QMimeData()
    data.setImageData(QImage(str(red)))
    assert clipboard.can_insert(data)
    clipboard.insert(editor, data)
    qtbot.waitUntil(lambda: len(shown(editor)) == 1, timeout=20_000)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(red))])
    clipboard.insert(editor, dropped)
    qtbot.waitUntil(lambda: len(shown(editor)) == 2, timeout=20_000)
    QApplication.clipboard().clear()


def test_nothing_is_fetched_from_elsewhere(window, editor):
    data = QMimeData()
    data.setUrls([QUrl("http://127.0.0.1:9/a.png")])
    data.setText("http://127.0.0.1:9/a.png")
    clipboard.insert(editor, data)
    assert blocks(window)[0].text == "http://127.0.0.1:9/a.png"
    assert shown(editor) == []


def test_pictures_and_tables_in_both_panes_of_a_split_window(window, editor, red, tmp_path, typist, qtbot):
    take(editor, red, qtbot)
    window.area.current.panes.split()
    second = window.area.current.panes.all[1].editor
    second.setFocus()
    qtbot.waitUntil(lambda: window.area.current.editor is second, timeout=20_000)
    take(second, written(tmp_path / "blue.png", "#0000ff"), qtbot)
    assert [item.name for item in shown(editor)] == ["1.png", "2.png"]
    window.tables.insert(1, 2)
    typist(second).press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert sum(len(block.rows) for block in blocks(window) if isinstance(block, Table)) == 2
    window.area.current.panes.unite()
    assert len(window.area.current.document().pictures) == 2


def test_a_table_over_two_pages_and_a_picture_are_in_the_pdf(red):
    def cell(text):
        return Cell(blocks=(Paragraph(content=(Run(text=text),)),))

    rows = tuple((cell(f"left{number}"), cell(f"right{number}")) for number in range(60))
    picture = Picture(name="1.png", width=72.0, height=36.0)
    document = Document(
        blocks=(Table(rows=rows, header_rows=1), Paragraph(content=(picture,))), pictures={"1.png": red.read_bytes()}
    )
    reader = PdfReader(io.BytesIO(print_jobs.pdf(document, "Table")))
    words = " ".join(page.extract_text() for page in reader.pages).split()
    assert {f"{side}{number}" for side in ("left", "right") for number in range(60)} <= set(words)
    assert len(reader.pages) == 2
    assert words.count("left0") == 2, "the heading row is on each page"
    (image,) = [image for page in reader.pages for image in page.images]
    assert image.image.size == (80, 40), "all its dots"


def test_a_picture_appears_when_it_is_decoded(window, editor, red, qtbot):
    with qtbot.waitSignal(editor.pictures.decoded, timeout=20_000):
        take(editor, red, qtbot)
        editor.viewport().repaint()
    assert editor.pictures.image("1.png").size().width() == 80
