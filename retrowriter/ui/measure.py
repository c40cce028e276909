"""Measures the window for `retrowriter bench`, in a process of its own.

The figures come from the window as a writer has it: real events, real painting, a real child with a real model.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from retrowriter import formats, paths
from retrowriter import settings as table
from retrowriter.engine.protocol import Done, ModelChoice, Sampling
from retrowriter.text.prompt import Brief
from retrowriter.text.search import Query
from retrowriter.ui.app import make_window
from retrowriter.ui.document_window import DocumentWindow
from retrowriter.ui.finder import Finder, Replacement, Search
from retrowriter.ui.main_window import MainWindow

_KEY_S = 0.05
_SETTLE_S = 1.0
_LONGEST_WAIT_S = 300.0
# About a thousand tokens.
_SHORT_LINES = 62
_PAGE_WORDS = 500
_LINE = "The figures for the printing department are attached and should be read with care.\n"
_BRIEF = Brief(what="A long report on everything that happened in the printing department", type="report")


@dataclass(frozen=True)
class Plan:
    """What to measure.

    Attributes:
        model: path of a GGUF file; folder: for temporary files.
        started: Unix time at which this process was started.
        tokens: length of each document; rounds: how many are written.
        words: length of the document in which keys are typed; keys: how many.
        idle_seconds: how long nothing is done.
    """

    model: str
    folder: str
    started: float
    tokens: int
    rounds: int
    words: int
    keys: int
    idle_seconds: float


def run(plan: Plan) -> dict[str, float]:
    """All figures of the window; retrowriter.commands.bench says what each one is."""
    _app, window = make_window()
    window.settings.set(table.MODEL, plan.model)
    window.settings.set(table.WARM_UP, True)
    window.show()
    window.start([])
    editor = _current(window).editor
    paints = _Paints(editor.viewport())
    QTest.keyClicks(editor, "a")
    pressed = time.perf_counter()
    paints.wait(pressed)
    figures = {"window_editable_s": time.time() - plan.started}
    _wait(lambda: window.session.loaded is not None)
    figures["model_ready_s"] = time.time() - plan.started
    bench = _Bench(window, plan)
    figures |= bench.streaming()
    figures |= bench.first_token()
    figures |= bench.long_document()
    figures |= bench.whole_document()
    figures |= bench.spelling()
    figures["idle_cpu_percent"] = bench.idle()
    figures["rss_window_mb"] = _peak_memory(os.getpid())
    figures["rss_child_mb"] = _peak_memory(window.session.child_pid)
    window.session.shut_down()
    window.spelling.shut_down()
    _wait(lambda: not window.session.child_pid and not window.spelling.child.pid)
    return figures


class _Paints(QObject):
    """When a widget was last painted: the event loop comes round after the paint event."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.last = 0.0
        widget.installEventFilter(self)

    def wait(self, since: float) -> None:
        """Returns when the widget has been painted after that time."""
        _wait(lambda: self.last > since)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's override."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self.last = time.perf_counter()


class _Gaps(QObject):
    """How long the event loop does not come round: the time between the ticks of a timer of one millisecond."""

    def __init__(self) -> None:
        super().__init__()
        self.milliseconds: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.milliseconds.append((now - self._last) * 1000)
        self._last = now

    def stop(self) -> list[float]:
        self._timer.stop()
        return sorted(self.milliseconds)


