"""The window that shows a topic of the manual, in the manner of WinHelp."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QKeySequence,
    QPalette,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from retrowriter.text.manual import Topic, manual
from retrowriter.ui import text_formats
from retrowriter.ui.dialogs.base import PROGRAM, buttons
from retrowriter.ui.frame import ClassicFrame, classic_like
from retrowriter.ui.theme import fonts, icons

_SIZE = QSize(430, 430)
_SPACE = 6
_MARGIN = 8
_INDENT = 18


class HelpWindow(ClassicFrame, QDialog):
    """Shows one topic at a time, and goes back through those that were shown.

    Signals:
        topics_wanted: the Help Topics are to be shown.
    """

    topics_wanted = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("{} Help").format(PROGRAM))
        self.setAccessibleName(self.windowTitle())
        self.setWindowIcon(icons.icon("help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown: list[Topic] = []
        self.topics_button, self.back_button = buttons(_tr("Help &Topics"), _tr("&Back"), default=-1)
        self.topics_button.clicked.connect(self.topics_wanted)
        self.back_button.clicked.connect(self.back)
        self._heading = QLabel()
        self._heading.setFont(fonts.ui_font(bold=True))
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self.page = QTextBrowser()
        self._set_up_page()
        self._lay_out()
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.activated.connect(self.back)
        self.init_frame(kind="main", classic=classic_like(parent))
        self.resize(_SIZE)

    @property
    def topic(self) -> Topic | None:
        """The topic that is shown."""
        return self._shown[-1] if self._shown else None

    def show_topic(self, topic: Topic) -> None:
        """Shows a topic."""
        if not self._shown or self._shown[-1] is not topic:
            self._shown.append(topic)
        self._fill()

    def back(self) -> None:
        """Goes back to the topic that was shown before."""
        if len(self._shown) > 1:
            self._shown.pop()
            self._fill()

    def _fill(self) -> None:
        topic = self._shown[-1]
        self._heading.setText(topic.title)
        self.page.setAccessibleName(topic.title)
        self.page.setMarkdown(topic.body)
        _set_type(self.page)
        self.page.verticalScrollBar().setValue(0)
        self.back_button.setEnabled(len(self._shown) > 1)
        self.page.setFocus()

    def _set_up_page(self) -> None:
        # Nothing is opened but topics: no address, no file.
        self.page.setOpenLinks(False)
        self.page.setOpenExternalLinks(False)
        self.page.anchorClicked.connect(self._follow)
        self.page.setFrameStyle(QFrame.Shape.NoFrame)
        self.page.setFont(fonts.ui_font())
        self.page.document().setDocumentMargin(_MARGIN)
        self.page.document().setIndentWidth(_INDENT)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.setContentsMargins(2, 2, 2, 2)
        for button in (self.topics_button, self.back_button):
            row.addWidget(button)
        row.addStretch()
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 5, _MARGIN, 5)
        head.addWidget(self._heading)
        paper = QFrame()
        paper.setFrameStyle(QFrame.Shape.WinPanel | QFrame.Shadow.Sunken)
        paper.setBackgroundRole(QPalette.ColorRole.Base)
        paper.setAutoFillBackground(True)
        line = QFrame()
        line.setFixedHeight(1)
        line.setBackgroundRole(QPalette.ColorRole.Dark)
        line.setAutoFillBackground(True)
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(line)
        inside.addWidget(self.page)
        body = QVBoxLayout(self)
        body.setContentsMargins(1, 1, 1, 1)
        body.setSpacing(0)
        body.addLayout(row)
        body.addWidget(paper)

    def _follow(self, address: QUrl) -> None:
        topic = manual().topic(address.fragment()) if not address.scheme() and not address.path() else None
        if topic is not None:
            self.show_topic(topic)


def _set_type(page: QTextBrowser) -> None:
    """Room between paragraphs and thin lines around tables, where Markdown leaves it to Qt."""
    document = page.document()
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        room = QTextBlockFormat()
        room.setTopMargin(0)
        inside = cursor.currentTable() is not None or (block.textList() is not None and _in_list(block.next()))
        room.setBottomMargin(1 if inside else _SPACE)
        cursor.mergeBlockFormat(room)
        for fragment in text_formats.fragments(block):
            if fragment.charFormat().isAnchor():
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(_link())
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            form = frame.format()
            form.setBorder(0)
            form.setCellSpacing(0)
            form.setCellPadding(2)
            form.setTopMargin(2)
            form.setBottomMargin(_SPACE)
            frame.setFormat(form)


def _in_list(block: QTextBlock) -> bool:
    return block.isValid() and block.textList() is not None


def _link() -> QTextCharFormat:
    green = QTextCharFormat()
    green.setForeground(Qt.GlobalColor.darkGreen)
    green.setFontUnderline(True)
    return green


def _tr(text: str) -> str:
    return QCoreApplication.translate("HelpWindow", text)
