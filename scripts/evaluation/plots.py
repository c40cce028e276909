"""Bars with their intervals, as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from evaluation.intervals import Figure

COLOURS = ("#808080", "#000080", "#008080", "#800000", "#808000", "#800080")

_LABEL = 300
_WIDTH = 360
_BAR = 13


@dataclass(frozen=True)
class Group:
    """One line of a plot: its name and a figure for each series, None where there is none."""

    name: str
    figures: tuple[Figure | None, ...]


def bars(title: str, series: Sequence[str], groups: Sequence[Group], percent: bool) -> str:
    """Horizontal bars, one for each series in each group, from nought to the largest value (or to 100 %)."""
    height_of = _BAR * len(series) + 12
    top = 30 + 18 * ((len(series) + 3) // 4)
    height = top + height_of * len(groups) + 10
    most = 1.0 if percent else max((figure.high for group in groups for figure in group.figures if figure), default=1.0)
    width = _LABEL + _WIDTH + 80
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="Arial, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="8" y="18" font-weight="bold">{escape(title)}</text>',
    ]
    for number, name in enumerate(series):
        x, y = 8 + 180 * (number % 4), 24 + 18 * (number // 4)
        parts.append(f'<rect x="{x}" y="{y}" width="10" height="10" fill="{_colour(number)}"/>')
        parts.append(f'<text x="{x + 15}" y="{y + 9}">{escape(name)}</text>')
    for place, group in enumerate(groups):
        y = top + place * height_of
        parts.append(f'<text x="{_LABEL - 8}" y="{y + height_of / 2}" text-anchor="end">{escape(group.name)}</text>')
        for number, figure in enumerate(group.figures):
            if figure is None:
                continue
            parts += _bar(figure, number, y + number * _BAR, most, percent)
    return "\n".join([*parts, "</svg>"])


def _bar(figure: Figure, number: int, y: float, most: float, percent: bool) -> list[str]:
    def x(value: float) -> float:
        return round(_LABEL + _WIDTH * min(max(value / most, 0), 1), 1)

    text = f"{100 * figure.value:.0f} %" if percent else f"{figure.value:.3f}"
    middle = y + _BAR / 2
    length = round(x(figure.value) - _LABEL, 1)
    ends = f'x1="{x(figure.low)}" x2="{x(figure.high)}" y1="{middle}" y2="{middle}"'
    return [
        f'<rect x="{_LABEL}" y="{y + 1}" width="{length}" height="{_BAR - 3}" fill="{_colour(number)}"/>',
        f'<line {ends} stroke="#ff8000" stroke-width="2"/>',
        f'<text x="{x(max(figure.value, figure.high)) + 6}" y="{middle + 4}" font-size="11">{text}</text>',
    ]


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]
