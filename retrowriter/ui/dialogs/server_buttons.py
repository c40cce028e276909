"""The buttons of the Options dialog that concern a server: its key, and whether it writes."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from retrowriter import server_address
from retrowriter import settings as table
from retrowriter.engine import protocol
from retrowriter.engine.outcome import Outcome
from retrowriter.engine.protocol import ModelChoice, Sampling, Server
from retrowriter.errors import UserError
from retrowriter.text import prompt
from retrowriter.text.prompt import Brief
from retrowriter.ui.dialogs.base import Dialog, button_column, buttons, label
from retrowriter.ui.dialogs.message import show_message
from retrowriter.ui.dialogs.options import OptionsDialog
from retrowriter.ui.job_process import JobProcess
from retrowriter.ui.notify import notify
from retrowriter.ui.theme.metrics import GAP, MARGIN

_KEY_WIDTH = 230
_TEST_TOKENS = 16
_TEST_BRIEF = Brief(what="a note of one line that says that all is well", type="memo")


class ServerButtons(QObject):
    """Key and Test. What they do is done by a child: a keyring may ask for a password, a server may take its time."""

    def __init__(self, dialog: OptionsDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        # It may live a moment longer than the dialog, until a key that was just given is kept.
        self._job = JobProcess("write", QApplication.instance())
        self._job.event_arrived.connect(self._on_event)
        self._job.ended.connect(self._on_child_ended)
        self._running: protocol.Request | None = None
        self._loaded: protocol.Loaded | None = None
        self.key_button, self.test_button = buttons(_tr("Key..."), _tr("Test"), default=-1)
        self.key_button.clicked.connect(self._ask_key)
        self.test_button.clicked.connect(self._test)
        self._status = QLabel()
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.key_button)
        row.addWidget(self.test_button)
        row.addWidget(self._status, 1)
        dialog.add_row(table.SERVER_URL, row, (self.key_button, self.test_button))
        dialog.explain(
            {
                self.key_button: _tr(
                    "Keeps the key that the server wants in this system's keyring. It is sent to that server alone."
                ),
                self.test_button: _tr("Has the server write a few words, to see whether it can be reached."),
            }
        )
        dialog.add_check(table.SERVER_URL, self._problem)
        dialog.finished.connect(self._leave)

    def _problem(self) -> str:
        wanted = self._dialog.fields[table.ENGINE.key].value() == "server"
        missing = wanted and not self._dialog.fields[table.SERVER_URL.key].value()
        return _tr("A server is to write, so its address must be given.") if missing else ""

    def _server(self) -> Server | None:
        """The server as the fields have it; what is wrong with the address is said."""
        fields = self._dialog.fields
        try:
            url = server_address.normal(fields[table.SERVER_URL.key].value())
        except UserError as error:
            self._say(error, fields[table.SERVER_URL.key].control.setFocus)
            return None
        kind = fields[table.SERVER_KIND.key].value()
        return Server(url=url, model=fields[table.SERVER_MODEL.key].value(), kind=kind)

    def _ask_key(self) -> None:
        server = self._server()
        if server is None:
            return
        dialog = KeyDialog(self._dialog, server_address.host(server.url))
        accepted = dialog.exec()
        key = dialog.key()
        dialog.deleteLater()
        if accepted:
            self._ask(protocol.KeepKey(id=1, url=server.url, key=key), _tr("Keeping the key..."))

    def _test(self) -> None:
        server = self._server()
        if server is None:
            return
        self._loaded = None
        request = protocol.Write(
            id=1,
            model=ModelChoice(server=server),
            conversation=prompt.draft(_TEST_BRIEF),
            sampling=Sampling(max_tokens=_TEST_TOKENS),
        )
        self._ask(request, _tr("Asking {}...").format(server_address.host(server.url)))

    def _ask(self, request: protocol.Request, status: str) -> None:
        self._running = request
        self._status.setText(status)
        self.key_button.setEnabled(False)
        self.test_button.setEnabled(False)
        self._job.send(request)

    def _on_event(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.Loaded):
            self._loaded = event
        elif isinstance(event, protocol.Failed):
            self._finish(UserError(event.code, event.message, event.hint))
        elif isinstance(event, protocol.KeyKept):
            given = isinstance(self._running, protocol.KeepKey) and self._running.key
            self._finish(
                _tr("The key is kept in the keyring.") if given else _tr("There is no key for this server any more.")
            )
        elif isinstance(event, protocol.Done):
            self._finish(self._report(event))

    def _report(self, done: protocol.Done) -> str:
        running, loaded = self._running, self._loaded
        if not isinstance(running, protocol.Write) or running.model.server is None or loaded is None:
            return ""
        url = running.model.server.url
        host = server_address.host(url)
        if not done.tokens:
            return _tr("The server {} answers, but its model wrote nothing.").format(host)
        text = _tr("The server {} writes with the model {}. Its first word came after {:.1f} seconds.").format(
            host, loaded.model, done.first_token_s
        )
        if url.startswith("http:") and not server_address.is_this_computer(url):
            text += "\n\n" + _tr("The connection is not encrypted: others on the way can read the text.")
        return text

    def _on_child_ended(self, outcome: Outcome | None) -> None:
        if self._running is not None and outcome is not None:
            self._finish(UserError("engine_ended", outcome.sentence))

    def _finish(self, result: str | UserError) -> None:
        # The key is not kept here longer than it is needed.
        self._running = None
        self._status.clear()
        self.key_button.setEnabled(True)
        self.test_button.setEnabled(True)
        self._say(result, self.test_button.setFocus)

    def _say(self, result: str | UserError, then: Callable[[], None]) -> None:
        box = notify(self._dialog, result)
        box.finished.connect(lambda _answer: then())

    def _leave(self) -> None:
        self._job.event_arrived.disconnect(self._on_event)
        self._job.ended.disconnect(self._on_child_ended)
        if self._job.running:
            self._job.ended.connect(self._job.deleteLater)
            self._job.shut_down()
        else:
            self._job.deleteLater()


class KeyDialog(Dialog):
    """Asks for the key of a server; nobody can read it over the writer's shoulder."""

    def __init__(self, parent: QWidget | None, host: str) -> None:
        super().__init__(parent, _tr("Key for {}").format(host), help_button=True)
        self.key_edit = QLineEdit()
        self.key_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.key_edit.setFixedWidth(_KEY_WIDTH)
        self.ok_button, self.cancel_button = buttons("OK", _tr("Cancel"))
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_tr("&Key:"), self.key_edit))
        left.addWidget(self.key_edit)
        left.addSpacing(4)
        left.addWidget(QLabel(_tr("Leave it empty to have a kept key forgotten.")))
        left.addStretch()
        body = QHBoxLayout()
        body.setSpacing(MARGIN)
        body.addLayout(left)
        body.addLayout(button_column([self.ok_button, self.cancel_button]))
        self.set_body(body)
        self.explain({self.key_edit: _tr("The key that whoever runs the server has given you.")})
        self.key_edit.setFocus()

    def key(self) -> str:
        """The key that was typed."""
        return self.key_edit.text().strip()

    def accept(self) -> None:
        """Qt's override: ends when the key has the form of one."""
        if self.key() and (not self.key().isascii() or " " in self.key()):
            message = _tr("A key is one word of plain letters, digits and signs.")
            show_message(self, message, on_done=lambda _answer: self.key_edit.setFocus())
            return
        super().accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ServerButtons", text)
