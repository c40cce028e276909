"""A spin box for lengths: its value is in points, it shows the unit that is set in Options."""

from typing import NamedTuple

from PySide6.QtWidgets import QDoubleSpinBox

_POINTS_PER_INCH = 72.0


class _Unit(NamedTuple):
    points: float
    suffix: str
    decimals: int
    step: float


_UNITS = {
    "inches": _Unit(_POINTS_PER_INCH, '"', 2, 0.1),
    "centimeters": _Unit(_POINTS_PER_INCH / 2.54, " cm", 2, 0.25),
    "points": _Unit(1.0, " pt", 1, 6.0),
    "picas": _Unit(12.0, " pi", 2, 0.5),
}
_unit = "inches"


def set_unit(name: str) -> None:
    """Sets the unit of all boxes that are made from now on: inches, centimeters, points, picas."""
    global _unit
    _unit = name


class LengthBox(QDoubleSpinBox):
    """A length as the dialogs of the time write it: 1.25", 3.18 cm, 12 pt."""

    def __init__(self, typographic: bool = False, least: float = 0.0, most: float = 22.0, width: int = 62) -> None:
        """Limits are in inches; those of a typographic box, which is in points always, are in points."""
        super().__init__()
        self._unit = _UNITS["points" if typographic else _unit]
        # What was set, and how that is shown: a length that nobody touches stays as exact as it was.
        self._set = (0.0, 0.0)
        factor = 1.0 if typographic else _POINTS_PER_INCH / self._unit.points
        self.setDecimals(self._unit.decimals)
        self.setRange(least * factor, most * factor)
        self.setSingleStep(self._unit.step)
        self.setSuffix(self._unit.suffix)
        self.setFixedWidth(width)

    def points(self) -> float:
        """The length in points."""
        points, shown = self._set
        return points if self.value() == shown else round(self.value() * self._unit.points, 2)

    def set_points(self, points: float) -> None:
        """Shows a length in points."""
        self.setValue(points / self._unit.points)
        self._set = (points, self.value())

    def textFromValue(self, value: float) -> str:
        """Qt's override: no zeros behind the point but one, as 1" and 1.5"."""
        return f"{value:.{self.decimals()}f}".rstrip("0").rstrip(".")
