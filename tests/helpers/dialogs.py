"""What every dialog must be: complete for the keyboard and for a screen reader."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
WITHOUT_MNEMONIC = {"OK", "Cancel", "Close"}


def controls(dialog: QDialog) -> list[QWidget]:
    """The visible, enabled controls, without the parts of other controls (the edit of a spin box)."""
    found = []
    for widget in dialog.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or not widget.isVisibleTo(dialog) or not widget.isEnabled():
            continue
        parents = []
        parent = widget.parentWidget()
        while parent is not None and parent is not dialog:
            parents.append(parent)
            parent = parent.parentWidget()
        if not any(isinstance(parent, (*CONTROLS, QAbstractItemView)) for parent in parents):
            found.append(widget)
    return found


def mnemonics(dialog: QDialog) -> list[str]:
    """The letters of all visible mnemonics."""
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.buddy() and label.isVisibleTo(dialog)]
    texts += [button.text() for button in dialog.findChildren(QAbstractButton) if button.isVisibleTo(dialog)]
    for bar in dialog.findChildren(QTabBar):
        texts += [bar.tabText(index) for index in range(bar.count())]
    return [letter.lower() for text in texts for letter in re.findall(r"&(\w)", text)]


def assert_complete(dialog: QDialog) -> None:
    """Every control has a name and a mnemonic, and Tab reaches it; no two mnemonics are the same."""
    here = controls(dialog)
    assert here
    nameless = [widget for widget in here if not name(widget)]
    assert not nameless, f"without an accessible name: {nameless}"
    assert dialog.accessibleName()

    labelled = {label.buddy() for label in dialog.findChildren(QLabel) if "&" in label.text()}
    labelled |= {buddy.focusProxy() for buddy in labelled if buddy is not None and buddy.focusProxy()}
    bare = [
        widget
        for widget in here
        if isinstance(widget, QAbstractButton)
        and not isinstance(widget, QToolButton)
        and "&" not in widget.text()
        and widget.text() not in WITHOUT_MNEMONIC
    ]
    bare += [
        widget
        for widget in here
        if isinstance(widget, (QLineEdit, QComboBox, QAbstractSpinBox)) and widget not in labelled
    ]
    assert not bare, f"without a mnemonic: {[(widget, name(widget)) for widget in bare]}"
    letters = mnemonics(dialog)
    assert len(letters) == len(set(letters)), f"used twice: {sorted(x for x in set(letters) if letters.count(x) > 1)}"

    reached = walk(dialog)
    lost = [widget for widget in here if widget not in reached and not shared(widget) and not in_group(widget, reached)]
    assert not lost, f"out of the keyboard's reach: {[(widget, name(widget)) for widget in lost]}"


def shared(widget: QWidget) -> bool:
    """Whether the control's parent is reached instead and moves it (the list below a field)."""
    parent = widget.parentWidget()
    return parent is not None and parent.focusProxy() is not None


def in_group(widget: QWidget, reached: set[QWidget]) -> bool:
    """Whether Tab reaches the marked button of the same group; the arrow keys go on from there."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in reached for button in group.buttons() if button.isChecked())


def walk(dialog: QDialog) -> set[QWidget]:
    """The controls that Tab reaches, starting where the dialog starts."""
    dialog.activateWindow()
    reached: set[QWidget] = set()
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return reached


def name(widget: QWidget) -> str:
    """What a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else widget.accessibleName()
