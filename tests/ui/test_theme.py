import logging
import sys

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionHeader,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QStyleOptionTab,
    QToolBar,
    QWidget,
)

from retrowriter.ui.theme import bevels, controls, cursors, fonts, metrics, palette, primitives
from retrowriter.ui.theme.style import Retro95Style

SHAPES = {
    **dict.fromkeys(primitives.PARTS, (QStyleOption, "drawPrimitive")),
    QStyle.ControlElement.CE_PushButtonBevel: (QStyleOptionButton, "drawControl"),
    QStyle.ControlElement.CE_HeaderSection: (QStyleOptionHeader, "drawControl"),
    QStyle.ControlElement.CE_ScrollBarSlider: (QStyleOptionSlider, "drawControl"),
    QStyle.ControlElement.CE_ScrollBarAddPage: (QStyleOptionSlider, "drawControl"),
    QStyle.ControlElement.CE_ScrollBarAddLine: (QStyleOptionSlider, "drawControl"),
    QStyle.ControlElement.CE_TabBarTabShape: (QStyleOptionTab, "drawControl"),
    QStyle.ControlElement.CE_SizeGrip: (QStyleOption, "drawControl"),
    QStyle.ComplexControl.CC_ComboBox: (QStyleOptionComboBox, "drawComplexControl"),
    QStyle.ComplexControl.CC_SpinBox: (QStyleOptionSpinBox, "drawComplexControl"),
}


def drawn(style, element, scale, state):
    option_type, method = SHAPES[element]
    option = option_type()
    option.rect = QRect(2, 2, 31, 21)
    option.state = state
    image = QImage(QSize(36, 26) * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(palette.FACE)
    painter = QPainter(image)
    getattr(style, method)(element, option, painter)
    painter.end()
    return image


@pytest.mark.parametrize("element", SHAPES, ids=str)
@pytest.mark.parametrize(
    "state",
    [
        QStyle.StateFlag.State_Enabled,
        QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_On | QStyle.StateFlag.State_Selected,
        QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Sunken | QStyle.StateFlag.State_Children,
        QStyle.StateFlag.State_None,
    ],
    ids=["plain", "on", "sunken", "disabled"],
)
def test_parts_are_exact_at_two_pixels_a_pixel(qapp, element, state):
    once, twice = drawn(qapp.style(), element, 1, state), drawn(qapp.style(), element, 2, state)
    grown = once.scaled(once.size() * 2)
    grown.setDevicePixelRatio(2)
    assert grown == twice


def test_the_style_is_ours(qapp):
    assert isinstance(qapp.style(), Retro95Style)
    assert qapp.style().baseStyle().name() == "windows"


def test_no_style_sheet(qapp):
    assert qapp.styleSheet() == ""


@pytest.mark.parametrize("group", [QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive])
def test_the_palette_is_that_of_windows_standard(qapp, group):
    colors = qapp.palette()
    assert colors.color(group, QPalette.ColorRole.Window).name() == "#c0c0c0"
    assert colors.color(group, QPalette.ColorRole.Highlight).name() == "#000080"
    assert colors.color(group, QPalette.ColorRole.Base).name() == "#ffffff"


def test_disabled_fields_are_grey(qapp):
    assert qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base).name() == "#c0c0c0"


def test_sizes_of_controls(qtbot):
    button, field, combo = QPushButton("OK"), QLineEdit(), QComboBox()
    for widget in (button, field, combo):
        qtbot.addWidget(widget)
    assert (button.sizeHint().width(), button.sizeHint().height()) == (75, 23)
    assert field.sizeHint().height() == combo.sizeHint().height() == 21
    wide = QPushButton("A label that needs more room than that")
    qtbot.addWidget(wide)
    assert wide.sizeHint().width() > wide.fontMetrics().horizontalAdvance(wide.text())


def test_toolbar_buttons_have_one_size(qtbot, qapp):
    bar = QToolBar()
    qtbot.addWidget(bar)
    bar.setIconSize(QSize(16, 16))
    action = bar.addAction(qapp.style().standardIcon(QStyle.StandardPixmap.SP_FileIcon), "Open")
    assert bar.widgetForAction(action).sizeHint() == QSize(24, 22)


@pytest.mark.parametrize(
    ("metric", "pixels"), [("PM_ScrollBarExtent", 16), ("PM_TitleBarHeight", 18), ("PM_IndicatorWidth", 13)]
)
def test_metrics(qapp, metric, pixels):
    assert qapp.style().pixelMetric(getattr(QStyle.PixelMetric, metric)) == pixels


def test_hints_are_plain_numbers():
    assert all(type(value) is int for value in [*metrics.HINTS.values(), *metrics.METRICS.values()])


