import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from retrowriter.ui.theme import icons

BARS = (
    *("new", "open", "save", "print", "preview", "spell", "cut", "copy", "paste", "painter", "undo", "redo", "table"),
    *("columns", "pilcrow", "help", "bold", "italic", "underline", "highlight", "left", "center", "right", "justify"),
    *("numbering", "bullets", "outdent", "indent", "ai", "continue", "halt", "app", "doc", "folder", "folder-open"),
    *("folder-up", "folder-new", "list", "details", "drive", "desktop"),
)


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_loads_in_all_scales(name):
    icon = icons.icon(name)
    sizes = {(size.width(), size.height()) for size in icon.availableSizes()}
    assert sizes & {(16, 16), (32, 32)}
    for scale in icons.SCALES:
        pixmap = icons.pixmap(name, 16, scale)
        assert pixmap.size() == QSize(16 * scale, 16 * scale)
        assert pixmap.devicePixelRatio() == scale


def test_the_bars_have_their_pictures():
    assert set(BARS) <= set(icons.names())


@pytest.mark.parametrize("name", ["info", "warning", "stop", "question"])
def test_message_pictures_are_large(name):
    assert icons.image(name, 32).size() == QSize(32, 32)
    assert len(icons.read_grid(icons.assets_dir() / "icons" / f"{name}.txt")) == 32


def test_an_icon_is_made_once():
    assert icons.icon("save") is icons.icon("save")


def test_no_resampling():
    small, large = icons.image("save"), icons.pixmap("save", 16, 3).toImage()
    for x in range(48):
        for y in range(48):
            assert large.pixelColor(x, y) == small.pixelColor(x // 3, y // 3)


def test_the_disabled_look_is_grey_with_a_white_edge():
    disabled = icons.icon("cut").pixmap(QSize(16, 16), QIcon.Mode.Disabled).toImage()
    colors = {
        disabled.pixelColor(x, y).name() for x in range(16) for y in range(16) if disabled.pixelColor(x, y).alpha()
    }
    assert colors == {"#808080", "#ffffff"}


@pytest.mark.parametrize(
    "grid", ["k" * 16 + "\n", "\n".join(["k" * 16] * 15 + ["k" * 15]), "\n".join(["x" * 16] * 16)], ids=str.__len__
)
def test_a_damaged_grid_is_refused(tmp_path, grid):
    path = tmp_path / "bad.txt"
    path.write_text(grid)
    with pytest.raises(ValueError, match=r"bad\.txt"):
        icons.read_grid(path)


def test_an_unknown_name_is_refused():
    with pytest.raises(FileNotFoundError):
        icons.icon("no such picture")
