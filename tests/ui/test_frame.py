import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from retrowriter.ui.dialogs.message import MessageBox
from retrowriter.ui.frame import ClassicFrame


class Window(ClassicFrame, QMainWindow):
    def __init__(self, classic=True):
        super().__init__()
        self.setWindowTitle("Retro Document Writer")
        self.setCentralWidget(QWidget())
        self.init_frame("main", classic)
        self.resize(400, 300)


class Box(ClassicFrame, QDialog):
    def __init__(self):
        super().__init__()
        self.init_frame("dialog")
        self.resize(200, 100)


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def click(qtbot, window, name):
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=window.caption_buttons()[name].center())


def middle(window):
    return window.caption_rect().center()


def test_the_frame_stands_in_the_margins(window):
    margins = window.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (4, 23, 4, 4)
    assert window.centralWidget().geometry().top() >= 23
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_the_system_frame_can_stay(qtbot):
    window = Window(classic=False)
    qtbot.addWidget(window)
    assert not window.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert window.contentsMargins().isNull()
    window.show()
    window.grab()
    qtbot.mouseDClick(window, Qt.MouseButton.LeftButton, pos=QPoint(100, 2))
    assert not window.isMaximized()


@pytest.mark.parametrize("classic", [True, False])
def test_dialogs_have_the_frame_of_their_window(qtbot, classic):
    window = Window(classic=classic)
    qtbot.addWidget(window)
    box = MessageBox(window.centralWidget(), "Done.")
    assert box.is_classic() is classic


def test_double_click_on_the_caption_maximises_and_restores(qtbot, window):
    before = window.geometry()
    qtbot.mouseDClick(window, Qt.MouseButton.LeftButton, pos=middle(window))
    qtbot.waitUntil(window.isMaximized)
    assert window.contentsMargins().left() == 0
    assert "restore" in window.caption_buttons()
    qtbot.mouseDClick(window, Qt.MouseButton.LeftButton, pos=middle(window))
    qtbot.waitUntil(lambda: not window.isMaximized())
    assert window.contentsMargins().left() == 4
    assert window.size() == before.size()


def test_buttons_of_the_main_window(qtbot, window):
    assert list(window.caption_buttons()) == ["close", "max", "min"]
    click(qtbot, window, "max")
    qtbot.waitUntil(window.isMaximized)
    click(qtbot, window, "restore")
    qtbot.waitUntil(lambda: not window.isMaximized())
    click(qtbot, window, "min")
    qtbot.waitUntil(window.isMinimized)
    window.showNormal()
    click(qtbot, window, "close")
    assert not window.isVisible()


def test_a_button_let_go_elsewhere_does_nothing(qtbot, window):
    close = window.caption_buttons()["close"].center()
    qtbot.mousePress(window, Qt.MouseButton.LeftButton, pos=close)
    qtbot.mouseMove(window, pos=middle(window))
    qtbot.mouseRelease(window, Qt.MouseButton.LeftButton, pos=middle(window))
    assert window.isVisible()


def test_a_pressed_button_looks_pressed(qtbot, window):
    rect = window.caption_buttons()["close"]
    up = window.grab(rect).toImage()
    qtbot.mousePress(window, Qt.MouseButton.LeftButton, pos=rect.center())
    assert window.grab(rect).toImage() != up
    qtbot.mouseRelease(window, Qt.MouseButton.LeftButton, pos=middle(window))
    assert window.grab(rect).toImage() == up


def test_dialogs_have_help_and_close(qtbot):
    box = Box()
    qtbot.addWidget(box)
    box.show()
    assert set(box.caption_buttons()) == {"help", "close"}
    assert not box.edges_at(QPoint(0, 50))
    qtbot.mouseDClick(box, Qt.MouseButton.LeftButton, pos=box.caption_rect().center())
    assert not box.isMaximized()
    click(qtbot, box, "close")
    assert not box.isVisible()


def test_the_system_menu(qtbot, window):
    texts = [action.text().replace("&", "") for action in window.system_menu().actions()]
    assert texts == ["Restore", "Move", "Size", "Minimize", "Maximize", "", "Close\tAlt+F4"]
    menu = window.system_menu()
    assert menu.defaultAction().text().startswith("&Close")
    by_text = {action.text(): action for action in menu.actions()}
    assert not by_text["&Restore"].isEnabled()
    by_text["Ma&ximize"].trigger()
    qtbot.waitUntil(window.isMaximized)
    window.showNormal()


def test_alt_space_and_the_icon_open_the_system_menu(qtbot, qapp, window):
    window.activateWindow()
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Space, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: qapp.activePopupWidget() is not None)
    qapp.activePopupWidget().close()
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=window.caption_rect().topLeft() + QPoint(8, 8))
    qtbot.waitUntil(lambda: qapp.activePopupWidget() is not None)
    qapp.activePopupWidget().close()


def test_double_click_on_the_icon_closes(qtbot, window):
    qtbot.mouseDClick(window, Qt.MouseButton.LeftButton, pos=window.caption_rect().topLeft() + QPoint(8, 8))
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("point", "edges"),
    [
        (QPoint(1, 150), Qt.Edge.LeftEdge),
        (QPoint(398, 150), Qt.Edge.RightEdge),
        (QPoint(200, 298), Qt.Edge.BottomEdge),
        (QPoint(200, 1), Qt.Edge.TopEdge),
        (QPoint(1, 1), Qt.Edge.LeftEdge | Qt.Edge.TopEdge),
        (QPoint(399, 290), Qt.Edge.RightEdge | Qt.Edge.BottomEdge),
        (QPoint(200, 150), Qt.Edge(0)),
        (QPoint(200, 10), Qt.Edge(0)),
    ],
)
def test_edges(window, point, edges):
    assert window.edges_at(point) == edges


def test_moving_and_sizing_with_the_keyboard(qtbot, window):
    window.setGeometry(QRect(100, 100, 400, 300))
    by_text = {action.text(): action for action in window.system_menu().actions()}
    by_text["&Move"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_Right)
    qtbot.keyClick(window, Qt.Key.Key_Down)
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert window.geometry().topLeft() == QPoint(108, 108)
    by_text["&Size"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_Right)
    assert window.width() == 408
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.geometry() == QRect(108, 108, 400, 300)


def test_moving_by_hand_where_no_window_manager_does_it(window):
    window.setGeometry(QRect(100, 100, 400, 300))
    window._frame_drag_edges = Qt.Edge(0)
    window._frame_drag_geometry = window.geometry()
    window._frame_drag_by(QPoint(30, -5000))
    assert window.geometry().left() == 130
    # The caption never leaves the screen.
    assert window.geometry().top() >= window.screen().virtualGeometry().top()


def test_a_window_is_never_made_smaller_than_its_contents(window):
    window.setMinimumSize(200, 120)
    window._frame_drag_edges = Qt.Edge.LeftEdge | Qt.Edge.TopEdge
    window._frame_drag_geometry = QRect(100, 100, 400, 300)
    window._frame_drag_by(QPoint(1000, 1000))
    assert (window.width(), window.height()) == (200, 120)
    assert window.geometry().bottomRight() == QRect(100, 100, 400, 300).bottomRight()


def test_the_pointer_shows_the_edges(qtbot, window):
    window.show_edge_pointer(window.edges_at(QPoint(1, 150)))
    assert window.cursor().shape() == Qt.CursorShape.SizeHorCursor
    window.show_edge_pointer(window.edges_at(QPoint(200, 150)))
    assert window.cursor().shape() == Qt.CursorShape.ArrowCursor
