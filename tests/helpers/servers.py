"""Servers on this machine that answer as a test says, and keep what they were asked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"


@dataclass
class Request:
    path: str
    headers: dict[str, str]


@dataclass
class Answer:
    """What a server answers; `raw` is written as it is, in place of all else, a piece at a time."""

    body: bytes = b""
    media: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None  # where it is to lie
    raw: Iterator[bytes] | None = None


Says = Callable[[Request], Answer]


@dataclass
class Server:
    address: str
    asked: list[Request]
    ended: threading.Event

    def url(self, path: str = "/") -> str:
        return f"{self.address}{path}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


@contextmanager
def serving(says: Says | dict[str, Answer], certificate: Path | None = None) -> Iterator[Server]:
    """A server that answers so; what is not in a table is not there. With a certificate, by https."""
    asked: list[Request] = []
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            request = Request(self.path, {name.lower(): value for name, value in self.headers.items()})
            asked.append(request)
            answer = says.get(self.path, Answer(b"not here", status=404)) if isinstance(says, dict) else says(request)
            self.close_connection = True
            try:
                self._write(answer)
            except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                return

        def _write(self, answer: Answer) -> None:
            if answer.raw is not None:
                for piece in answer.raw:
                    self.wfile.write(piece)
                    self.wfile.flush()
                return
            self.send_response(answer.status)
            if answer.media:
                self.send_header("Content-Type", answer.media)
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            return

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            return

    server = Quiet((HOST, 0), Handler)
    if certificate is not None:
        safe = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        safe.load_cert_chain(certificate, certificate.with_name("server.key.pem"))
        server.socket = safe.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Server(f"http{'s' * (certificate is not None)}://{HOST}:{server.server_address[1]}", asked, ended)
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
