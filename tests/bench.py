"""How long the site takes to build as audits are added, beside stock Material with the same words.

Run it as ``make bench``, or with numbers of audits: ``python -m tests.bench 5 60 600 3000``.

For each size it builds a copy of this project with that many audits, made by numbering copies of
the real ones, and up to 600 a stock site: Material with its own settings and no macros, each page
of ours as Markdown with the same words and links, and every page in the navigation. Acronyms are
explained on every page, in the way that Material documents.

Times are those of the processor, which other work on the machine disturbs less than the clock.
The bars are information: a noisy machine misses them at times.
"""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from macros.checks.load import load_library
from tests.conftest import PARTS_OF_A_PROJECT, REPOSITORY
from tests.support.site_html import all_pages, elements, main_content, plain_text

SIZES = (5, 60, 600)
#: Every page of the stock site lists every audit, so twice the audits take four times as long.
LARGEST_STOCK = 600
AUDITS_A_YEAR = 60


def folder(year: int) -> str:
    """Return the folder of the year of the programme that starts in a calendar year."""
    return f"{year}-{(year + 1) % 100:02}"


def make_ours(target: Path, size: int) -> None:
    """Copy this project to ``target``, with ``size`` audits instead of its own."""
    target.mkdir()
    for name in PARTS_OF_A_PROJECT:
        copy = shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy2
        copy(REPOSITORY / name, target / name)
    shutil.rmtree(target / "data/audits")
    shutil.rmtree(target / "data/briefings")
    (target / "data/published.txt").unlink()  # the real audits are removed on purpose
    for page in (target / "docs/audits").glob("*/*.md"):
        page.unlink()
    files = sorted((REPOSITORY / "data/audits").glob("*/*.yml"))
    first = int(files[0].parent.name[:4])
    names: dict[str, str] = {}
    for index in range(size):
        file = files[index % len(files)]
        start = first + index // AUDITS_A_YEAR
        moved = start - int(file.parent.name[:4])
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^title: *[\"']?(.*?)[\"']?$", rf'title: "\1 {index + 1}"', text)
        text = re.sub(r"(?m)^year:.*", f"year: {folder(start).replace('-', '/')}", text)
        for held in re.findall(r"(?m)^held: *(\d{4})", text):
            text = text.replace(f"held: {held}", f"held: {int(held) + moved}", 1)
        copied = target / "data/audits" / folder(start) / f"{file.stem}-{index + 1}.yml"
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_text(text, encoding="utf-8")
        names.setdefault(f"{file.parent.name}/{file.stem}", f"{folder(start)}/{copied.stem}")
    # What names a real audit is made to name its first copy, or any copy if a small size has none.
    for file in files:
        names.setdefault(f"{file.parent.name}/{file.stem}", next(iter(names.values())))
    real = re.compile("|".join(rf"\b{re.escape(name)}\b(?!-)" for name in names))
    for file in (*(target / "data").rglob("*.yml"), *(target / "docs").rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        file.write_text(real.sub(lambda match: names[match[0]], text), encoding="utf-8")


def markdown(article: HtmlElement) -> str:
    """Return the words and links of one of our pages as somebody would write them by hand."""
    for link in elements(article, ".//a[@href]"):
        address = urlsplit(link.get("href", ""))
        inside = not address.scheme and address.path.endswith("/")
        target = f"{address.path}index.md" if inside else link.get("href")
        link.text, words = f"[{plain_text(link)}]({target})", list(link)
        for word in words:
            link.remove(word)
    lines = []
    for block in elements(article, ".//*[self::h1 or self::h2 or self::h3 or self::p or self::li]"):
        if not elements(block, ".//p | .//li"):
            tag = str(block.tag)
            mark = "- " if tag == "li" else f"{'#' * int(tag[1])} " if tag[0] == "h" else ""
            lines.append(f"{mark}{plain_text(block)}")
    return "\n\n".join(lines)


def make_stock(ours: Path, target: Path) -> None:
    """Write a stock Material site with the pages of our built project to ``target``."""
    terms = "\n".join(
        f"*[{term.term}]: {term.definition}"
        for term in load_library(ours).glossary
        if term.kind == "acronym"
    )
    pages = {f"{page}index.md": main_content(root) for page, root in all_pages(ours / "site")}
    for path, article in pages.items():
        file = target / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{markdown(article)}\n\n{terms}\n", encoding="utf-8")
    config = {
        "site_name": "Learning from audits",
        "theme": {"name": "material", "font": False, "features": ["content.tooltips"]},
        "plugins": ["search"],
        "markdown_extensions": ["abbr", "attr_list", "tables", {"toc": {"permalink": True}}],
        "nav": list(pages),
    }
    (target / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")  # JSON is YAML too


def build(project: Path) -> float:
    """Build a project into its site/. Return the seconds of the processor that it took."""
    before = os.times()
    finished = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_PDF": "off"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if finished.returncode:
        raise SystemExit(f"The build failed.\n{finished.stdout}{finished.stderr}")
    after = os.times()
    own = after.children_user - before.children_user
    return own + after.children_system - before.children_system


def main() -> None:
    """Build every size, and print the times and the bars."""
    ours: dict[int, float] = {}
    print("audits   ours  stock  stock/ours")
    for size in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
            project, stock = Path(temporary) / "ours", Path(temporary) / "stock"
            make_ours(project, size)
            ours[size] = build(project)
            line = f"{size:6} {ours[size]:6.1f}"
            if size <= LARGEST_STOCK:
                make_stock(project, stock)
                seconds = build(stock)
                line += f" {seconds:6.1f} {seconds / ours[size]:7.1f}"
            print(line, flush=True)
    large = sorted(size for size in ours if size >= 60)
    if len(large) > 1:
        first, last = large[0], large[-1]
        power = math.log(ours[last] / ours[first]) / math.log(last / first)
        print(f"The time grows with the {power:.2f}th power of the audits, {first} to {last}.")
    print("Bars: 4 s at 5 audits, stock/ours 6 at 600, a power of 1.1 from 60 to 3,000.")


if __name__ == "__main__":
    main()
