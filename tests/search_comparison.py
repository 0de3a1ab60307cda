"""Our search beside MiniSearch, Pagefind, Zensical's and stock Material's: success, size and time.

Run it as ``python -m tests.search_comparison [--sizes 60 600] [--repeat 5]``. It needs Node, npm
and pip, which install the other engines, at the versions of the lockfile and of requirements.txt,
into a temporary folder. All get the same results to index: title, text and other words. Zensical's
and stock Material's are the search workers that they ship.

Found first and among the first three is measured with this site's own audits and all queries of
tests/data/search_queries.yml. Time is from a query to ten results on the page, with the processor
slowed four times; their workers are not slowed by that. All times are medians, and the engines
take turns, so that whatever else the computer does is the same for all.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser
from rjsmin import jsmin  # type: ignore[import-untyped]

from macros.addresses.links import page_url
from macros.checks.load import load_library
from macros.records.library import Library
from macros.search.index import Result, index_script, results
from tests.conftest import build
from tests.support.browser import open_browser, serve
from tests.support.many_audits import many_audits
from tests.support.search_site import decode, queries, read_index

HERE = Path(__file__).resolve().parent / "search_comparison"
ROOT = HERE.parent.parent
ENGINES = ("ours", "MiniSearch", "stock Material", "Zensical", "Pagefind")
FIRST = "strategy"
LATER = ("voice of the child", "siblings", "strategy meeting record", "chronolgy", "domestic abuse")


@dataclass(frozen=True)
class Row:
    """What was measured of one engine at one size."""

    size: int
    engine: str
    kilobytes: float
    first: float
    later: float


def write_docs(folder: Path, docs: list[dict[str, str]], script: str) -> None:
    """Write what every engine reads into ``folder``, and let the others make their indexes."""
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "search-index.js").write_text(script, encoding="utf-8")
    engine = (ROOT / "docs" / "assets" / "search-engine.js").read_text(encoding="utf-8")
    (folder / "assets" / "search-engine.js").write_text(jsmin(engine), encoding="utf-8")
    (folder / "docs.json").write_text(json.dumps(docs, ensure_ascii=False), encoding="utf-8")
    for name in ("package.json", "package-lock.json", "build.mjs", "engines.js"):
        shutil.copy(HERE / name, folder)
    theme = find_spec("material")
    assert theme is not None
    assert theme.origin is not None
    scripts = Path(theme.origin).parent / "templates" / "assets" / "javascripts"
    (worker,) = (scripts / "workers").glob("search.*.min.js")
    shutil.copy(worker, folder / "worker.js")
    (folder / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>x</title><ol id="list"></ol>'
        '<script src="engines.js"></script>',
        encoding="utf-8",
    )
    run(folder, "npm", "ci", "--no-audit", "--no-fund", "--silent")
    run(folder, "node", "build.mjs", str(folder))
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", "python")
    run(folder, *pip, "--requirement", str(HERE / "requirements.txt"))
    (worker,) = (folder / "python" / "zensical").rglob("workers/search.*.min.js")
    shutil.copy(worker, folder / "zensical.js")


def run(folder: Path, *command: str) -> None:
    """Run a command in a folder; what it prints is shown if it fails."""
    finished = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if finished.returncode:
        raise SystemExit(f"{' '.join(command)}\n{finished.stdout}{finished.stderr}")


def docs_of(found: list[Result]) -> list[dict[str, str]]:
    """Return results as documents with one address each."""
    docs = {}
    for one in found:
        location = page_url(one.page, True) + (f"#{one.fragment}" if one.fragment else "")
        docs[location] = {
            "location": location,
            "title": one.title,
            "text": " ".join(part for part in (one.body, one.where) if part),
            "aliases": "; ".join((*one.aliases, *one.about)),
        }
    return list(docs.values())


def zipped(folder: Path, engine: str) -> float:
    """Return the size of an engine's index in kB: what it loads, or may load."""
    files = {
        "ours": [folder / "assets" / "search-index.js"],
        "MiniSearch": [folder / "mini.json"],
        "stock Material": [folder / "docs.json"],
        "Zensical": [folder / "docs.json"],
        "Pagefind": list((folder / "pagefind").rglob("*.pf_*")),
    }[engine]
    packed = engine == "Pagefind"  # its files are packed already
    return (
        sum(len(f.read_bytes() if packed else gzip.compress(f.read_bytes(), 9)) for f in files)
        / 1e3
    )


def times(browser: Browser, url: str, repeat: int) -> dict[str, tuple[float, float]]:
    """Return the medians of the first and of later queries of each engine, in ms."""
    first: dict[str, list[float]] = {engine: [] for engine in ENGINES}
    later: dict[str, list[float]] = {engine: [] for engine in ENGINES}
    for engine in ENGINES * repeat:
        page = browser.new_page()
        page.goto(url)
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        first[engine].append(page.evaluate("([e, q]) => timed(e, q)", [engine, FIRST]))
        for query in LATER:
            later[engine].append(page.evaluate("([e, q]) => timed(e, q)", [engine, query]))
        page.close()
    return {engine: (median(first[engine]), median(later[engine])) for engine in ENGINES}


def success(browser: Browser, url: str, engine: str) -> tuple[float, float]:
    """Return the shares of queries with a right place first and among the first three."""
    page = browser.new_page()
    page.goto(url)
    ranks = []
    for query in queries():
        places = page.evaluate("([e, q]) => find(e, q)", [engine, query.text])
        ranks.append(next((i for i, place in enumerate(places) if query.is_right(place)), 99))
    page.close()
    return sum(r == 0 for r in ranks) / len(ranks), sum(r < 3 for r in ranks) / len(ranks)


def own_docs(folder: Path) -> tuple[list[dict[str, str]], str]:
    """Return this site's results as documents and as our index, from a build of it."""
    built = build(ROOT, folder)
    if built.exit_code:
        raise SystemExit(built.output)
    script = (built.site / "assets" / "search-index.js").read_text(encoding="utf-8")
    docs = [
        {
            "location": one.address,
            "title": one.title,
            "text": " ".join(part for part in (one.body, one.where) if part),
            "aliases": one.aliases,
        }
        for one in decode(read_index(script))
    ]
    return list({doc["location"]: doc for doc in docs}.values()), script


def measured(browser: Browser, library: Library, size: int, repeat: int) -> list[Row]:
    """Measure all engines at one size."""
    many = many_audits(library, size)
    found = list(results(many, [], []))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        write_docs(folder, docs_of(found), index_script(many, found, directory_urls=True))
        with serve(folder) as url:
            return [
                Row(size, engine, zipped(folder, engine), *both)
                for engine, both in times(browser, url, repeat).items()
            ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[60, 600])
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    library = load_library(ROOT)
    with open_browser() as browser, tempfile.TemporaryDirectory() as name:
        docs, script = own_docs(Path(name) / "built")
        folder = Path(name) / "site"
        write_docs(folder, docs, script)
        print("| this site | first | in three | index kB |\n| --- | --- | --- | --- |")
        with serve(folder) as url:
            for engine in ENGINES:
                first, three = success(browser, url, engine)
                print(f"| {engine} | {first:.0%} | {three:.0%} | {zipped(folder, engine):.0f} |")
        print("\n| audits | engine | index kB | first ms | later ms |\n" + "| --- " * 5 + "|")
        for size in options.sizes:
            for row in measured(browser, library, size, options.repeat):
                print(
                    f"| {row.size} | {row.engine} | {row.kilobytes:.0f} | {row.first:.0f} "
                    f"| {row.later:.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
