"""A web server that costs next to nothing: made-up pages from memory, over connections that stay open."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized

HEAD = (
    "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n"
    "Last-Modified: Wed, 26 Jun 2019 01:30:00 GMT\r\n\r\n"
)


class Pages(asyncio.Protocol):
    """Answers GET requests, and counts those for pages it has."""

    def __init__(self, answers: dict[bytes, bytes], hits: "Synchronized[int]") -> None:
        self.answers, self.hits, self.waiting = answers, hits, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        *requests, self.waiting = (self.waiting + data).split(b"\r\n\r\n")
        for request in requests:
            answer = self.answers.get(request.split(b" ", 2)[1])
            self.hits.value += answer is not None
            self.transport.write(answer or HEAD.format(status="404 Not Found", length=0).encode())


async def _serve(pages: dict[str, bytes], hits: "Synchronized[int]", port: Connection) -> None:
    ok = "200 OK"
    answers = {path.encode(): HEAD.format(status=ok, length=len(body)).encode() + body for path, body in pages.items()}
    server = await asyncio.get_running_loop().create_server(lambda: Pages(answers, hits), "127.0.0.1", 0)
    port.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _run(pages: dict[str, bytes], hits: "Synchronized[int]", port: Connection) -> None:
    asyncio.run(_serve(pages, hits, port))


@contextmanager
def serving(pages: dict[str, bytes]) -> Iterator[tuple[str, "Synchronized[int]"]]:
    """The pages on loopback from a process of their own; gives the address and a counter of pages sent."""
    context = get_context("spawn")
    hits = context.Value("q", 0)
    here, there = context.Pipe()
    process = context.Process(target=_run, args=(pages, hits, there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}", hits
    finally:
        process.terminate()
        process.join()
