"""Zips are reproducible."""

from __future__ import annotations

import io
from zipfile import ZipFile

from macros.output import write_zip


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    write_zip(target, files)
    return target.getvalue()


def test_a_zip_depends_on_names_and_content_only() -> None:
    one = zipped({"b.html": b"b", "a/c.html": b"c"})
    assert one == zipped({"a/c.html": b"c", "b.html": b"b"})
    assert one != zipped({"a/c.html": b"C", "b.html": b"b"})
    with ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == ["a/c.html", "b.html"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