class _Bench:
    def __init__(self, window: MainWindow, plan: Plan) -> None:
        self._window = window
        self._plan = plan
        self._arrivals: list[float] = []
        self._done: Done | None = None
        self._over = True
        window.session.text_arrived.connect(lambda *_: self._arrivals.append(time.perf_counter()))
        window.session.ended.connect(self._on_ended)

    def streaming(self) -> dict[str, float]:
        """Tokens a second from the first character's arrival to the last in the document; the bare loop in turns.

        The bare loop goes through the same number of tokens at the same positions: each token costs the more, the more
        stand before it, and a document's stand behind its prompt.
        """
        whole, bare, ratios = [], [], []
        for number in range(self._plan.rounds):
            self._window.area.new_document()
            self._write(number, exact=True)
            whole.append(self._speed())
            bare.append(self._bare())
            ratios.append(whole[-1] / bare[-1])
        return {
            "stream_ratio": statistics.median(ratios),
            "tokens_per_s": statistics.median(whole),
            "bare_tokens_per_s": statistics.median(bare),
        }

    def first_token(self) -> dict[str, float]:
        """Seconds from the command to the first text, for a document of about 1,000 tokens: new, and seen before."""
        document = self._window.area.new_document()
        document.editor.insertPlainText("".join(f"{n}. {_LINE}" for n in range(_SHORT_LINES)))
        cold = self._continue(document, exact=True)
        speed = self._done.prompt_tokens_per_s if self._done else 0.0
        document.editor.insertPlainText(" More. ")
        reused = self._continue(document, exact=False)
        return {"first_token_cold_s": cold, "first_token_reused_s": reused, "prompt_tokens_per_s": speed}

    def long_document(self) -> dict[str, float]:
        """Gaps of the event loop and key-to-paint times: text streams into the end, keys are typed in the middle."""
        lines = self._plan.words // len(_LINE.split())
        path = Path(self._plan.folder) / "bench.txt"
        path.write_text(_LINE * lines, encoding="utf-8")
        document = self._window.area.open_file(path)
        assert document is not None
        editor = document.editor
        _wait(lambda: editor.is_loaded)
        cursor = editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        editor.setTextCursor(cursor)
        _pause(_SETTLE_S)
        self._begin()
        sampling = Sampling(seed=1, max_tokens=4 * self._plan.keys)
        self._window.composer.continue_writing(document, sampling, self._choice())
        _wait(lambda: bool(self._arrivals))
        cursor.setPosition(editor.document().characterCount() // 2)
        editor.setTextCursor(cursor)
        _pause(_SETTLE_S)
        gaps, paints, waits = _Gaps(), _Paints(editor.viewport()), []
        for number in range(self._plan.keys):
            pressed = time.perf_counter()
            QTest.keyClicks(editor, "etaoin shrdlu"[number % 13])
            paints.wait(pressed)
            waits.append((paints.last - pressed) * 1000)
            _pause(max(0.0, _KEY_S - (time.perf_counter() - pressed)))
        found = gaps.stop()
        self._window.composer.stop()
        _wait(lambda: self._over)
        return {
            "loop_gap_max_ms": found[-1],
            "loop_gap_p99_ms": found[int(len(found) * 0.99)],
            "key_paint_p95_ms": sorted(waits)[int(len(waits) * 0.95)],
        }

    def whole_document(self) -> dict[str, float]:
        """What is done to all of the long document at once: it is saved and opened, and words in it are replaced."""
        area = self._window.area
        document = _current(self._window)
        path = Path(self._plan.folder) / "bench.rdw"
        begun = time.perf_counter()
        document.save(path, formats.NATIVE)
        saved = time.perf_counter()
        area.close_document(document)
        _pause(_SETTLE_S)
        closed = time.perf_counter()
        again = area.open_file(path)
        assert again is not None
        _wait(lambda: again.editor.is_loaded)
        opened = time.perf_counter()
        _pause(_SETTLE_S)
        text = again.editor.document().characterCount() - 1
        search = Search(Query("the"), words="a")
        gaps, started = _Gaps(), time.perf_counter()
        ended: list[object] = []
        job = Replacement(again.editor, Finder(again.editor, search), 0, text)
        job.ended.connect(ended.append)
        job.start()
        _wait(lambda: bool(ended))
        replaced = time.perf_counter()
        # The last gap is known once the loop has come round.
        _pause(_KEY_S)
        return {
            "save_long_s": saved - begun,
            "open_long_s": opened - closed,
            "replace_all_s": replaced - started,
            "replace_gap_max_ms": gaps.stop()[-1],
        }

    def spelling(self) -> dict[str, float]:
        """From a page of different words in a new document until it is known which of them are wrong."""
        dictionary = paths.asset("dictionaries", "en_US.dic").read_text(encoding="utf-8").splitlines()
        words = [line.partition("/")[0] for line in dictionary[1 :: len(dictionary) // _PAGE_WORDS]]
        document = self._window.area.new_document()
        checker = self._window.spelling.checker(document)
        _wait(lambda: checker.finished)
        begun = time.perf_counter()
        document.editor.insertPlainText("\n".join(" ".join(words[n : n + 12]) for n in range(0, len(words), 12)))
        _wait(lambda: checker.finished)
        return {"spell_page_ms": (time.perf_counter() - begun) * 1000}

    def idle(self) -> float:
        """Percent of one processor that the window and its children use while nothing happens."""
        _pause(2 * _SETTLE_S)
        pids = [os.getpid(), self._window.session.child_pid, self._window.spelling.child.pid]
        before, begun = sum(map(_cpu_seconds, pids)), time.perf_counter()
        timer = QTimer()
        timer.setSingleShot(True)
        timer.start(round(self._plan.idle_seconds * 1000))
        while timer.isActive():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return 100 * (sum(map(_cpu_seconds, pids)) - before) / (time.perf_counter() - begun)

    def _begin(self) -> None:
        self._arrivals.clear()
        self._over, self._done = False, None

    def _write(self, seed: int, exact: bool) -> None:
        self._begin()
        sampling = Sampling(seed=seed, max_tokens=self._plan.tokens, exact=exact)
        self._window.composer.draft(_current(self._window), _BRIEF, sampling, self._choice())
        _wait(lambda: self._over)

    def _continue(self, document: DocumentWindow, exact: bool) -> float:
        self._begin()
        sampling = Sampling(seed=1, max_tokens=8, exact=exact)
        begun = time.perf_counter()
        self._window.composer.continue_writing(document, sampling, self._choice())
        _wait(lambda: self._over)
        return self._arrivals[0] - begun

    def _speed(self) -> float:
        assert self._done is not None
        # The window has put the last piece in by the time `ended` has been answered.
        return (self._done.tokens - 1) / (time.perf_counter() - self._arrivals[0])

    def _bare(self) -> float:
        assert self._done is not None
        asked = {"path": self._plan.model, "tokens": self._done.tokens, "after": self._done.prompt_tokens}
        request = json.dumps(asked)
        command = [sys.executable, "-m", "retrowriter", "--job", "bare"]
        result = subprocess.run(command, input=request, capture_output=True, text=True, check=True)
        return float(json.loads(result.stdout)["tokens_per_s"])

    def _choice(self) -> ModelChoice:
        return self._window.writing.model_choice()

    def _on_ended(self, _request: int, result: object) -> None:
        self._done = result if isinstance(result, Done) else None
        self._over = True


def _current(window: MainWindow) -> DocumentWindow:
    document = window.area.current
    assert document is not None
    return document


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_WAIT_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the window did not answer")
        QApplication.processEvents()
        time.sleep(0.0002)


def _pause(seconds: float) -> None:
    end = time.perf_counter() + seconds
    _wait(lambda: time.perf_counter() >= end)


def _cpu_seconds(pid: int) -> float:
    """User and system time of a process so far; 0 where the system does not tell (it is read from /proc)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_memory(pid: int) -> float:
    """Peak resident memory of a process in megabytes; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
