"""How long the site takes to build as audits are added, beside a plain Material site.

Run it as ``python tests/bench.py [sizes …] [--per-year N] [--repeat N] [--skip-stock]``.

For each size it builds, in a temporary folder, a copy of this project with that many audits, made
by numbering copies of the real ones. The pages of audits that stand in ``docs/`` are left out, so
that every audit is alike. Beside each copy it builds a stock site: Material with its own settings,
no macros, each audit a Markdown file that is listed in the navigation. The stock site holds the
same content, written by hand as Markdown: the pages of audits, years, themes, situations, guides
and responses, the index of reminders, and the glossary, whose acronyms every page explains (our
site explains all its terms).

The bars at the end are information: a noisy machine misses them at times.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from statistics import median

# Run as a script, this file would find its own folder only.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.checks.load import load_library
from macros.pages.audits import ALSO_SAID, RELATED_AUDITS
from macros.records.fields import ProgrammeYear
from macros.records.library import Findings, Library
from macros.records.records import Audit, GoodPractice, Guidance, Reminder

ROOT = Path(__file__).resolve().parent.parent

SIZES = (6, 60, 600, 3000)
#: Every page of the stock site lists every audit, so twice the audits take four times as long.
STOCK_UP_TO = 600

BAR_SIZE = 600
BAR_RATIO = 6.0
BAR_FROM = 60
BAR_EXPONENT = 1.1
BAR_PAGE_KB = 300


@dataclass(frozen=True)
class Result:
    """One build: ``path`` is its largest page, ``links`` those of an audit page's navigation.

    ``seconds`` are by the clock; ``cpu`` are those of the processor, which other work on the
    machine disturbs less.
    """

    build: str
    size: int
    seconds: float
    cpu: float
    memory_mb: float
    output_mb: float
    page_kb: float
    path: str
    links: int


# --- The site with many audits ------------------------------------------------------------------


def make_project(source: Path, target: Path, size: int, per_year: int) -> None:
    """Copy the project at ``source`` to ``target``, with ``size`` audits instead of its own."""
    for name in ("data", "docs", "macros", "overrides"):
        shutil.copytree(source / name, target / name)
    shutil.copy2(source / "mkdocs.yml", target)
    for page in (target / "docs" / "audits").glob("*/*.md"):
        page.unlink()
    shutil.rmtree(target / "data" / "audits")
    (target / "data" / "published.txt").unlink()  # the real audits are gone, and meant to be
    files = sorted((source / "data" / "audits").glob("*/*.yml"))
    first_year = int(files[0].parent.name[:4])
    copies: dict[str, str] = {}
    for index in range(size):
        file = files[index % len(files)]
        year = first_year + index // per_year
        copied = target / "data" / "audits" / folder(year) / f"{file.stem}-{index + 1}.yml"
        copied.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8")
        moved = year - int(file.parent.name[:4])
        copied.write_text(renumber(text, index + 1, moved), encoding="utf-8")
        copies.setdefault(f"{file.parent.name}/{file.stem}", f"{folder(year)}/{copied.stem}")
    # What names a real audit is made to name its first copy, or any copy if a small size has none.
    for file in files:
        copies.setdefault(f"{file.parent.name}/{file.stem}", next(iter(copies.values())))
    real_audit = re.compile("|".join(rf"\b{re.escape(name)}\b(?!-)" for name in copies))
    for file in (*(target / "data").glob("*.yml"), *(target / "docs").rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        file.write_text(real_audit.sub(lambda match: copies[match[0]], text), encoding="utf-8")


def folder(year: int) -> str:
    """Return the folder of a year of audits, given the calendar year in which it starts."""
    return f"{year}-{(year + 1) % 100:02}"


def renumber(text: str, number: int, years: int) -> str:
    """Return the file of an audit with a number after its title, moved by some years."""

    def title(match: re.Match[str]) -> str:
        words = match[1].strip().strip("\"'")
        return f"title: {json.dumps(f'{words} {number}', ensure_ascii=False)}"

    def year(match: re.Match[str]) -> str:
        return f"year: {folder(int(match[1]) + years).replace('-', '/')}"

    text = re.sub(r"^title:(.*)$", title, text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^year: *(\d{4})/\d\d", year, text, count=1, flags=re.MULTILINE)
    return re.sub(
        r"^held: *(\d{4})",
        lambda match: f"held: {int(match[1]) + years}",
        text,
        count=1,
        flags=re.MULTILINE,
    )


# --- The stock site -----------------------------------------------------------------------------


def make_stock(library: Library, source: Path, target: Path) -> None:
    """Write a plain Material site with the same content to ``target``.

    ``source`` is the project, whose guides and other pages are copied without their macros.
    Acronyms are explained in the way that Material documents: abbreviations added to every page.
    """
    audits = {f"audits/{audit.id}.md": audit for audit in library.chronology}
    years = {f"audits/{year.slug}/index.md": year for year in library.years}
    themes = {f"themes/{theme.id}.md": theme for theme in library.themes}
    situations = {f"situations/{situation.id}.md": situation for situation in library.situations}
    pages = {"index.md": f"# Learning from audits\n\n{len(audits)} audits.\n"}
    pages |= {path: stock_audit(library, audit) for path, audit in audits.items()}
    pages |= {path: stock_year(library, year) for path, year in years.items()}
    for theme in library.themes:
        found = library.findings_by_theme.get(theme.id, ())
        said = [" ".join(statement.text) for statement in theme.statements]
        guides = stock_guides(library, library.guidance_of_theme(theme.id))
        text = [f"# {theme.title}", *said, *stock_findings(found, "../"), guides]
        pages[f"themes/{theme.id}.md"] = "\n\n".join(text)
    for situation in library.situations:
        found = library.findings_by_situation.get(situation.id, ())
        guides = stock_guides(library, library.guidance_of_situation(situation.id))
        text = [f"# {situation.title}", situation.summary, *stock_findings(found, "../"), guides]
        pages[f"situations/{situation.id}.md"] = "\n\n".join(text)
    pages["reminders.md"] = "\n\n".join(["# Practice reminders", *stock_groups(library, "")])
    pages["response.md"] = stock_responses(library)
    pages["glossary.md"] = stock_glossary(library)
    prose = {
        file.relative_to(source / "docs").as_posix(): stock_prose(file.read_text(encoding="utf-8"))
        for folder in ("guidance", "about")
        for file in sorted((source / "docs" / folder).glob("*.md"))
    }
    terms = "\n".join(
        f"*[{form}]: {'. '.join(filter(None, (term.expansion, term.definition)))}"
        for term in library.glossary
        if term.kind == "acronym"
        for form in (term.term, *term.aliases)
    )
    for path, page in (pages | prose).items():
        file = target / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{page}\n\n{terms}\n", encoding="utf-8")
    config = {
        "site_name": "Learning from audits",
        "theme": {"name": "material", "font": False, "features": ["content.tooltips"]},
        "plugins": ["search"],
        "markdown_extensions": ["abbr", "attr_list", "tables", {"toc": {"permalink": True}}],
        "nav": [
            {"Home": "index.md"},
            {"Years": [{year: path} for path, year in years.items()]},
            {"Audits": [{audit.title: path} for path, audit in audits.items()]},
            {"Themes": [{theme.title: path} for path, theme in themes.items()]},
            {"Situations": [{situation.title: path} for path, situation in situations.items()]},
            {"Reminders": "reminders.md"},
            {"Guidance and about": sorted(prose)},
            {"Response": "response.md"},
            {"Glossary": "glossary.md"},
        ],
    }
    # JSON is YAML too.
    (target / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")


def stock_prose(text: str) -> str:
    """Return a page that was written for our site as stock Material can show it.

    Macros and the marks of sources go, and links to other pages become their words.
    """
    text = re.sub(r"\A---\n.*?\n---\n|\{[{%#].*?[}%#]\}|\[\^[^\]]+\]", "", text, flags=re.DOTALL)
    return re.sub(r"\[([^\]]*)\]\((?!https?:)[^)]*\)", r"\1", text)


def stock_audit(library: Library, audit: Audit) -> str:
    """Return the page of an audit as somebody would write it by hand."""
    facts = [f"Year: {audit.year}", f"Method: {audit.method or 'not recorded'}"]
    if audit.held:
        facts.append(f"Held: {audit.held.words}")
    if audit.sample:
        facts.append(f"Sample: {audit.sample.size} {audit.sample.unit}")
        facts += [f"{group.count} {group.label}" for group in audit.sample.groups]
    own = library.responses_to.get(("audit", audit.id), ())
    to_themes = {
        response.id: response
        for theme in library.themes_of(audit)
        for response in library.responses_to.get(("theme", theme.id), ())
    }
    related = [
        f"{stock_link(other, '../../')}  \n    {', '.join(theme.title for theme in themes)}"
        for other, themes in library.related_audits(audit, RELATED_AUDITS)
    ]
    parts = [
        f"# {audit.title}",
        markdown_list(facts),
        "## Background",
        " ".join(audit.background),
        "## Good practice",
        markdown_list(stock_item(library, item) for item in audit.good_practice),
        "## The audit findings remind us to",
        markdown_list(
            stock_item(library, item) + stock_also_said(library, audit, item)
            for item in audit.reminders
        ),
        "## Guidance that helps",
        stock_guides(library, library.guidance_of_audit(audit)),
        "## How we are responding",
        markdown_list(stock_words(item.text) for item in (*own, *to_themes.values())),
        "## Other audits on the same themes",
        markdown_list(related),
    ]
    return "\n\n".join(parts)


def stock_item(library: Library, item: Reminder | GoodPractice) -> str:
    """Return a finding with links to its themes, situations and guides, from an audit's page."""
    themes = ", ".join(
        f"[{library.theme_by_id[name].title}](../../themes/{name}.md)" for name in item.themes
    )
    situations = ", ".join(
        f"[{library.situation_by_id[name].title}](../../situations/{name}.md)"
        for name in item.situations
    )
    guides = ", ".join(library.guidance_by_id[name].title for name in item.guidance)
    tags = [
        f"*{word}:* {links}"
        for word, links in (("Theme", themes), ("When", situations), ("Guidance", guides))
        if links
    ]
    return "  \n    ".join([item.text, *tags])


