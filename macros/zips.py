"""Zips that depend on what is in them alone, so that the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: The first moment that a zip can hold. Every file has it, whenever it was made.
EARLIEST = (1980, 1, 1, 0, 0, 0)


def write_zip(target: Path | IO[bytes], files: Mapping[str, bytes]) -> None:
    """Write files, by name, into a zip that depends on their names and content only."""
    with ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # as on Linux and macOS, so that Windows makes the same zip
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name], compresslevel=9)
