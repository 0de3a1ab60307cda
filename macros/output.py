"""How output is written: templates that escape every value, and zips that are reproducible."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

#: The earliest time that a zip can hold. Every file gets it, whenever it was made.
EARLIEST = (1980, 1, 1, 0, 0, 0)


def templates_beside(module: str) -> Environment:
    """Return the Jinja templates in the folder ``templates`` beside a module.

    ``module`` is its ``__file__``. Every value is escaped, unless it is markup already. A template
    that uses a value it was not given raises :class:`jinja2.UndefinedError`.
    """
    return Environment(
        loader=FileSystemLoader(Path(module).with_name("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # which would look at each file at each use
        trim_blocks=True,
        lstrip_blocks=True,
    )


def write_zip(target: Path | IO[bytes], files: Mapping[str, bytes]) -> None:
    """Write files, by name, into a zip: the same names and content always give the same bytes."""
    with ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # as on Linux and macOS, so that Windows makes the same zip
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name], compresslevel=9)


def fixed_zip(content: bytes) -> bytes:
    """Return a zip with the same files but without the times at which they were written."""
    fixed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source:
        write_zip(fixed, {name: source.read(name) for name in source.namelist()})
    return fixed.getvalue()
