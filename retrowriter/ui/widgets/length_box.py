"""A spin box for lengths: its value is in points, it shows inches or points."""

from PySide6.QtWidgets import QDoubleSpinBox

_POINTS_PER_INCH = 72.0


class LengthBox(QDoubleSpinBox):
    """A length in inches (1.25") or in points (12 pt), as the measure of the time writes them."""

    def __init__(self, inches: bool = True, least: float = 0.0, most: float = 22.0, width: int = 62) -> None:
        """Limits are in inches, or in points for a box in points."""
        super().__init__()
        self._inches = inches
        self.setDecimals(2 if inches else 1)
        self.setRange(least, most)
        self.setSingleStep(0.1 if inches else 6.0)
        self.setSuffix('"' if inches else " pt")
        self.setFixedWidth(width)

    def points(self) -> float:
        """The length in points."""
        return round(self.value() * _POINTS_PER_INCH, 2) if self._inches else round(self.value(), 2)

    def set_points(self, points: float) -> None:
        """Shows a length in points."""
        self.setValue(points / _POINTS_PER_INCH if self._inches else points)

    def textFromValue(self, value: float) -> str:
        """Qt's override: no zeros behind the point but one, as 1" and 1.5"."""
        return f"{value:.{self.decimals()}f}".rstrip("0").rstrip(".")
