"""The offline copy: the whole site as one zip that works from a file share or a memory stick.

The site is built so that every link names a file, because a browser that opens a folder shows no
page. The same content gives the same zip, byte for byte, so that two copies can be compared.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from macros.output import write_zip

OFFLINE_COPY = Path("dist/sscp-audit-learning-offline.zip")

#: Files that only a web server uses.
ONLY_FOR_SERVERS = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})

READ_ME = """\
A copy of the site for use without a network

1. Unpack the whole zip into a folder. On Windows: right-click it and choose "Extract All".
2. Open index.html in that folder with a double-click.

If there are PDFs and Word documents in it, their links are just below the title of a page.

The copy does not change when the site changes. Check that you have the latest copy.
"""


class BuildError(Exception):
    """The site could not be built. The text is the output of the build."""


def make_offline_copy(root: Path, target: Path) -> int:
    """Build the project in ``root`` and write it as a zip to ``target``. Return the zip's size.

    Raises :class:`BuildError` if the build fails; an existing ``target`` is then left unchanged.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build_for_folders(root, site)
        files = {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file()
        }
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    try:
        write_zip(unfinished, offline_files(files))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def build_for_folders(root: Path, site: Path) -> None:
    """Build the project in ``root`` into ``site``, with links that work from a folder.

    It has PDFs and Word documents where this machine can make them, unless ``SITE_PDF`` says
    otherwise.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--no-directory-urls"]
    finished = subprocess.run(
        [*command, "--site-dir", str(site)],
        cwd=root,
        env={
            "SITE_PDF": "auto",
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONIOENCODING": "utf-8",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if finished.returncode:
        raise BuildError(finished.stdout)


def offline_files(site: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of the copy: those of the site that it needs, and a READ-ME."""
    kept = {name: content for name, content in site.items() if name not in ONLY_FOR_SERVERS}
    return {**kept, "READ-ME.txt": READ_ME.replace("\n", "\r\n").encode()}
