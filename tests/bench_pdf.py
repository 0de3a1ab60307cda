"""How long it takes to print 60 audits: whether time grows in step, and what the cache saves.

Run with ``make bench`` or ``python tests/bench_pdf.py [audits]``. Exits with 1 past a limit.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.library import Library
from macros.loading import load_library
from macros.model import Audit, Held
from macros.printing.catalogue import Catalogue
from macros.printing.making import Press
from macros.printing.paper import Paper
from macros.printing.pieces import Context

REPOSITORY = Path(__file__).resolve().parent.parent

MOST_OF_FIRST_RUN = 0.1
"""The part of the first run's time that a second run without changes may take."""

MOST_GROWTH = 1.5
"""How much more than in step with the number of audits the time may grow."""


def copies(library: Library, count: int) -> Library:
    """Return the data with as many audits as wanted, ten a year, made from those there are."""
    audits = [_copy(library.audits[n % len(library.audits)], n) for n in range(count)]
    known = {audit.id for audit in audits}
    responses = [
        response.model_copy(
            update={"audits": tuple(audit for audit in response.audits if audit in known)}
        )
        for response in library.responses
    ]
    return Library(
        audits=tuple(audits),
        themes=library.themes,
        situations=library.situations,
        guidance=library.guidance,
        sources=library.sources,
        response_groups=library.response_groups,
        responses=tuple(responses),
        glossary=library.glossary,
        contacts=library.contacts,
    )


def _copy(audit: Audit, number: int) -> Audit:
    year = 2022 + number // 10
    return audit.model_copy(
        update={
            "slug": f"{audit.slug}-{number}",
            "title": f"{audit.title} {number}",
            "year": f"{year}/{(year + 1) % 100:02}",
            "held": Held(year, 4 + number % 9),
        }
    )


def seconds(library: Library, cache: Path) -> tuple[float, int, int]:
    """Return (seconds of processor time, documents, documents that were made)."""
    start = time.process_time()
    press = Press(cache)
    made = press.make_all(Catalogue(Context(library, Paper("https://example.org/"))).everything())
    return time.process_time() - start, len(made), press.made


def main(count: int = 60) -> int:
    """Print the measurements and return 1 if a limit is broken."""
    library = load_library(REPOSITORY)
    with tempfile.TemporaryDirectory() as folder:
        # Loads WeasyPrint and the fonts, which is not what is measured.
        seconds(copies(library, 1), Path(folder) / "warm")
        times = {}
        repeated = {}
        for audits in (count // 4, count // 2, count):
            data = copies(library, audits)
            first, documents, _ = seconds(data, Path(folder) / str(audits))
            again, _, made = seconds(copies(library, audits), Path(folder) / str(audits))
            times[audits], repeated[audits] = first, again
            print(
                f"{audits:3} audits: {documents:3} documents in {first:6.1f} s; "
                f"again without changes: {again:5.2f} s ({again / first:.1%}), {made} made"
            )
    growth = times[count] / times[count // 2] / 2
    print(f"Twice the audits take {2 * growth:.2f} times as long.")
    return int(growth > MOST_GROWTH or repeated[count] / times[count] > MOST_OF_FIRST_RUN)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
