"""A small server that speaks OpenAI's API on loopback and follows a script, well or badly."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace


class ScriptServer:
    """Serves one script under each address that add() returns.

    Attributes:
        requests: what was asked: path, headers, body.
        aborted: set when a client went away in the midst of an answer.
    """

    def __init__(self):
        self.requests = []
        self.aborted = threading.Event()
        self.ended = threading.Event()
        self.scripts = []
        self.http = _Server(("127.0.0.1", 0), _Handler)
        self.http.owner = self
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def add(self, **script):
        """The address of a server that follows this script.

        Fields: pieces, title, delay, load_delay, read_delay, prompt_to as in retrowriter.engine.scripted; and
            owner: what it calls itself; answers: {path: (status, headers, body)} in place of writing; chunks: the raw
            bytes of the stream, in place of pieces; cut_after: break the connection after so many pieces; finish: the
            reason it gives; key: the one it wants; refuse: fields that it does not take; extra: fields of its model;
            meta of each piece: logprobs.
        """
        self.scripts.append(SimpleNamespace(**{**_DEFAULTS, **script}))
        return f"http://127.0.0.1:{self.http.server_port}/s{len(self.scripts) - 1}/v1"

    def close(self):
        self.ended.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()


_DEFAULTS = {
    "pieces": (), "title": "Scripted", "delay": 0.0, "load_delay": 0.0, "read_delay": 0.0, "prompt_to": "",
    "owner": "llamacpp", "answers": {}, "chunks": None, "cut_after": -1, "finish": "stop", "key": "", "refuse": (),
    "extra": {}, "logprobs": None, "models": None, "usage": None,
}  # fmt: skip


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # a client that went away


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self._answer({})

    def do_POST(self):
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body):
        owner = self.server.owner
        _, name, _, path = self.path.split("/", 3)
        script = owner.scripts[int(name[1:])]
        owner.requests.append(SimpleNamespace(path=f"/{path}", headers=dict(self.headers), body=body))
        if f"/{path}" in script.answers:
            status, headers, content = script.answers[f"/{path}"]
            return self._send(status, content, headers)
        if script.key and self.headers.get("Authorization") != f"Bearer {script.key}":
            return self._send(401, {"error": {"message": "Incorrect API key provided"}})
        for field in script.refuse:
            if field in body:
                return self._send(400, {"error": {"message": f"Unrecognized request argument: {field}"}})
        if path == "models":
            owner.ended.wait(script.load_delay)
            models = [{"id": script.title, "owned_by": script.owner, **script.extra}]
            return self._send(200, {"object": "list", "data": models if script.models is None else script.models})
        return self._stream(script, path, body)

    def _send(self, status, content, headers=()):
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **dict(headers)}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, script, path, body):
        owner = self.server.owner
        if script.prompt_to:
            with open(script.prompt_to, "w", encoding="utf-8") as file:
                json.dump(_conversation(body), file)
        owner.ended.wait(script.read_delay)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for number, data in enumerate(_events(script, path, body)):
                if number == script.cut_after:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    self.close_connection = True
                    return
                if owner.ended.wait(script.delay) if script.delay else False:
                    return
                self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
                self.wfile.flush()
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            owner.aborted.set()


def _events(script, path, body):
    if script.chunks is not None:
        yield from script.chunks
        return
    chat = path == "chat/completions"
    pieces = list(script.pieces)[: body.get("max_tokens")]
    for text in pieces:
        choice = {"index": 0, **({"delta": {"content": text}} if chat else {"text": text})}
        if script.logprobs is not None:
            choice["logprobs"] = script.logprobs
        yield _event({"choices": [choice]})
    finish = "length" if len(pieces) < len(script.pieces) else script.finish
    yield _event({"choices": [{"index": 0, **({"delta": {}} if chat else {"text": ""}), "finish_reason": finish}]})
    if script.usage is not None:
        yield _event({"choices": [], "usage": script.usage})
    yield b"data: [DONE]\n\n"


def _event(data):
    return b"data: " + json.dumps(data).encode() + b"\n\n"


def _conversation(body):
    messages = body.get("messages", [])
    begun = messages and messages[-1]["role"] == "assistant"
    return {
        "messages": messages[:-1] if begun else messages,
        "prefix": messages[-1]["content"] if begun else body.get("prompt", ""),
    }
