"""What a client behind the proxy gets: the answers of a web object on loopback, and never anything from outside."""

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from investchn_crawler.demo.certificate import Certificates
from investchn_crawler.demo.web import Answer, Web

CONDITIONAL = ("if-none-match", "if-modified-since")
NO_BODY = (204, 304)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the proxy saw it; `bytes` are those of the answer's body that went out."""

    method: str
    url: str
    status: int
    bytes: int
    conditional: tuple[str, ...]
    time: float


class DemoProxy:
    """An HTTP proxy on a free port of loopback: absolute-form requests, and CONNECT with its own certificates."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.log: list[Request] = []
        self._certificates = Certificates()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def url(self) -> str:
        """Where it listens, as the environment's variables name a proxy."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def environment(self) -> dict[str, str]:
        """The variables that send a program's requests here."""
        values = {"http_proxy": self.url, "https_proxy": self.url, "no_proxy": ""}
        return values | {name.upper(): value for name, value in values.items()}

    def knows(self, host: str) -> bool:
        """Whether a tunnel to this host can be opened: any, where the web names no hosts."""
        hosts = getattr(self.web, "hosts", None)
        return hosts is None or host in hosts

    def context(self, host: str) -> ssl.SSLContext:
        """The TLS context that plays this host."""
        return self._certificates.context(host)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.hang_up()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    """Threads that are all joined at the end: open connections are hung up first."""

    daemon_threads = False

    def __init__(self, proxy: DemoProxy) -> None:
        self.proxy = proxy
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def opened(self, connection: socket.socket) -> None:
        """Remember a connection, so that it can be hung up."""
        with self._lock:
            self._open.add(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self._lock:
            self._open.discard(connection)

    def hang_up(self) -> None:
        """End every open connection; the threads that serve them come to their end."""
        self.closing.set()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    """One connection of a client: requests to any host, or a tunnel to one."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server
    connection: socket.socket

    def setup(self) -> None:
        """Before the first request: no tunnel yet."""
        super().setup()
        self.origin = ""
        self.server.opened(self.connection)

    def handle(self) -> None:
        """Requests until the client goes away, in whatever way it does."""
        with suppress(OSError):
            super().handle()

    def finish(self) -> None:
        """After the last request; a TLS socket is closed here, the server knows only the one below it."""
        self.server.closed(self.connection)
        with suppress(OSError):
            super().finish()
        if isinstance(self.connection, ssl.SSLSocket):
            self.connection.close()

    def do_CONNECT(self) -> None:
        """Open a tunnel, and play the host at its other end."""
        host = self.path.rpartition(":")[0].lower()
        if not self.server.proxy.knows(host):
            sentence = f"This small web has no host {host!r}."
            self._send(self.path, Answer(502, sentence.encode(), (("Connection", "close"),)))
            return
        self.send_response_only(200, "Connection established")
        self.end_headers()
        self.wfile.flush()
        self.server.closed(self.connection)
        self.connection = self.server.proxy.context(host).wrap_socket(self.connection, server_side=True)
        self.server.opened(self.connection)
        self.rfile.close()
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")
        self.origin = f"https://{host}"
        self.close_connection = False

    def do_GET(self) -> None:
        """Ask the web, act out its faults, and write down what was asked."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = self.path if "://" in self.path else self.origin + self.path
        headers: Mapping[str, str] = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.proxy.web.answer(url, headers)
        while answer.delay and not answer.delay.wait(0.05) and not self.server.closing.is_set():
            pass
        self._send(url, answer)

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self.do_GET()

    def do_POST(self) -> None:
        """As GET: this web takes no fields."""
        self.do_GET()

    def _send(self, url: str, answer: Answer) -> None:
        """The whole answer in one write; the log knows of it before the client does."""
        names = {name.lower() for name, _ in answer.headers}
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status not in NO_BODY and "content-length" not in names:
            self.send_header("Content-Length", str(len(answer.body)))
        if answer.cut_at is not None:
            self.close_connection = True
        body = b"" if self.command == "HEAD" or answer.status in NO_BODY else answer.body[: answer.cut_at]
        present = tuple(name for name in CONDITIONAL if name in self.headers)
        self.server.proxy.log.append(Request(self.command, url, int(answer.status), len(body), present, time.time()))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal: the log is for programs."""
