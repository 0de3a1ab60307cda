"""What `make serve` does when something is wrong."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from macros.site.serving import serve_the_last_site


def server(folder: Path, port: int, fault: str = "") -> LiveReloadServer:
    """Return a server that does not run yet, whose builds end with a fault."""

    def build() -> None:
        raise Abort(fault)

    return LiveReloadServer(build, "127.0.0.1", port, str(folder))


def test_a_port_in_use_is_said_in_words(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Abort, match=f"make serve PORT={port + 1}"):
            serve_the_last_site(server(tmp_path, port))


def test_a_fault_is_reported_and_the_server_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    serving = server(tmp_path, 0, "data/themes.yml, line 3: a fault")
    serve_the_last_site(serving)
    serving.builder()
    assert "data/themes.yml, line 3: a fault" in caplog.text