def stock_also_said(library: Library, audit: Audit, reminder: Reminder) -> str:
    """Return links to other audits that say something on the themes of a reminder."""
    others = [
        stock_link(other, "../../") for other, _ in library.also_said(audit, reminder, ALSO_SAID)
    ]
    return f"  \n    *Also said:* {'; '.join(others)}" if others else ""


def stock_link(audit: Audit, top: str) -> str:
    """Return a link to an audit. ``top`` leads from the page to the top of the site."""
    when = audit.when
    return f"[{audit.title}, {when}]({top}audits/{audit.id}.md)"


def stock_guides(library: Library, guides: Iterable[Guidance]) -> str:
    """Return guides with what is said of them."""
    return markdown_list(
        f"{guide.title}  \n    {stock_words(guide.note or guide.status)}" for guide in guides
    )


def stock_words(markdown: str) -> str:
    """Return a sentence without its links to records, which only our site can follow."""
    return re.sub(r"\[([^\]]*)\]\((?!https?:)[^)]*\)", r"\1", markdown)


def stock_findings(findings: Iterable[Findings], top: str) -> list[str]:
    """Return findings below their audits. ``top`` leads from the page to the top of the site."""
    parts = []
    for found in findings:
        parts.append(stock_link(found.audit, top))
        items = [item.text for item in found.reminders]
        items += [f"Good practice: {item.text}" for item in found.good_practice]
        parts.append(markdown_list(items))
    return parts


