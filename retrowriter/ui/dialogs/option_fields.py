"""The controls of the Options dialog: one kind of field for each kind of setting."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from retrowriter.settings import Setting
from retrowriter.ui.dialogs.base import buttons, label
from retrowriter.ui.theme.metrics import GAP

_NUMBER_WIDTH = 76
_CHOICE_WIDTH = 150
_TEXT_WIDTH = 220
_BROWSE_WIDTH = 75
# For numbers without limits of their own.
_LARGEST = 1_000_000


class Field(QObject):
    """A setting with its control.

    Attributes:
        setting: what it asks for; control: the widget that holds the value; text: its label, with a mnemonic.

    Signals:
        changed: the writer changed the value.
    """

    changed = Signal()

    def __init__(self, setting: Setting[Any], text: str, control: QWidget) -> None:
        super().__init__(control)
        self.setting = setting
        self.text = text
        self.control = control
        control.setObjectName(setting.key)

    def value(self) -> Any:
        """The value that the control holds."""
        raise NotImplementedError

    def show(self, value: Any) -> None:
        """Puts a value into the control."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why the value cannot be used, as a sentence; "" when it can."""
        if self.setting.is_acceptable(self.value()):
            return ""
        return _tr(self.setting.requirement or "This value cannot be used.")

    def widgets(self) -> list[QWidget]:
        """All controls of the field, for the sentences of What's This."""
        return [self.control]

    def add_to(self, grid: QGridLayout, row: int) -> None:
        """Puts label and control into a row of three columns."""
        grid.addWidget(label(self.text, self.control), row, 0)
        grid.addWidget(self.control, row, 1)


class _Check(Field):
    def __init__(self, setting: Setting[Any], text: str) -> None:
        self._box = QCheckBox(text)
        super().__init__(setting, text, self._box)
        self._box.toggled.connect(self.changed)

    def value(self) -> bool:
        return self._box.isChecked()

    def show(self, value: Any) -> None:
        self._box.setChecked(bool(value))

    def add_to(self, grid: QGridLayout, row: int) -> None:
        grid.addWidget(self._box, row, 0, 1, 3)


class _Number(Field):
    def __init__(self, setting: Setting[Any], text: str) -> None:
        low, high = setting.limits or (0, _LARGEST)
        if setting.kind is int:
            whole = QSpinBox()
            whole.setRange(int(low), int(high))
            self._box: QSpinBox | QDoubleSpinBox = whole
        else:
            broken = QDoubleSpinBox()
            broken.setRange(low, high)
            broken.setSingleStep(0.1)
            self._box = broken
        if setting.lowest:
            self._box.setSpecialValueText(_tr(setting.lowest))
        self._box.setFixedWidth(_NUMBER_WIDTH)
        super().__init__(setting, text, self._box)
        self._box.valueChanged.connect(lambda _value: self.changed.emit())

    def value(self) -> int | float:
        return self._box.value()

    def show(self, value: Any) -> None:
        self._box.setValue(value)

    def add_to(self, grid: QGridLayout, row: int) -> None:
        super().add_to(grid, row)
        if self.setting.unit:
            grid.addWidget(QLabel(_tr(self.setting.unit)), row, 2)


class _Choice(Field):
    def __init__(self, setting: Setting[Any], text: str) -> None:
        self._box = QComboBox()
        for value, words in setting.choices:
            self._box.addItem(_tr(words), value)
        self._box.setFixedWidth(_CHOICE_WIDTH)
        super().__init__(setting, text, self._box)
        self._box.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def value(self) -> Any:
        return self._box.currentData()

    def show(self, value: Any) -> None:
        self._box.setCurrentIndex(max(0, self._box.findData(value)))

    def add_to(self, grid: QGridLayout, row: int) -> None:
        grid.addWidget(label(self.text, self.control), row, 0)
        grid.addWidget(self.control, row, 1, 1, 2)


class _Text(Field):
    def __init__(self, setting: Setting[Any], text: str) -> None:
        self._edit = QLineEdit()
        self._edit.setMinimumWidth(_TEXT_WIDTH)
        super().__init__(setting, text, self._edit)
        self._edit.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        return self._edit.text().strip()

    def show(self, value: Any) -> None:
        self._edit.setText(str(value))
        self._edit.setCursorPosition(0)

    def add_to(self, grid: QGridLayout, row: int) -> None:
        grid.addWidget(label(self.text, self.control), row, 0)
        grid.addWidget(self.control, row, 1, 1, 2)


class _File(_Text):
    """A path; the button asks for the file."""

    def __init__(self, setting: Setting[Any], text: str) -> None:
        super().__init__(setting, text)
        (self._button,) = buttons(_tr("Browse..."), default=-1)
        self._button.setFixedWidth(_BROWSE_WIDTH)
        self._button.setAccessibleName(_tr("Browse for {}").format(setting.label))
        self._button.clicked.connect(self._browse)
        self._edit.setMinimumWidth(_TEXT_WIDTH - _BROWSE_WIDTH)

    def problem(self) -> str:
        path = self.value()
        if path and not Path(path).expanduser().is_file():
            return _tr("There is no file {}.").format(path)
        return super().problem()

    def widgets(self) -> list[QWidget]:
        return [self._edit, self._button]

    def set_button_text(self, text: str) -> None:
        """Names the button, with its mnemonic."""
        self._button.setText(text)

    def add_to(self, grid: QGridLayout, row: int) -> None:
        both = QHBoxLayout()
        both.setSpacing(GAP)
        both.addWidget(self.control, 1)
        both.addWidget(self._button)
        grid.addWidget(label(self.text, self.control), row, 0)
        grid.addLayout(both, row, 1, 1, 2)

    def _browse(self) -> None:
        from retrowriter.ui.dialogs.file_dialog import get_open_path

        suffixes = list(self.setting.files)
        filters = [(self.setting.label, suffixes), (_tr("All Files"), ["*"])]
        here = Path(self.value()).expanduser().parent if self.value() else None
        chosen = get_open_path(self._edit.window(), here, filters)
        if chosen is not None:
            self._edit.setText(str(chosen[0]))


class Mnemonics:
    """Gives out letters, each once: a label keeps the letter that it marks, others get the first that is free."""

    def __init__(self, taken: str = "") -> None:
        self._taken = set(taken.lower())

    def mark(self, text: str) -> str:
        """The text with its letter marked by an ampersand; as it is when no letter is free."""
        if "&" in text:
            self._taken.add(text[text.index("&") + 1].lower())
            return text
        starts = [at for at, letter in enumerate(text) if letter.isalnum() and (at == 0 or text[at - 1] == " ")]
        others = [at for at, letter in enumerate(text) if letter.isalpha() and at not in starts]
        for at in starts + others:
            if text[at].lower() not in self._taken:
                self._taken.add(text[at].lower())
                return f"{text[:at]}&{text[at:]}"
        return text


def make_field(setting: Setting[Any], letters: Mnemonics) -> Field:
    """The field for a setting.

    Raises:
        TypeError: there is no control for settings of this kind; an error of the program.
    """
    text = letters.mark(_tr(setting.label))
    if setting.kind is bool:
        return _Check(setting, text)
    text += ":"
    if setting.choices:
        return _Choice(setting, text)
    if setting.kind in (int, float):
        return _Number(setting, text)
    if setting.kind is str and setting.files:
        field = _File(setting, text)
        field.set_button_text(letters.mark(_tr("Browse...")))
        return field
    if setting.kind is str:
        return _Text(setting, text)
    raise TypeError(f"{setting.key}: no control for {setting.kind}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("OptionsDialog", text)
