"""The same content gives the same site, byte for byte, wherever and whenever it is built."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import build, copy_project, site_of

pytestmark = [pytest.mark.build, pytest.mark.nightly]

#: Python runs this first where it is called sitecustomize.py: a computer whose clock is ahead.
ANOTHER_DAY = """\
import datetime, time

_now, _gm, _local, _write = time.time, time.gmtime, time.localtime, time.strftime
time.time = lambda: _now() + 400 * 24 * 3600 + 12345
time.gmtime = lambda at=None: _gm(time.time() if at is None else at)
time.localtime = lambda at=None: _local(time.time() if at is None else at)
time.strftime = lambda form, at=None: _write(form, time.localtime() if at is None else at)


class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)


datetime.datetime = Later
"""


def differences(one: Path, other: Path) -> list[str]:
    """Return the files that only one of two folders has, or whose bytes differ."""
    names = [
        {p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file()}
        for top in (one, other)
    ]
    differing = [
        n for n in names[0] & names[1] if (one / n).read_bytes() != (other / n).read_bytes()
    ]
    return sorted([*(names[0] ^ names[1]), *differing])


def build_twice(folder: Path, planted: dict[str, str], pdf: str) -> tuple[Path, Path]:
    """Build copies of this project on two computers that have little in common.

    ``planted`` is page to what is added at its end.
    """
    clock = folder / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(ANOTHER_DAY, encoding="utf-8")
    computers = {
        "here": ({"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, 0o022),
        "elsewhere, façade": (
            {
                "TZ": "Pacific/Kiritimati",
                "LC_ALL": "C",
                "LANG": "de_DE.UTF-8",
                "PYTHONHASHSEED": "77",
                "PYTHONPATH": str(clock),
            },
            0o077,
        ),
    }

    def site(name: str) -> Path:
        environment, _ = computers[name]
        project = folder / name / "project"
        variables = {"SITE_URL": "https://example.org/b/", "SITE_PDF": pdf, **environment}
        return site_of(build(project, project / "site", **variables))

    for name, (_, mask) in computers.items():
        earlier = os.umask(mask)
        try:
            (folder / name).mkdir()
            project = copy_project(folder / name)
        finally:
            os.umask(earlier)
        for page, text in planted.items():
            with (project / "docs" / page).open("a", encoding="utf-8") as opened:
                opened.write(f"\n{text}\n")
    with ThreadPoolExecutor() as pool:
        here, elsewhere = pool.map(site, computers)
    return here, elsewhere


def test_two_builds_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    here, elsewhere = build_twice(tmp_path, {}, pdf="on")
    built = {path.suffix for path in here.rglob("*") if path.is_file()}
    assert built >= {".html", ".css", ".js", ".xml", ".gz", ".json", ".csv", ".pdf", ".docx"}
    assert (here / "feed.xml").exists()
    assert differences(here, elsewhere) == []


def test_what_depends_on_the_computer_is_found(tmp_path: Path) -> None:
    planted = {
        "response.md": "{{ now().year }}",
        "glossary.md": "{{ config.docs_dir }}",
        "themes/index.md": "{{ 'a'.__hash__() }}",
    }
    here, elsewhere = build_twice(tmp_path, planted, pdf="off")
    pages = ["glossary/index.html", "response/index.html", "themes/index.html"]
    assert [name for name in differences(here, elsewhere) if name in pages] == pages