def stock_groups(library: Library, top: str, year: ProgrammeYear | None = None) -> list[str]:
    """Return the reminders by theme and by situation: those of a year, or all."""
    parts = []
    for title, records, grouped in (
        ("By theme", library.themes, library.findings_by_theme),
        ("By situation", library.situations, library.findings_by_situation),
    ):
        parts.append(f"## {title}")
        for record in records:
            found = [f for f in grouped.get(record.id, ()) if year in (None, f.audit.year)]
            parts += [f"### {record.title}", *stock_findings(found, top)]
    return parts


def stock_year(library: Library, year: ProgrammeYear) -> str:
    """Return the page of a year: its audits, and their reminders by theme and situation."""
    audits = markdown_list(stock_link(audit, "../../") for audit in library.audits_of_year[year])
    return "\n\n".join([f"# Audits of {year}", audits, *stock_groups(library, "../../", year)])


def stock_responses(library: Library) -> str:
    """Return how the partnership responds."""
    parts = ["# How we are responding"]
    for group in library.response_groups:
        items = [stock_words(r.text) for r in library.responses if r.group == group.id]
        parts += [f"## {group.title}", markdown_list(items)]
    return "\n\n".join(parts)


def stock_glossary(library: Library) -> str:
    """Return the glossary."""
    parts = ["# Glossary"]
    for term in library.glossary:
        parts += [f"**{term.term}** {term.expansion or ''}", term.definition]
    return "\n\n".join(parts)


