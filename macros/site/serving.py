"""What ``make serve`` does better than MkDocs: a fault leaves the pages as they were."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.sscp")


def serve_the_last_site(server: LiveReloadServer) -> None:
    """Let a server go on with the last pages if a new build fails.

    MkDocs' own keeps every browser waiting until the fault is corrected, without a word.
    Raises Abort if another program uses the port.
    """
    host, port = str(server.server_address[0]), int(server.server_address[1])
    if not _is_free(host, port):
        raise Abort(
            f"Port {port} is in use, perhaps by “make serve” in another window. "
            f"Stop that, or choose another port: make serve PORT={port + 1}"
        )
    server.builder = _without_end(server.builder)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _without_end(builder: Callable[[], None]) -> Callable[[], None]:
    """Return a builder that reports what ends a build, and does not end itself."""

    def build() -> None:
        try:
            builder()
        except SystemExit as error:
            log.error("%s\n\nThe site is as it was before, until this is corrected.", error)

    return build
