"""A published address keeps working, or the build stops."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.__main__ import main
from macros.addresses.published import (
    PUBLISHED,
    current_addresses,
    list_with,
    lost_addresses,
    read_list,
)
from macros.addresses.redirects import REDIRECTS, old_places, redirect_files, with_old_places
from macros.checks.load import load_library
from macros.problems import DataError
from macros.reading.files import markdown_files
from macros.records.lists import Redirect
from tests.conftest import ADDRESS, REPOSITORY, Build, own_library, site_of
from tests.support.browser import serve
from tests.support.site_html import elements, problems_of_site, read_page
from tests.support.small_library import AUDIT, FILES, write, write_small_library

PAGE = "/audits/2022-23/neglect/"

#: The top of a page that calls macros.
MACROS = "---\nrender_macros: true\n---\n\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small library after all its addresses were published."""
    root = write_small_library(tmp_path)
    write(root, "docs/guidance/index.md", "# Guidance\n")
    assert main(["--root", str(root), "addresses"]) == 0
    return root


def check(root: Path) -> str:
    """Return what the check of the data says."""
    try:
        load_library(root)
    except DataError as error:
        return str(error)
    return "in order"


def change(root: Path, old: str, new: str, file: str = AUDIT) -> None:
    """Change a file of the small library."""
    assert old in FILES[file]
    write(root, file, FILES[file].replace(old, new))


def rename(root: Path, old: str, new: str) -> None:
    """Give a file another name."""
    (root / old).rename(root / new)


# --- What is published ------------------------------------------------------------------------


def test_every_address_of_the_site_is_in_its_list() -> None:
    library = own_library()
    published = read_list((REPOSITORY / PUBLISHED).read_text(encoding="utf-8"))
    current = current_addresses(library, markdown_files(REPOSITORY))
    assert lost_addresses(published, current, library.redirects) == []
    assert published


def test_pages_and_the_places_on_them_are_addresses(root: Path) -> None:
    published = read_list((root / PUBLISHED).read_text(encoding="utf-8"))
    expected = {PAGE, f"{PAGE}#all-children", "/themes/siblings/", "/guidance/timelines/"}
    assert expected <= published.keys()
    assert published.keys() == current_addresses(load_library(root), markdown_files(root))


def test_nothing_is_ever_taken_out_of_the_list() -> None:
    text = list_with(["/old/", "/b/"], ["/b/", "/a/"])
    assert list(read_list(text)) == ["/a/", "/b/", "/old/"]
    assert list_with(read_list(text), []) == text


def test_the_command_says_which_addresses_are_new(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "data/audits/2023-24/drugs.yml", FILES["data/audits/2023-24/neglect.yml"])
    capsys.readouterr()
    assert main(["--root", str(root), "addresses"]) == 0
    said = capsys.readouterr().out
    assert re.findall("`(.*?)`", said) == [
        "/audits/2023-24/drugs/",
        "/audits/2023-24/drugs/#keep-timelines",
        "/briefings/2023-24/drugs/",
    ]


def test_a_new_address_needs_no_entry_in_the_list(root: Path) -> None:
    write(root, "data/audits/2023-24/drugs.yml", FILES["data/audits/2023-24/neglect.yml"])
    assert check(root) == "in order"


# --- A missing address ------------------------------------------------------------------------


def problems(root: Path) -> list[tuple[str, str]]:
    """Return file and message of each problem."""
    with pytest.raises(DataError) as caught:
        load_library(root)
    return [(problem.file, problem.message) for problem in caught.value.problems]


def gone(address: str) -> tuple[str, str]:
    """Return file and message about a missing page."""
    return PUBLISHED, f"the address “{address}” was published, and nothing is there now"


