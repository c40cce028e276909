"""The style: Qt's built-in "Windows" style with the parts of 1995 that it lacks or draws in a later fashion.

Every override that draws or measures is guarded: an error in it is logged once and the built-in drawing takes its
place, since an exception inside a paint call could take the program down.
"""

import functools
import logging
from collections.abc import Callable
from typing import Any, TypeVar, cast

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QMenu,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionMenuItem,
    QStyleOptionToolButton,
    QToolBar,
    QTreeView,
    QWidget,
)

from retrowriter.ui.theme import controls, icons, metrics, primitives

_log = logging.getLogger(__name__)
_reported: set[str] = set()
_Method = TypeVar("_Method", bound=Callable[..., Any])

_STANDARD_PICTURES = {
    QStyle.StandardPixmap.SP_MessageBoxInformation: ("info", 32),
    QStyle.StandardPixmap.SP_MessageBoxWarning: ("warning", 32),
    QStyle.StandardPixmap.SP_MessageBoxCritical: ("stop", 32),
    QStyle.StandardPixmap.SP_MessageBoxQuestion: ("question", 32),
    QStyle.StandardPixmap.SP_TitleBarMenuButton: ("doc", 16),
    QStyle.StandardPixmap.SP_FileIcon: ("doc", 16),
    QStyle.StandardPixmap.SP_DirIcon: ("folder", 16),
}


def _guarded(method: _Method) -> _Method:
    name = method.__name__

    @functools.wraps(method)
    def call(self: "Retro95Style", *args: Any) -> Any:
        try:
            return method(self, *args)
        except Exception:  # noqa: BLE001 - an error while painting must never reach Qt
            if name not in _reported:
                _reported.add(name)
                _log.exception("the style's %s failed; the built-in one is used", name)
            return getattr(QProxyStyle, name)(self, *args)

    return cast(_Method, call)