def markdown_list(items: Iterable[str]) -> str:
    """Return a bulleted list."""
    return "\n".join(f"- {item}" for item in items) or "None yet."


# --- Building and measuring -----------------------------------------------------------------------


class NavigationLinks(HTMLParser):
    """Counts the links of a page's navigation; the page's own table of contents is not in it.

    Material has it beside the page, and our site in the menu.
    """

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.navs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "nav":
            self.navs.append(attributes.get("class") or attributes.get("aria-label") or "")
        elif tag == "a" and attributes.get("href"):
            within = " ".join(self.navs)
            theirs = "md-nav--primary" in within and "md-nav--secondary" not in within
            self.count += theirs or within == "All pages"

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav" and self.navs:
            self.navs.pop()


def navigation_links(html: str) -> int:
    """Return how many links the navigation of a page has."""
    parser = NavigationLinks()
    parser.feed(html)
    return parser.count


def run_build(project: Path) -> tuple[float, float, float]:
    """Build the project and return seconds, seconds of CPU and the most memory it took, in MB.

    Raises :class:`SystemExit` with the build's own words if it fails.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    log = project / "build.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--strict"],
            cwd=project,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        if sys.platform == "win32":
            status, cpu, memory = process.wait(), math.nan, math.nan
        else:
            # Of this child alone: getrusage(RUSAGE_CHILDREN) knows the largest of all only.
            _, wait_status, usage = os.wait4(process.pid, 0)
            status = process.returncode = os.waitstatus_to_exitcode(wait_status)
            cpu = usage.ru_utime + usage.ru_stime
            memory = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
        seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"The build failed.\n{log.read_text(encoding='utf-8', errors='replace')}")
    return seconds, cpu, memory


def measure(build: str, project: Path, audit: Audit, size: int, repeat: int) -> Result:
    """Build a project several times and return the medians, with what is in its output."""
    seconds, cpu, memory = map(
        median, zip(*(run_build(project) for _ in range(repeat)), strict=True)
    )
    site = project / "site"
    sizes = {file: file.stat().st_size for file in site.rglob("*") if file.is_file()}
    largest = max((file for file in sizes if file.suffix == ".html"), key=lambda f: sizes[f])
    page = (site / "audits" / audit.id / "index.html").read_text(encoding="utf-8")
    return Result(
        build,
        size,
        seconds,
        cpu,
        memory,
        sum(sizes.values()) / 1e6,
        sizes[largest] / 1e3,
        largest.relative_to(site).as_posix(),
        navigation_links(page),
    )


# --- What is printed ------------------------------------------------------------------------------


def exponent(first: tuple[int, float], second: tuple[int, float]) -> float:
    """Return the power of the size that the time grows with, from two pairs of (size, seconds).

    1 is a build whose time doubles as the audits double; 2 is one whose time then quadruples.
    """
    return math.log(second[1] / first[1]) / math.log(second[0] / first[0])


def ratio(results: Sequence[Result], size: int) -> float | None:
    """Return how many times slower the stock site is at a size, if both were built.

    By the time of the processor, where the system tells it: the clock depends on who else is busy.
    """
    seconds = {
        result.build: result.seconds if math.isnan(result.cpu) else result.cpu
        for result in results
        if result.size == size
    }
    return seconds["stock"] / seconds["ours"] if len(seconds) == 2 else None


HEADINGS = (
    *("size", "build", "seconds", "CPU s", "memory MB", "output MB"),
    *("nav links", "stock/ours", "page KB", "largest page"),
)


def table(results: Sequence[Result]) -> str:
    """Return the results as a table in Markdown, with columns that line up."""
    rows = [HEADINGS]
    for result in results:
        times = ratio(results, result.size) if result.build == "ours" else None
        rows.append(
            (
                str(result.size),
                result.build,
                f"{result.seconds:.2f}",
                f"{result.cpu:.2f}",
                f"{result.memory_mb:.0f}",
                f"{result.output_mb:.1f}",
                str(result.links),
                f"{times:.1f}" if times else "",
                f"{result.page_kb:.0f}",
                result.path,
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    left = {1, len(HEADINGS) - 1}
    rule = tuple(
        "-" * width if column in left else "-" * (width - 1) + ":"
        for column, width in enumerate(widths)
    )
    return "\n".join(
        "| "
        + " | ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in (rows[0], rule, *rows[1:])
    )


def growth(results: Sequence[Result]) -> str:
    """Return how the time of each build grows, between neighbouring sizes and over all."""
    lines = []
    for build in dict.fromkeys(result.build for result in results):
        points = sorted((r.size, r.seconds) for r in results if r.build == build)
        steps = [f"{a[0]} to {b[0]}: {exponent(a, b):.2f}" for a, b in pairwise(points)]
        if steps:
            lines.append(f"growth exponent, {build}: {', '.join(steps)}")
    return "\n".join(lines)


def bars(results: Sequence[Result]) -> str:
    """Return each bar that the sizes allow to judge, and whether it is met."""
    ours = sorted((r for r in results if r.build == "ours"), key=lambda r: r.size)
    lines = []

    def bar(met: bool, words: str) -> None:
        lines.append(f"{'ok' if met else 'NOT OK':6}  {words}")

    times = ratio(results, BAR_SIZE)
    if times is not None:
        bar(
            times >= BAR_RATIO,
            f"stock takes {times:.1f} times as long at {BAR_SIZE} (bar: at least {BAR_RATIO:g})",
        )
    points = [(r.size, r.seconds) for r in ours if r.size >= BAR_FROM]
    if len(points) > 1:
        power = exponent(points[0], points[-1])
        bar(
            power <= BAR_EXPONENT,
            f"exponent {power:.2f} between {points[0][0]} and {points[-1][0]} "
            f"(bar: at most {BAR_EXPONENT:g})",
        )
    for result in ours:
        if result.size == BAR_SIZE:
            bar(
                result.page_kb <= BAR_PAGE_KB,
                f"largest page {result.page_kb:.0f} KB at {BAR_SIZE} (bar: at most {BAR_PAGE_KB})",
            )
    links = [result.links for result in ours]
    if len(links) > 1:
        bar(
            len(set(links)) == 1,
            f"links in an audit page's navigation: {', '.join(map(str, links))} (bar: all equal)",
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Build every size, print a line after each and then the table and the bars."""
    sizes = " ".join(map(str, SIZES))
    parser = argparse.ArgumentParser(description="Measure the build as audits are added.")
    parser.add_argument("sizes", nargs="*", type=int, help=f"numbers of audits, default {sizes}")
    parser.add_argument("--per-year", type=int, default=60, help="audits in a year, default 60")
    parser.add_argument("--repeat", type=int, default=1, help="builds of each, default 1")
    parser.add_argument("--skip-stock", action="store_true", help="build our site only")
    parser.add_argument(
        "--stock-up-to",
        type=int,
        default=STOCK_UP_TO,
        help=f"largest stock site, default {STOCK_UP_TO}",
    )
    options = parser.parse_args(arguments)
    results: list[Result] = []
    for size in options.sizes or SIZES:
        with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
            project, stock = Path(temporary) / "ours", Path(temporary) / "stock"
            make_project(ROOT, project, size, options.per_year)
            library = load_library(project)
            audit = library.chronology[0]
            results.append(measure("ours", project, audit, size, options.repeat))
            print(f"{size} audits: {results[-1].seconds:.2f} s", file=sys.stderr)
            if not options.skip_stock and size <= options.stock_up_to:
                make_stock(library, ROOT, stock)
                results.append(measure("stock", stock, audit, size, options.repeat))
                print(f"{size} audits, stock: {results[-1].seconds:.2f} s", file=sys.stderr)
    print(f"{options.per_year} audits a year; median of {options.repeat} builds of each\n")
    print("\n\n".join(filter(None, [table(results), growth(results), bars(results)])))


if __name__ == "__main__":
    main()