def test_all_consequences_of_renaming_an_audit_are_reported_at_once(root: Path) -> None:
    write(
        root,
        "docs/audits/2022-23/neglect.md",
        f"{MACROS}# Neglect\n\n{{{{ audit_reminders() }}}}\n",
    )
    rename(root, AUDIT, "data/audits/2022-23/neglected.yml")
    found = problems(root)
    renamed = "data/audits/2022-23/neglected.yml"
    assert (renamed, "the audit “2022-23/neglect” does not exist") in found
    page = "this page shows the audit of its name, and there is none"
    assert ("docs/audits/2022-23/neglect.md", page) in found
    # Once corrected as the messages say, no problem is left.
    rename(root, "docs/audits/2022-23/neglect.md", "docs/audits/2022-23/neglected.md")
    for file in ("data/responses.yml", "data/guidance.yml"):
        write(root, file, FILES[file].replace("2022-23/neglect", "2022-23/neglected"))
    moved = "- old: /audits/2022-23/neglect/\n  new: /audits/2022-23/neglected/\n"
    write(root, REDIRECTS, FILES[REDIRECTS] + moved)
    assert check(root) == "in order"


def test_all_consequences_of_another_id_of_a_theme_are_one_problem_at_the_id(root: Path) -> None:
    themes = FILES["data/themes.yml"].replace("id: siblings", "id: brothers-too")
    write(root, "data/themes.yml", themes)
    assert problems(root) == [("data/themes.yml", "the theme “siblings” does not exist")]


def test_a_redirected_page_is_not_reported_as_missing_beside_another_fault(
    root: Path,
) -> None:
    rename(root, AUDIT, "data/audits/2022-23/neglected.yml")
    moved = "- old: /audits/2022-23/neglect/\n  new: /audits/2022-23/neglected/\n"
    write(root, REDIRECTS, FILES[REDIRECTS] + moved)
    assert gone("/audits/2022-23/neglect/") not in problems(root)


def test_no_page_is_reported_as_missing_while_the_redirects_cannot_be_read(root: Path) -> None:
    rename(root, AUDIT, "data/audits/2022-23/neglected.yml")
    write(root, REDIRECTS, "- old /audits/2022-23/neglect/\n  new: x\n")
    assert gone("/audits/2022-23/neglect/") not in problems(root)


@pytest.mark.parametrize(
    "page",
    ["docs/audits/2022-23/index.md", "docs/about/neglect.md", "docs/audits/2022-23/notes.md"],
)
def test_a_page_that_shows_no_record_of_its_name_may_be_anywhere(root: Path, page: str) -> None:
    text = "" if page.endswith("notes.md") else "{{ audit_index() }}\n"
    write(root, page, f"{MACROS}# Page\n\n{text}")
    assert check(root) == "in order"


def test_a_renamed_id_is_reported_where_it_was_changed(root: Path) -> None:
    change(root, "- id: all-children", "- id: every-child")
    line = (root / AUDIT).read_text("utf-8").splitlines().index("  - id: every-child") + 1
    heading, _, problem = check(root).partition("\n\n")
    assert heading.startswith("1 problem to fix")
    assert problem == (
        f"{AUDIT}, line {line}, column 5: the address “{PAGE}#all-children” was published, and "
        "nothing is there now.\n"
        "  Others link to it. Put it back as it was. If it has to change, add it to "
        "data/redirects.yml: “old” is this address, “new” is where it leads now. CONTRIBUTING.md "
        "shows it under “When an address has to change”."
    )


def test_a_renamed_audit_is_reported_once_and_not_for_each_place_on_it(root: Path) -> None:
    rename(root, "data/audits/2023-24/neglect.yml", "data/audits/2023-24/home.yml")
    said = check(root)
    assert "1 problem to fix" in said
    assert f"{PUBLISHED}, line" in said
    assert "the address “/audits/2023-24/neglect/” was published" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "address"),
    [
        ("data/themes.yml", "id: siblings", "id: brothers", "/themes/siblings/"),
        ("data/situations.yml", "id: assessment", "id: assessing", "/situations/assessment/"),
        ("data/guidance.yml", "id: toolkit", "id: tools", "/guidance/#toolkit"),
    ],
)
def test_a_renamed_record_is_reported(
    root: Path, file: str, old: str, new: str, address: str
) -> None:
    for path in root.rglob("*.yml"):
        word, other = old.partition(": ")[2], new.partition(": ")[2]
        path.write_text(re.sub(rf"\b{word}\b(?!-)", other, path.read_text("utf-8")), "utf-8")
    assert f"“{address}” was published, and nothing is there now" in check(root)