class Retro95Style(QProxyStyle):
    """The looks of 1995 for all of Qt's widgets. One instance, owned by the application."""

    def __init__(self) -> None:
        # The name, not an object: the base style must have one owner only.
        super().__init__("Windows")

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's name
    ) -> int:
        """Qt's override: habits, from metrics.HINTS."""
        value = metrics.HINTS.get(hint)
        return value if value is not None else super().styleHint(hint, option, widget, returnData)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Qt's override: sizes, from metrics.METRICS."""
        value = metrics.METRICS.get(metric)
        if metric == QStyle.PixelMetric.PM_FocusFrameHMargin and isinstance(widget, QTreeView):
            # Columns keep their texts apart: a number at the right of one, and the words of the next.
            return metrics.COLUMN_MARGIN
        return value if value is not None else super().pixelMetric(metric, option, widget)

    @_guarded
    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Qt's override: the fixed sizes of buttons, fields and menu items."""
        made = super().sizeFromContents(kind, option, size, cast(QWidget, widget))
        if kind == QStyle.ContentsType.CT_PushButton:
            # The guidelines' width, and at least 8 pixels beside a longer label.
            made = QSize(max(metrics.BUTTON_WIDTH, size.width() + 16), max(metrics.BUTTON_HEIGHT, size.height() + 10))
        elif kind in (
            QStyle.ContentsType.CT_ComboBox,
            QStyle.ContentsType.CT_LineEdit,
            QStyle.ContentsType.CT_SpinBox,
        ):
            made.setHeight(metrics.FIELD_HEIGHT)
        elif kind == QStyle.ContentsType.CT_MenuBarItem:
            made = QSize(size.width() + 14, metrics.MENU_BAR_ITEM)
        elif kind == QStyle.ContentsType.CT_MenuItem and isinstance(option, QStyleOptionMenuItem):
            if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
                made.setHeight(9)
            elif isinstance(widget, QMenu):
                made.setHeight(metrics.MENU_ITEM)
        elif kind == QStyle.ContentsType.CT_ToolButton and isinstance(option, QStyleOptionToolButton):
            if widget is not None and isinstance(widget.parent(), QToolBar) and option.text == "":
                made = QSize(*metrics.TOOL_BUTTON)
            elif widget is not None and isinstance(widget.parent(), QToolBar):
                menu = option.features & QStyleOptionToolButton.ToolButtonFeature.HasMenu
                made = QSize(*(metrics.TOOL_BUTTON_WITH_MENU if menu else metrics.TOOL_BUTTON))
        return made

    @_guarded
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Qt's override: frames, marks and arrows, from primitives.PARTS."""
        part = primitives.PARTS.get(element)
        if part is None:
            super().drawPrimitive(element, option, painter, widget)
        else:
            part(option, painter, widget)

    @_guarded
    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Qt's override: the larger parts, from controls.PARTS."""
        if (
            element == QStyle.ControlElement.CE_MenuItem
            and isinstance(option, QStyleOptionMenuItem)
            and option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator
        ):
            controls.menu_separator(option, painter)
            return
        part = controls.PARTS.get(element)
        if part is None or (isinstance(option, QStyleOptionComboBox) and option.editable):
            super().drawControl(element, option, painter, widget)
        else:
            part(option, painter, widget)

    @_guarded
    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Qt's override: combo boxes, captions, toolbar buttons."""
        if control == QStyle.ComplexControl.CC_ToolButton and isinstance(option, QStyleOptionToolButton):
            # Always raised; flat buttons that light up under the mouse came two years later.
            raised = QStyleOptionToolButton(option)
            raised.state = (option.state & ~QStyle.StateFlag.State_AutoRaise) | QStyle.StateFlag.State_Raised
            super().drawComplexControl(control, raised, painter, widget)
            return
        draw = controls.COMPLEX.get(control)
        if draw is None or not draw(self, option, painter, widget):
            super().drawComplexControl(control, option, painter, widget)

    @_guarded
    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        """Qt's override: the boxes of check boxes and radio buttons, level with the capitals beside them."""
        rect = super().subElementRect(element, option, cast(QWidget, widget))
        if element in (QStyle.SubElement.SE_CheckBoxIndicator, QStyle.SubElement.SE_RadioButtonIndicator):
            rect.translate(0, 1)
        return rect

    @_guarded
    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Qt's override: where the parts of combo boxes and captions stand."""
        rect: QRect | None = None
        if control == QStyle.ComplexControl.CC_TitleBar:
            rect = controls.title_bar_part(option.rect, part)
        elif control == QStyle.ComplexControl.CC_MdiControls:
            rect = controls.mdi_controls_part(option.rect, part)
        elif control == QStyle.ComplexControl.CC_ComboBox and part == QStyle.SubControl.SC_ComboBoxArrow:
            rect = controls.combo_arrow_rect(option.rect)
        elif control == QStyle.ComplexControl.CC_ComboBox and part == QStyle.SubControl.SC_ComboBoxEditField:
            rect = option.rect.adjusted(2, 2, -controls.COMBO_ARROW - 2, -2)
        elif control == QStyle.ComplexControl.CC_SpinBox:
            rect = controls.spin_box_part(option.rect, part)
        return rect if rect is not None else super().subControlRect(control, option, part, cast(QWidget, widget))

    @_guarded
    def generatedIconPixmap(self, mode: QIcon.Mode, pixmap: QPixmap | QImage, option: QStyleOption) -> QPixmap:
        """Qt's override: the embossed look of a disabled picture."""
        picture = QPixmap(pixmap)
        if mode != QIcon.Mode.Disabled:
            return picture
        made = QPixmap.fromImage(icons.emboss(picture.toImage()))
        made.setDevicePixelRatio(pixmap.devicePixelRatio())
        return made

    @_guarded
    def standardPixmap(
        self, picture: QStyle.StandardPixmap, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> QPixmap:
        """Qt's override: our own pictures for message boxes and files."""
        if picture in _STANDARD_PICTURES:
            return icons.pixmap(*_STANDARD_PICTURES[picture])
        return super().standardPixmap(picture, cast(QStyleOption, option), widget)

    @_guarded
    def standardIcon(
        self, picture: QStyle.StandardPixmap, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> QIcon:
        """Qt's override: as standardPixmap."""
        if picture in _STANDARD_PICTURES:
            return icons.icon(_STANDARD_PICTURES[picture][0])
        return super().standardIcon(picture, option, widget)
