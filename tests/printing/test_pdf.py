"""Every PDF of the site says what it should, fits its paper, and can be read out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest

from macros.addresses.links import Address
from macros.addresses.site_urls import SiteUrls
from macros.printing.catalogue import Catalogue, Print, WordPrint
from macros.printing.paper import Place, printed_page
from macros.printing.parts import QUESTIONS, Context, guide_line
from macros.printing.versions import last_changes
from macros.printing.writer import DocumentWriter, Made, PrintingError
from macros.records.library import Library
from macros.records.records import Audit
from tests.conftest import build, copy_project
from tests.support.pdf_structure import body_lines, outline_titles, problems_of_pdf
from tests.support.printing_text import (
    ADDRESS,
    EMPTY,
    LONG,
    SECOND_YEAR,
    squeezed,
    text_of,
    without_columns,
)
from tests.support.site_html import elements, plain_text, problems_of_site, read_page
from tests.support.small_library import guide as guide_elsewhere

pytest_plugins = ("tests.support.printing_fixtures",)


def pages_of(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def audit_pdf(site: Path, audit: Audit) -> Path:
    return site / "audits" / f"{audit.id}.pdf"


def press(folder: Path) -> DocumentWriter:
    folder.mkdir(parents=True, exist_ok=True)
    return DocumentWriter(folder)


def made_from(catalogue: Catalogue, folder: Path, path: str) -> Made:
    """Make one document of a catalogue."""
    item = next(item for item in catalogue.everything() if item.path == path)
    return press(folder).make(item)


# --- All of them --------------------------------------------------------------------------------


def test_every_page_of_the_kinds_that_are_printed_has_its_documents(
    printed_site: Path, library: Library
) -> None:
    expected = {"response.pdf", "packs/guidance.pdf"}
    for audit in library.audits:
        year, slug = audit.id.split("/")
        expected |= {f"audits/{audit.id}.pdf", f"action-plans/{year}/action-plan-{slug}.docx"}
    expected |= {f"themes/{theme.id}.pdf" for theme in library.themes}
    for situation in library.situations:
        expected |= {
            f"situations/{situation.id}.pdf",
            f"checklists/meeting-checklist-{situation.id}.pdf",
        }
    expected |= {
        guide.page.replace(".md", ".pdf") for guide in library.guidance if guide.page is not None
    }
    expected |= {f"packs/audits-and-themes-{year.replace('/', '-')}.pdf" for year in library.years}

    found = {
        file.relative_to(printed_site).as_posix()
        for kind in ("pdf", "docx")
        for file in printed_site.rglob(f"*.{kind}")
    }

    assert found == expected


def test_no_pdf_has_a_fault_of_structure(printed_site: Path) -> None:
    problems = {
        file.relative_to(printed_site).as_posix(): problems_of_pdf(file)
        for file in sorted(printed_site.rglob("*.pdf"))
    }

    assert {name: found for name, found in problems.items() if found} == {}


def test_every_pdf_names_its_page_its_version_and_its_pages(printed_site: Path) -> None:
    for file in sorted(printed_site.rglob("*.pdf")):
        count = pages_of(file)
        for number in range(1, count + 1):
            text = text_of(file, number)
            assert ADDRESS.removeprefix("https://") in text, (file, number)
            assert f"Page {number} of {count}" in text, (file, number)
            assert "Version " in text, (file, number)


def test_every_pdf_says_whom_to_call(printed_site: Path, library: Library) -> None:
    for file in sorted(printed_site.rglob("*.pdf")):
        text = without_columns(file)
        for contact in library.contacts:
            assert squeezed(contact.number) in text, file
            assert all(squeezed(hours) in text for hours in contact.hours), file
        assert squeezed("To be confirmed by the partnership.") in text, file
        assert squeezed("Date of the copy not known.") in text, file
        assert any(squeezed(contact.source) in text for contact in library.contacts), file


def test_links_into_the_site_lead_somewhere(printed_site: Path) -> None:
    dead = [
        f"{file.name}: {address}"
        for file in sorted(printed_site.rglob("*.pdf"))
        for address in addresses_in(file)
        if address.startswith(ADDRESS) and not is_on(printed_site, address)
    ]

    assert dead == []


def addresses_in(file: Path) -> Iterator[str]:
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            annotations: Any = page.get("/Annots", [])
            for link in annotations:
                action = link.get("/A")
                if action is not None and "/URI" in action:
                    yield str(action["/URI"])


def is_on(site: Path, address: str) -> bool:
    """Return whether an address is a page of a built site, and a place on that page."""
    parts = urlsplit(address.removeprefix(ADDRESS))
    file = site / parts.path
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return False
    return not parts.fragment or f'id="{parts.fragment}"' in file.read_text(encoding="utf-8")


def test_a_dead_link_into_the_site_is_seen(printed_site: Path) -> None:
    assert is_on(printed_site, f"{ADDRESS}guidance/#local-procedures")
    assert not is_on(printed_site, f"{ADDRESS}guidance/#no-such-guide")
    assert not is_on(printed_site, f"{ADDRESS}no-such-page/")


def test_pages_say_how_long_and_how_large_their_documents_are(
    printed_site: Path, library: Library
) -> None:
    for audit in library.audits:
        page = printed_site / "audits" / audit.id / "index.html"
        found = {
            (page.parent / link.get("href", "")).resolve(): plain_text(link)
            for link in elements(read_page(page), '//*[@class="sscp-prints"]//a')
        }
        pdf = audit_pdf(printed_site, audit)
        size = round(pdf.stat().st_size / 1024)
        assert found[pdf.resolve()] == f"Print this briefing (PDF, 2 pages, {size} KB)"
        assert len(found) == 2
        assert all(file.is_file() for file in found)


def test_the_site_with_its_documents_has_no_fault(printed_site: Path) -> None:
    problems = problems_of_site(printed_site, "/briefings/")

    # Titles are the same with and without documents: test_site_html sees to them.
    assert [problem for problem in problems if "the title" not in problem] == []


# --- Each kind ----------------------------------------------------------------------------------


def test_the_briefing_on_an_audit_is_whole_and_has_two_pages(
    printed_site: Path, library: Library
) -> None:
    for audit in library.audits:
        file = audit_pdf(printed_site, audit)
        text = without_columns(file)
        sentences = [
            audit.title,
            *audit.background,
            *(reminder.text for reminder in audit.reminders),
            *(practice.text for practice in audit.good_practice),
            *(guide.title for guide in library.guidance_of_audit(audit)),
            *QUESTIONS,
            "The audit findings remind us to",
            "How will we know",
            f"{ADDRESS.removeprefix('https://')}audits/{audit.id}/",
        ]
        if audit.held:
            sentences.append(f"Audit of {audit.held.words}")
        assert [words for words in sentences if squeezed(words) not in text] == []
        assert pages_of(file) == 2


def test_a_sentence_that_is_missing_from_a_briefing_is_seen(
    printed_site: Path, library: Library
) -> None:
    text = without_columns(audit_pdf(printed_site, library.audits[0]))

    assert squeezed(library.audits[1].reminders[0].text) not in text


def test_checklists_are_one_page_with_every_reminder(printed_site: Path, library: Library) -> None:
    for situation in library.situations:
        file = printed_site / "checklists" / f"meeting-checklist-{situation.id}.pdf"
        text = without_columns(file)
        for found in library.findings_by_situation[situation.id]:
            for reminder in found.reminders:
                assert squeezed(reminder.text) in text, situation.id
        assert pages_of(file) == 1


def test_themes_and_situations_hold_all_their_findings(
    printed_site: Path, library: Library
) -> None:
    groups = {"themes": library.findings_by_theme, "situations": library.findings_by_situation}
    for folder, findings in groups.items():
        for name, found in findings.items():
            text = without_columns(printed_site / folder / f"{name}.pdf")
            for item in found:
                sentences = [reminder.text for reminder in item.reminders]
                sentences += [practice.text for practice in item.good_practice]
                missing = [words for words in sentences if squeezed(words) not in text]
                assert missing == [], (folder, name)


def test_the_response_page_holds_all_responses(printed_site: Path, library: Library) -> None:
    text = without_columns(printed_site / "response.pdf")

    for response in library.responses:
        sentence = response.text.partition("[")[0] or response.text
        assert squeezed(sentence) in text, response.id


def test_guidance_is_marked_as_a_draft_on_every_page(printed_site: Path, library: Library) -> None:
    drafts = [guide.page for guide in library.guidance if guide.status == "draft" and guide.page]
    assert drafts
    for page in drafts:
        file = printed_site / page.replace(".md", ".pdf")
        assert "Draft from public guidance, to be confirmed" in " ".join(text_of(file, 1).split())
        for number in range(2, pages_of(file) + 1):
            assert "Draft, to be confirmed" in text_of(file, number)


def test_guidance_holds_every_heading_and_every_entry_of_its_page(
    printed_site: Path, library: Library
) -> None:
    for page in sorted(guide.page for guide in library.guidance if guide.page):
        web = read_page(printed_site / page.removesuffix(".md") / "index.html")
        text = without_columns(printed_site / page.replace(".md", ".pdf"))
        for element in elements(web, "//article//*[self::h2 or self::h3 or self::td]"):
            for dropped in elements(element, './/a[@class="headerlink"] | .//sup'):
                dropped.drop_tree()
            words = squeezed(plain_text(element))
            if words != squeezed("Worried about a child?"):
                assert words in text, (page, plain_text(element))


def test_the_pack_of_a_year_lists_its_parts_with_their_pages(
    printed_site: Path, library: Library
) -> None:
    file = printed_site / "packs" / "audits-and-themes-2022-23.pdf"
    contents = text_of(file, 1)
    titles = [audit.title for audit in library.audits] + [theme.title for theme in library.themes]
    listed: dict[str, list[int]] = {}
    for line in contents.splitlines():
        words = line.split()
        for title in titles:
            if line.strip().startswith(title) and words[-1].isdigit():
                listed.setdefault(title, []).append(int(words[-1]))
    for title in titles:
        for number in listed[title]:
            start = " ".join(text_of(file, number).split())
            assert title in start, (title, number)
            assert "Practice learning briefing" in start or "Cross-cutting theme" in start
    with pikepdf.open(file) as pdf:
        bookmarks = list(outline_titles(pdf))
    assert set(titles) <= set(bookmarks)


def test_packs_name_the_page_of_each_part_at_its_foot(printed_site: Path, library: Library) -> None:
    text = squeezed(text_of(printed_site / "packs" / "audits-and-themes-2022-23.pdf"))

    for audit in library.audits:
        assert f"{ADDRESS.removeprefix('https://')}audits/{audit.id}/" in text


# --- Little and much ----------------------------------------------------------------------------


def test_a_briefing_of_25_reminders_flows_on_and_says_so(
    two_years: Catalogue, tmp_path: Path
) -> None:
    made = made_from(two_years, tmp_path, f"audits/2023-24/{LONG}.pdf")
    text = without_columns(made.file)

    assert made.pages is not None
    assert made.pages > 2
    assert squeezed("This briefing is longer than 2 pages, because nothing is left out.") in text
    audit = two_years.context.library.audit_by_id[f"2023-24/{LONG}"]
    assert [item.id for item in audit.reminders if squeezed(item.text) not in text] == []
    assert problems_of_pdf(made.file) == []


def test_a_briefing_without_reminders_says_so(two_years: Catalogue, tmp_path: Path) -> None:
    made = made_from(two_years, tmp_path, f"audits/2023-24/{EMPTY}.pdf")
    text = without_columns(made.file)

    assert squeezed("No practice reminders are recorded for this audit.") in text
    assert squeezed("No good practice is recorded for this audit.") in text
    assert made.pages is not None
    assert made.pages <= 2
    assert problems_of_pdf(made.file) == []


def test_each_year_has_a_pack_of_its_own_audits(two_years: Catalogue, tmp_path: Path) -> None:
    library = two_years.context.library
    made = made_from(two_years, tmp_path, "packs/audits-and-themes-2023-24.pdf")
    with pikepdf.open(made.file) as pdf:
        bookmarks = set(outline_titles(pdf))

    assert {audit.title for audit in library.audits_of_year[SECOND_YEAR]} <= bookmarks
    assert "Domestic abuse" not in bookmarks


def test_a_checklist_that_is_too_long_flows_on_and_says_so(
    two_years: Catalogue, tmp_path: Path
) -> None:
    made = made_from(two_years, tmp_path, "checklists/meeting-checklist-assessment.pdf")
    text = without_columns(made.file)

    assert made.pages is not None
    assert made.pages > 1
    assert squeezed("This checklist is longer than one page") in text
    assert problems_of_pdf(made.file) == []


# --- Without an address, without git --------------------------------------------------------------


@pytest.mark.build
def test_without_an_address_the_path_is_printed_and_no_code(
    library: Library, tmp_path: Path
) -> None:
    catalogue = Catalogue(Context(library, SiteUrls("")))
    made = made_from(catalogue, tmp_path, "audits/2022-23/domestic-abuse.pdf")
    text = text_of(made.file)

    assert "/audits/2022-23/domestic-abuse/" in text
    assert squeezed("This site has no address on the web yet.") in squeezed(text)
    outside = {contact.source_url for contact in library.contacts}
    assert set(addresses_in(made.file)) == outside
    assert "Version not dated" in text
    assert problems_of_pdf(made.file) == []


def git(folder: Path, *arguments: str, day: str = "2026-03-04T10:00:00+00:00") -> None:
    subprocess.run(
        ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day},
    )


def test_versions_are_days_of_commits(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "one.yml").write_text("one", encoding="utf-8")
    (tmp_path / "data" / "two.yml").write_text("two", encoding="utf-8")
    assert last_changes(tmp_path) == {}

    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "First")
    (tmp_path / "data" / "two.yml").write_text("2", encoding="utf-8")
    git(tmp_path, "commit", "-am", "Second", day="2026-05-06T10:00:00+00:00")
    assert last_changes(tmp_path) == {
        "data/one.yml": date(2026, 3, 4),
        "data/two.yml": date(2026, 5, 6),
    }

    # Nothing true can be said of a file that is changed and not committed …
    (tmp_path / "data" / "one.yml").write_text("1", encoding="utf-8")
    assert last_changes(tmp_path) == {"data/two.yml": date(2026, 5, 6)}

    # … nor where only the last commit is known.
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--depth", "1", f"file://{tmp_path}", str(clone))
    assert last_changes(clone) == {}


def test_the_version_is_the_newest_change_of_all_that_a_document_is_made_of(
    library: Library,
) -> None:
    files = {f"data/audits/{audit.id}.yml": date(2026, 1, 2) for audit in library.audits}
    catalogue = Catalogue(
        Context(library, SiteUrls(ADDRESS)), files | {"data/themes.yml": date(2025, 1, 1)}
    )

    [theme] = [theme for theme in library.themes if theme.id == "siblings"]
    assert "Version of 2 January 2026" in catalogue.theme(theme).variants[0]
    assert "Version not dated" in catalogue.response().variants[0]


# --- Links on paper -----------------------------------------------------------------------------


def test_links_become_addresses_that_make_sense_on_paper() -> None:
    shown = printed_page(
        SiteUrls(ADDRESS),
        "guidance/timelines.md",
        '<h1>Timelines<a class="headerlink" href="#x">#</a></h1>'
        '<h2 id="x">Use<a class="headerlink" href="#x">#</a></h2>'
        '<p><a href="../#local">here</a>, <a href="../#local">again</a>, <a href="#x">above</a>, '
        '<a href="https://www.example.net/a?b=1&amp;c=2">there</a><br>x &amp; y</p>'
        '<ul class="sscp-points"><li><a href="../../audits/x/#y">A point</a></li></ul>',
        Place(2, "t"),
    )

    assert shown == (
        '<h3 id="t--x">Use</h3>'
        f'<p><a href="{ADDRESS}guidance/#local">here</a> '
        '<span class="address">(example.org/briefings/guidance/#local)</span>, '
        f'<a href="{ADDRESS}guidance/#local">again</a>, <a href="#t--x">above</a>, '
        '<a href="https://www.example.net/a?b=1&amp;c=2">there</a> '
        '<span class="address">(www.example.net/a?b=1&amp;c=2)</span><br>x &amp; y</p>'
        f'<ul class="sscp-points"><li><a href="{ADDRESS}audits/x/#y">A point</a></li></ul>'
    )


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("../index.html", ""),
        ("index.html#toolkit", "guidance/#toolkit"),
        ("strategy-meetings.html", "guidance/strategy-meetings/"),
        ("../audits/2022-23/neglect.html#one", "audits/2022-23/neglect/#one"),
    ],
)
def test_a_copy_in_a_folder_prints_where_its_pages_are_on_the_web(href: str, path: str) -> None:
    copy = SiteUrls(ADDRESS, links_to_files=True)
    assert copy.resolve("guidance/timelines.md", href)[0] == ADDRESS + path
    assert copy.url(Address("guidance/timelines.md")) == f"{ADDRESS}guidance/timelines/"


@pytest.mark.parametrize("path", ["toolkit", "news-and-events/" * 5])
def test_a_guide_elsewhere_has_its_own_address_on_paper(path: str) -> None:
    elsewhere = guide_elsewhere(
        "toolkit", status="published", url=f"https://www.example.org/{path}"
    )
    context = Context(Library(guidance=(elsewhere,)), SiteUrls(ADDRESS))
    line = guide_line(context, elsewhere)
    assert f">www.example.org/{path}</a>" in line
    assert ADDRESS.removeprefix("https://") not in line


def test_a_link_to_the_numbers_to_call_becomes_plain_words() -> None:
    html = '<p><a href="#worried-about-a-child">Call 999</a> <a href="#x">y</a></p>'
    shown = printed_page(SiteUrls(ADDRESS), "guidance/timelines.md", html)
    assert shown == '<p><span>Call 999</span> <a href="#x">y</a></p>'


def test_links_without_an_address_of_the_site_become_paths() -> None:
    shown = printed_page(
        SiteUrls(""), "guidance/timelines.md", '<p><a href="../../glossary/">G</a></p>'
    )

    assert shown == '<p><span>G</span> <span class="address">(/glossary/)</span></p>'


# --- Making them --------------------------------------------------------------------------------

ONE = """<!doctype html><html lang="en-GB"><head><title>One</title></head>
<body data-title="One" data-address="" data-state="" data-mark=""><h1>One</h1>{}</body></html>"""


def a_print(body: str = "", document: str = ONE) -> Print:
    return Print("one.pdf", "index.md", "Print", (document.replace("{}", body),))


@pytest.mark.build
def test_the_same_input_gives_the_same_bytes_at_another_time(
    library: Library, tmp_path: Path
) -> None:
    """In a second process, because names that a process makes up would differ there."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom macros.checks.load import load_library\n"
        "from macros.printing.catalogue import Catalogue\n"
        "from macros.printing.writer import DocumentWriter\n"
        "from macros.addresses.site_urls import SiteUrls\n"
        "from macros.printing.parts import Context\n"
        f"c = Catalogue(Context(load_library(Path()), SiteUrls({ADDRESS!r})))\n"
        "a = c.context.library.audits[0]\n"
        "documents = [c.audit(a), c.action_plan(a), c.year_pack(a.year)]\n"
        "DocumentWriter(Path(sys.argv[1])).make_all(documents)\n"
    )
    contents = []
    for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2")):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            check=True,
            env={"PATH": "/usr/bin:/bin", "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        )
        contents.append({file.name: file.read_bytes() for file in folder.iterdir()})

    assert len(contents[0]) == 3
    assert contents[0] == contents[1]


@pytest.mark.build
def test_what_has_not_changed_is_not_made_again(library: Library, tmp_path: Path) -> None:
    catalogue = Catalogue(Context(library, SiteUrls(ADDRESS)))
    first, second, third = library.audits[:3]
    worker = press(tmp_path)
    made = worker.make_all([catalogue.audit(first), catalogue.action_plan(first)])
    assert worker.made == 2

    again = press(tmp_path)
    assert again.make_all([catalogue.audit(first), catalogue.action_plan(first)]) == made
    assert again.made == 0

    changed = first.model_copy(update={"title": "Another title"})
    again.make_all([catalogue.audit(changed), catalogue.audit(second), catalogue.audit(first)])
    assert again.made == 2
    assert third.id not in {item.path for item in made}


def test_a_warning_of_weasyprint_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(PrintingError, match="not content") as error:
        press(tmp_path).make(a_print('<img src="file:///no/such/image.png" alt="x">'))
    assert "one.pdf" in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_cannot_be_written_leaves_nothing_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    worker = press(tmp_path)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        worker.make(a_print())
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_in_the_stylesheet_stops_the_build(tmp_path: Path) -> None:
    worker = DocumentWriter(tmp_path, "h1 { colour: red }")
    with pytest.raises(PrintingError, match="colour"):
        worker.make(a_print())


def shim(folder: Path) -> str:
    """Return a folder for PYTHONPATH in which WeasyPrint fails as it does without Pango."""
    folder.mkdir()
    (folder / "weasyprint.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\")\n", encoding="utf-8"
    )
    return str(folder)


@pytest.mark.build
def test_without_the_libraries_the_site_is_built_and_says_how_to_get_pdfs(tmp_path: Path) -> None:
    project, path = copy_project(tmp_path), shim(tmp_path / "shim")
    built = build(project, SITE_PDF="auto", PYTHONPATH=path)
    assert built.exit_code == 0, built.output
    assert "cannot load library 'libpango-1.0-0'" in built.output
    assert "run: make pdf" in built.output
    assert not list(built.site.rglob("*.pdf"))
    assert "sscp-prints" not in (built.site / "response" / "index.html").read_text("utf-8")

    refused = build(project, SITE_PDF="on", PYTHONPATH=path)
    assert refused.exit_code != 0
    assert "No PDFs can be made" in refused.output
    assert "Traceback" not in refused.output


# --- Planted faults -----------------------------------------------------------------------------


def with_pikepdf(change: Callable[[pikepdf.Pdf], object]) -> Callable[[Path], None]:
    def apply(file: Path) -> None:
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(file)

    return apply


def without(holder: str, key: str) -> Callable[[pikepdf.Pdf], object]:
    """Return a change that takes a key out of the root, of every page or of every link."""

    def change(pdf: pikepdf.Pdf) -> None:
        if holder == "root":
            del pdf.Root[key]
        for page in pdf.pages:
            if holder == "page":
                del page[key]
            annotations: Any = page.get("/Annots", [])
            for link in annotations if holder == "link" else ():
                del link[key]

    return change


LINKED = '<p><a href="https://example.net/">Example</a></p>'

FAULTS: dict[str, tuple[str, Callable[[Path], None] | None, str]] = {
    "no tags": (LINKED, with_pikepdf(without("root", "/MarkInfo")), "not tagged"),
    "no structure": (LINKED, with_pikepdf(without("root", "/StructTreeRoot")), "no heading"),
    "no language": (LINKED, with_pikepdf(without("root", "/Lang")), "language"),
    "the file's name": (LINKED, with_pikepdf(without("root", "/ViewerPreferences")), "file's name"),
    "no metadata": (LINKED, with_pikepdf(without("root", "/Metadata")), "PDF/UA-1"),
    "no bookmarks": (LINKED, with_pikepdf(without("root", "/Outlines")), "no bookmarks"),
    "no order of links": (LINKED, with_pikepdf(without("page", "/Tabs")), "from link to link"),
    "a link without words": (LINKED, with_pikepdf(without("link", "/Contents")), "where it leads"),
    "a link outside": (LINKED, with_pikepdf(without("link", "/StructParent")), "not part of"),
    "another paper": ("<style>@page { size: letter }</style>", None, "612 by 792"),
    "a skipped level": ("<h3>Three</h3>", None, "follows one of level 1"),
    "a table without headings": ("<table><tr><td>1</td></tr></table>", None, "name its headings"),
    "a list of anything": ("<ul><div>x</div></ul>", None, "no entry"),
    "a heading at the foot": (
        '<h2 style="margin-top: 230mm">Last</h2><p style="break-before: page">x</p>',
        None,
        "ends with the heading",
    ),
    "a blank page": ('<p style="break-before: page">&nbsp;</p>', None, "blank"),
}


@pytest.mark.parametrize(("body", "change", "message"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(
    tmp_path: Path, body: str, change: Callable[[Path], None] | None, message: str
) -> None:
    made = press(tmp_path / "cache").make(a_print(body))
    file = tmp_path / "one.pdf"
    shutil.copyfile(made.file, file)
    if change:
        assert problems_of_pdf(file) == []
        change(file)

    assert any(message in problem for problem in problems_of_pdf(file)), problems_of_pdf(file)


def test_the_lines_of_a_page_end_above_its_foot() -> None:
    assert body_lines("One\n\n  Two  three\naddress     Page 1 of 2\nVersion\n") == [
        "One",
        "Two three",
    ]


def test_every_document_has_a_place_of_its_own(two_years: Catalogue) -> None:
    paths = sorted(item.path for item in two_years.everything())
    assert all(one != two for one, two in pairwise(paths))
    assert any(isinstance(item, WordPrint) for item in two_years.everything())