def test_the_window_font_is_the_bitmap_one():
    font = fonts.ui_font()
    assert QFontInfo(font).family() == fonts.UI_FAMILY
    measured = QFontMetrics(font)
    assert (measured.height(), measured.ascent()) == (13, 11)
    assert measured.horizontalAdvance("x") == 6


def test_the_window_font_is_drawn_in_two_colours():
    image = QImage(120, 16, QImage.Format.Format_RGB32)
    image.fill(palette.FACE)
    painter = QPainter(image)
    painter.setFont(fonts.ui_font())
    painter.drawText(2, 12, "Sphinx of quartz")
    painter.end()
    assert {image.pixelColor(x, y).name() for x in range(120) for y in range(16)} == {"#c0c0c0", "#000000"}


@pytest.mark.parametrize("family", ["Times New Roman", "Arial", "Courier New"])
def test_documents_show_the_fonts_of_their_time(family):
    info = QFontInfo(fonts.document_font(family, 12))
    assert info.family() in (family, fonts.SUBSTITUTES[family])
    assert info.pixelSize() == 16


def test_smooth_edges_are_a_setting():
    assert fonts.document_font("Arial", 10).styleStrategy() & QFont.StyleStrategy.NoAntialias
    fonts.set_smooth(True)
    try:
        assert fonts.smooth()
        assert fonts.document_font("Arial", 10).styleStrategy() & QFont.StyleStrategy.PreferAntialias
    finally:
        fonts.set_smooth(False)


def test_bold_italic_is_a_real_face():
    font = fonts.document_font("Times New Roman", 12)
    font.setBold(True)
    font.setItalic(True)
    info = QFontInfo(font)
    assert info.bold()
    assert info.italic()


def test_an_error_while_drawing_is_logged_once_and_the_built_in_part_drawn(qapp, monkeypatch, caplog):
    def broken(option, painter, widget):
        raise RuntimeError("broken part")

    element = QStyle.PrimitiveElement.PE_IndicatorArrowUp
    monkeypatch.setitem(primitives.PARTS, element, broken)
    with caplog.at_level(logging.ERROR):
        first = drawn(qapp.style(), element, 1, QStyle.StateFlag.State_Enabled)
        drawn(qapp.style(), element, 1, QStyle.StateFlag.State_Enabled)
    assert len([record for record in caplog.records if "drawPrimitive" in record.getMessage()]) == 1
    empty = QImage(first.size(), first.format())
    empty.fill(palette.FACE)
    assert first != empty


def test_calls_that_return_nothing_keep_the_count_of_none(qtbot):
    # PySide6 6.12.0 on Python 3.11 gives away a reference to None with every such call and ends in an abort.
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 200


def test_far_corners_are_dark(qapp):
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(palette.FACE)
    painter = QPainter(image)
    inside = bevels.bevel(painter, QRect(0, 0, 10, 10), bevels.RAISED_BUTTON)
    painter.end()
    assert inside == QRect(2, 2, 6, 6)
    corners = [image.pixelColor(x, y).name() for x, y in ((0, 0), (9, 0), (0, 9), (9, 9))]
    assert corners == ["#ffffff", "#000000", "#000000", "#000000"]


def test_title_bar_buttons_leave_a_gap_before_close():
    places = controls.title_bar_part
    caption = QRect(0, 0, 200, 18)
    close = places(caption, QStyle.SubControl.SC_TitleBarCloseButton)
    maximise = places(caption, QStyle.SubControl.SC_TitleBarMaxButton)
    minimise = places(caption, QStyle.SubControl.SC_TitleBarMinButton)
    assert close.size() == QSize(16, 14)
    assert (close.left() - maximise.right() - 1, maximise.left() - minimise.right() - 1) == (2, 0)
    assert 200 - close.right() - 1 == 2


@pytest.mark.parametrize(
    ("name", "spot"),
    [
        ("hourglass", (15, 15)),
        ("margin-arrow", (20, 6)),
        ("busy-arrow", (0, 0)),
        ("help-arrow", (0, 0)),
        ("drag-copy", (0, 0)),
    ],
)
def test_pointers(name, spot):
    pointer = cursors.cursor(name)
    assert (pointer.hotSpot().x(), pointer.hotSpot().y()) == spot
    assert pointer.pixmap().size() == QSize(32, 32)


def test_the_hourglass_goes_when_the_work_fails(qapp):
    def work():
        with cursors.waiting():
            assert qapp.overrideCursor() is not None
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert qapp.overrideCursor() is None


def test_the_theme_is_that_of_the_application(qapp):
    assert QApplication.cursorFlashTime() == 1060
    assert QApplication.font().pixelSize() == 11
