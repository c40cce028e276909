"""Samples of formats: text in a character format, bars that stand for the lines of a paragraph."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter

from retrowriter.document.model import CharFormat, ParagraphFormat
from retrowriter.ui.text_formats import PIXELS_PER_POINT
from retrowriter.ui.theme import fonts
from retrowriter.ui.theme.palette import DARK_SHADOW, GRAY_TEXT
from retrowriter.ui.widgets.sample_well import SampleWell

# A page of six inches between its margins.
_PAGE_POINTS = 432
_CAPS = {
    "normal": QFont.Capitalization.MixedCase,
    "small": QFont.Capitalization.SmallCaps,
    "all": QFont.Capitalization.AllUppercase,
}


class CharacterSample(SampleWell):
    """A text in a character format; without a text of its own it says the font's name."""

    def __init__(self, width: int, height: int, text: str = "") -> None:
        super().__init__(width, height)
        self._text = text
        self._format = CharFormat()

    def show_format(self, shown: CharFormat, text: str = "") -> None:
        """Shows another format, and another text where one is given."""
        self._format = shown
        self._text = text or self._text
        self.update()

    def draw(self, painter: QPainter) -> None:
        """The sample."""
        shown = self._format
        if shown.hidden:
            return
        size = shown.size or 12.0
        font = fonts.document_font(shown.font, size if shown.script == "normal" else size * 2 / 3)
        font.setBold(bool(shown.bold))
        font.setItalic(bool(shown.italic))
        font.setUnderline(shown.underline == "single")
        font.setStrikeOut(shown.strike)
        font.setCapitalization(_CAPS[shown.caps])
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, shown.spacing * PIXELS_PER_POINT)
        painter.setFont(font)
        text, metrics = self._text or shown.font, painter.fontMetrics()
        width = metrics.horizontalAdvance(text)
        lift = {"super": -size / 3, "sub": size / 3, "normal": 0.0}[shown.script]
        left = (self.width() - width) // 2
        base = round((self.height() + metrics.ascent() - metrics.descent()) / 2 + lift)
        color = QColor(shown.color or "#000000")
        if shown.highlight:
            painter.fillRect(left, base - metrics.ascent(), width, metrics.height(), QColor(shown.highlight))
        painter.setPen(color)
        painter.drawText(left, base, text)
        if shown.underline in ("double", "words"):
            _draw_lines(painter, left, base + 2, text, shown.underline == "double", color)


class ParagraphSample(SampleWell):
    """Grey bars for the paragraphs around, black ones for the paragraph itself."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self._format = ParagraphFormat()

    def show_format(self, shown: ParagraphFormat) -> None:
        """Shows another format."""
        self._format = shown
        self.update()

    def draw(self, painter: QPainter) -> None:
        """The sample."""
        shown, margin = self._format, max(8, (self.width() - 210) // 2)
        inside = self.rect().adjusted(margin, 6, -margin, -4)
        scale = inside.width() / _PAGE_POINTS
        top = _draw_bars(painter, inside.left(), inside.top(), inside.width(), 2)
        top += round((shown.before or 0.0) * 0.5)
        line = shown.line or 1.0
        step = round(4 * line if shown.line_rule == "multiple" else max(4.0, line / 3))
        left, right = inside.left() + (shown.left or 0.0) * scale, inside.right() + 1 - (shown.right or 0.0) * scale
        box_top = top - 2
        for number, share in enumerate((1.0, 0.97, 0.9, 1.0, 0.5)):
            begin = left + (shown.first or 0.0) * scale * (number == 0)
            room = max(4.0, right - begin)
            width = room if shown.alignment == "justify" and number < 4 else room * share
            if shown.alignment == "center":
                begin += (room - width) / 2
            elif shown.alignment == "right":
                begin += room - width
            painter.fillRect(QRect(round(begin), top, round(width), 2), DARK_SHADOW)
            top += step
        if shown.border in ("box", "top"):
            painter.fillRect(round(left) - 3, box_top, round(right - left) + 6, 1, DARK_SHADOW)
        if shown.border in ("box", "bottom"):
            painter.fillRect(round(left) - 3, top, round(right - left) + 6, 1, DARK_SHADOW)
        top += round((shown.after or 0.0) * 0.5)
        _draw_bars(painter, inside.left(), top, inside.width(), 6)


def _draw_bars(painter: QPainter, left: int, top: int, width: int, count: int) -> int:
    for number in range(count):
        painter.fillRect(left, top, width - (width // 5) * (number % 3 == 1), 2, GRAY_TEXT)
        top += 4
    return top


def _draw_lines(painter: QPainter, left: int, top: int, text: str, double: bool, color: QColor) -> None:
    metrics, begin = painter.fontMetrics(), 0
    if double:
        width = metrics.horizontalAdvance(text)
        painter.fillRect(left, top, width, 1, color)
        painter.fillRect(left, top + 2, width, 1, color)
        return
    for word in text.split(" "):
        start = metrics.horizontalAdvance(text[:begin])
        painter.fillRect(left + start, top, metrics.horizontalAdvance(word), 1, color)
        begin += len(word) + 1
