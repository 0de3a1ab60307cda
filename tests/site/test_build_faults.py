"""A fault in the data or on a page stops the real build, and the message names the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Built, build, copy_project

AUDIT = "data/audits/2022-23/domestic-abuse.yml"


@dataclass(frozen=True)
class Fault:
    """A change to a project that is a fault, and what the build says of it."""

    plant: Callable[[Path], None]
    says: tuple[str, ...]


def replace(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a change of one place in a file."""

    def plant(project: Path) -> None:
        path = project / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def append(file: str, text: str) -> Callable[[Path], None]:
    """Return a change that adds text at the end of a file, and the file if there is none."""

    def plant(project: Path) -> None:
        with (project / file).open("a", encoding="utf-8") as opened:
            opened.write(f"\n{text}\n")

    return plant


def remove(file: str) -> Callable[[Path], None]:
    """Return a change that takes a file away."""
    return lambda project: (project / file).unlink()


DATA_FAULTS = {
    "an unknown theme": Fault(
        replace(AUDIT, "themes: [sharing]", "themes: [shairing]"),
        (AUDIT, "“shairing” does not exist", "data/themes.yml", "Did you mean “sharing”?"),
    ),
    "an id twice": Fault(
        replace(AUDIT, "- id: impact-of-trauma", "- id: known-to-marac"),
        (AUDIT, "“known-to-marac” is used already"),
    ),
    "a data file left out": Fault(
        remove("data/glossary.yml"), ("data/glossary.yml", "the file is missing")
    ),
    "a mistyped name of a field": Fault(
        replace(AUDIT, "held: 2022-08", "hold: 2022-08"), (AUDIT, "“hold”", "Did you mean “held”?")
    ),
}

PAGE_FAULTS = {
    "a link to a page that is not there": Fault(
        append("docs/about/privacy.md", "[More](no-such-page.md)"),
        ("about/privacy.md", "no-such-page.md"),
    ),
    "a link to a place that is not there": Fault(
        append("docs/about/privacy.md", "[More](accessibility.md#no-such-place)"),
        ("about/privacy.md", "no-such-place"),
    ),
    "a macro that is not defined": Fault(
        append("docs/response.md", "{{ no_such_macro() }}"), ("response.md", "no_such_macro")
    ),
    "a macro on a page where it has no meaning": Fault(
        append("docs/response.md", "{{ theme_statement() }}"),
        ("docs/response.md", "theme_statement", "docs/themes/<id>.md"),
    ),
    "a source that is not known": Fault(
        append("docs/guidance/timelines.md", "Text.[^leeds-cronologies]"),
        ("docs/guidance/timelines.md", "leeds-cronologies", "data/sources.yml"),
    ),
    "a page that the navigation leaves out": Fault(
        append("docs/about/new.md", "# New"),
        ("about/new.md",),
    ),
}

FAULTS = DATA_FAULTS | PAGE_FAULTS


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Built]]]:
    """The build of a project with each fault. They run side by side, because each is slow."""

    def build_with(fault: Fault, folder: Path) -> Built:
        project = copy_project(folder)
        fault.plant(project)
        return build(project)

    with ThreadPoolExecutor(max_workers=2) as pool:
        yield {
            name: pool.submit(build_with, fault, tmp_path_factory.mktemp("fault"))
            for name, fault in FAULTS.items()
        }


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_build_with_a_message_that_names_the_file(
    builds: dict[str, Future[Built]], name: str
) -> None:
    built = builds[name].result()

    assert built.exit_code == 1, built.output
    messages = [*built.output.split("\n\n"), *re.split(r"\n(?=[A-Z]+ +- )", built.output)]
    says = FAULTS[name].says
    assert any(all(words in message for words in says) for message in messages), built.output


@pytest.mark.parametrize("name", DATA_FAULTS)
def test_a_fault_in_the_data_is_told_plainly_with_its_line_and_publishes_nothing(
    builds: dict[str, Future[Built]], name: str
) -> None:
    built = builds[name].result()

    place = rf"^{re.escape(FAULTS[name].says[0])}, line \d+, column \d+: "
    assert re.search(place, built.output, re.MULTILINE)
    assert "Traceback" not in built.output
    assert not built.site.exists()


def test_the_line_of_a_fault_is_the_line_where_it_stands(
    builds: dict[str, Future[Built]], tmp_path: Path
) -> None:
    project = copy_project(tmp_path)
    FAULTS["an unknown theme"].plant(project)
    lines = (project / AUDIT).read_text(encoding="utf-8").splitlines()
    line = 1 + next(index for index, text in enumerate(lines) if "shairing" in text)

    assert f"{AUDIT}, line {line}, column " in builds["an unknown theme"].result().output