def test_a_deleted_page_of_prose_is_reported(root: Path) -> None:
    rename(root, "docs/guidance/timelines.md", "docs/guidance/lines.md")
    change(root, "guidance/timelines.md", "guidance/lines.md", "data/guidance.yml")
    assert "“/guidance/timelines/” was published" in check(root)


@pytest.mark.parametrize("content", [b"\xff\xfe/\x00", b"", b"/themes/siblings/\r\n# note\n"])
def test_a_list_that_was_damaged_is_no_reason_to_fall_over(root: Path, content: bytes) -> None:
    write(root, PUBLISHED, content)
    assert check(root) == "in order"


def test_while_other_faults_are_there_addresses_are_left_out(root: Path) -> None:
    change(root, "- id: all-children", "- id: All Children")
    assert "was published" not in check(root)


# --- Redirects --------------------------------------------------------------------------------


def redirect(root: Path, old: str, new: str) -> None:
    """Write a redirect into the data."""
    write(root, REDIRECTS, f'- old: "{old}"\n  new: "{new}"\n')


def test_a_redirect_lets_an_id_change(root: Path) -> None:
    change(root, "- id: all-children", "- id: every-child")
    redirect(root, f"{PAGE}#all-children", f"{PAGE}#every-child")
    assert check(root) == "in order"


def test_a_redirect_of_a_page_is_enough_for_all_places_on_it(root: Path) -> None:
    rename(root, "data/audits/2023-24/neglect.yml", "data/audits/2023-24/home.yml")
    redirect(root, "/audits/2023-24/neglect/", "/audits/2023-24/home/")
    assert check(root) == "in order"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (PAGE, "/themes/", f"“{PAGE}” is an address of the site now"),
        ("/gone/", "/themes/sibling/", "nothing at “/themes/sibling/”"),
        ("/gone/", "/themes/sibling/", "Did you mean “/themes/siblings/”?"),
        ("/gone/", "/gone-too/", "nothing at “/gone-too/”"),
        ("/gone/", "/gone/", "nothing at “/gone/”"),
        (f"{PAGE}#gone", "/themes/siblings/", "is on another page"),
        ("gone/", "/themes/", "“gone/” is not an address of this site"),
        ("https://example.org/gone/", "/themes/", "is not an address of this site"),
        ("/gone", "/themes/", "“/gone” is not an address of this site"),
        ("/gone/?a=b", "/themes/", "is not an address of this site"),
        ("/../gone/", "/themes/", "is not an address of this site"),
        ("//example.org/", "/themes/", "is not an address of this site"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_reported(
    root: Path, old: str, new: str, says: str
) -> None:
    redirect(root, old, new)
    assert f"{REDIRECTS}, line " in check(root)
    assert says in check(root)


def test_an_address_can_lead_to_one_place_only(root: Path) -> None:
    entry = "- old: /gone/\n  new: /themes/\n"
    write(root, REDIRECTS, entry + entry)
    assert "“/gone/” is already used on line 1" in check(root)


# --- What becomes of a redirect ---------------------------------------------------------------

MOVED = Redirect(old="/a/b/", new="/themes/#siblings")


@pytest.mark.parametrize(
    ("site_url", "canonical"),
    [("", "../../themes/#siblings"), ("https://example.org/x/", "https://example.org/x/themes/")],
)
def test_a_page_that_has_moved_leads_on_without_a_script(site_url: str, canonical: str) -> None:
    files = dict(redirect_files([MOVED], site_url))
    assert list(files) == ["a/b/index.html", "assets/moved.js"]
    html = files["a/b/index.html"]
    assert '<script defer src="../../assets/moved.js">' in html
    assert '<meta http-equiv="refresh" content="0; url=../../themes/#siblings">' in html
    assert '<a href="../../themes/#siblings">its new address</a>' in html
    assert f'<link rel="canonical" href="{canonical}">' in html


def test_without_a_page_that_has_moved_no_file_is_needed() -> None:
    assert list(redirect_files([Redirect(old="/a/#old", new="/a/#new")], "")) == []


def test_the_old_id_of_a_place_leads_to_its_new_one() -> None:
    places = old_places([Redirect(old="/a/#old", new="/a/#new"), MOVED])
    assert places == {"/a/": (("old", "new"),)}
    html = '<p id="newer">x</p><li class="x" id="new">y</li>'
    assert with_old_places(html, places["/a/"]) == (
        '<p id="newer">x</p><li class="x" id="new"><span id="old"></span>y</li>'
    )


def test_an_old_id_whose_place_no_longer_exists_leads_to_the_page() -> None:
    places = old_places([Redirect(old="/a/#old", new="/a/")])
    assert with_old_places("<h1>A</h1>", places["/a/"]) == '<span id="old"></span><h1>A</h1>'


LIBRARY = own_library()
#: One audit gets another name, and the first reminder of another audit another id.
RENAMED, KEPT = LIBRARY.audits[:2]
OLD_ID = KEPT.reminders[0].id
NEW_PAGE = f"audits/{RENAMED.year.slug}/renamed/"


def rename_in_data(project: Path) -> None:
    """Rename an audit and a reminder, with redirects."""
    folder = project / "data/audits"
    (folder / f"{RENAMED.id}.yml").rename(folder / RENAMED.year.slug / "renamed.yml")
    for path in (project / "data").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"\b{RENAMED.id}\b(?!-)", NEW_PAGE[7:-1], text), "utf-8")
    file = folder / f"{KEPT.id}.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"- id: {OLD_ID}\n", "- id: renamed\n"), encoding="utf-8")
    page = f"/audits/{KEPT.id}/"
    with (project / REDIRECTS).open("a", encoding="utf-8") as redirects:
        redirects.write(
            f"\n- old: /audits/{RENAMED.id}/\n  new: /{NEW_PAGE}\n"
            f'- old: "{page}#{OLD_ID}"\n  new: "{page}#renamed"\n'
        )


