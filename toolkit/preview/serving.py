"""Run the preview on this machine until somebody ends it."""

from __future__ import annotations

import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

import uvicorn

from toolkit.preview.server import Preview

if TYPE_CHECKING:
    from toolkit.preview.desk import Desk, Wanted

LOOPBACK = "127.0.0.1"


def bind(port: int) -> socket.socket:
    """Take a port of this machine that nobody else can reach; 0 is any that is free.

    Raises:
        OSError: It is taken, or may not be used.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
    except OSError:
        listening.close()
        raise
    return listening


def serve(desk: Desk, first: Wanted, listening: socket.socket, address: str) -> None:
    """Serve until Ctrl-C; open ``address`` in a browser, unless it is empty."""
    application = Preview(desk, first).application()
    config = uvicorn.Config(
        application, log_level="warning", timeout_graceful_shutdown=1, server_header=False
    )
    if address:
        threading.Timer(0.4, webbrowser.open, (address,)).start()
    uvicorn.Server(config).run(sockets=[listening])