@pytest.fixture(scope="module")
def moved_site(built: Build) -> Path:
    """The site of this repository after an audit and a reminder were renamed, with redirects."""
    return site_of(built("moved", rename_in_data, SITE_URL=ADDRESS))


def test_the_old_address_of_an_audit_leads_to_its_new_page(moved_site: Path) -> None:
    page = read_page(moved_site / "audits" / RENAMED.id / "index.html")
    (refresh,) = elements(page, "//meta[@http-equiv='refresh']")
    assert refresh.get("content") == f"0; url=../../../{NEW_PAGE}"
    assert (moved_site / NEW_PAGE / "index.html").is_file()


def test_the_old_id_of_a_reminder_is_still_a_place_on_its_page(moved_site: Path) -> None:
    page = read_page(moved_site / "audits" / KEPT.id / "index.html")
    (place,) = elements(page, f"//*[@id='{OLD_ID}']")
    parent = place.getparent()
    assert parent is not None
    assert parent.get("id") == "renamed"


def test_the_old_address_is_not_offered_to_search_engines(moved_site: Path) -> None:
    assert f"/{RENAMED.id}/" not in (moved_site / "sitemap.xml").read_text(encoding="utf-8")


def test_the_site_with_pages_that_have_moved_has_no_problem(moved_site: Path) -> None:
    assert problems_of_site(moved_site, base="/briefings/") == []


@pytest.mark.parametrize(
    ("script", "asked", "expected"), [(True, "#place", "#place"), (True, "", ""), (False, "", "")]
)
def test_a_browser_is_led_on_and_keeps_its_place_if_it_runs_scripts(
    browser: Browser, moved_site: Path, script: bool, asked: str, expected: str
) -> None:
    with serve(moved_site) as top:
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(f"{top}audits/{RENAMED.id}/{asked}")
        page.wait_for_url(f"{top}{NEW_PAGE}{expected}", timeout=10_000)
        context.close()
