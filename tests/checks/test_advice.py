"""Advice: what is reported with its line, what is not, and that it never fails the check."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from macros.addresses.published import PUBLISHED
from macros.addresses.standard_pages import standard_pages
from macros.checks.advice import advice, explained_acronyms
from macros.checks.load import load_library, read_library
from macros.checks.page_advice import on_page
from macros.checks.reading_level import sentences_of
from tests.support.small_library import AUDIT, FILES, write

PAGE = "docs/guidance/timelines.md"
TEXT = FILES[AUDIT]
LONG = " ".join(["word"] * 26)
SHORT = " ".join(["word"] * 25)


def advised(root: Path, text: str, file: str = PAGE) -> list[tuple[int, str]]:
    """Return line and message of the advice on a file with this text."""
    write(root, file, text)
    return [(item.line, item.message) for item in advice(root, *read_library(root))]


def line_of(text: str, words: str) -> int:
    """Return the first line that contains some words."""
    return text[: text.index(words)].count("\n") + 1


def test_the_small_library_needs_no_advice(root: Path) -> None:
    assert advice(root, load_library(root)) == []


# --- Pages ------------------------------------------------------------------------------------


def test_a_sentence_of_26_words_is_reported_and_one_of_25_is_not(root: Path) -> None:
    half = " ".join(["word"] * 13)
    text = f"# Title\n\nA short one. {SHORT.capitalize()}.\n\n- {half}\n  {half}.\n"
    assert advised(root, text) == [
        (5, "the sentence that begins “word word word word word word” has 26 words")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"# {LONG}\n",
        f"```\n{LONG}\n```\n",
        f"<!-- {LONG} -->\n",
        f"{{# {LONG} #}}\n",
        f"| {SHORT} | {SHORT} |\n",
        f"- {SHORT}\n- {SHORT}\n",
        f"{SHORT}? Word! **{SHORT.capitalize()}.** Word.\n",
        f"[{SHORT}](https://example.org/{LONG.replace(' ', '/')}){{ .{LONG} }}\n",
        f"---\ntitle: {LONG}\n---\n\nShort.\n",
    ],
)
def test_what_is_not_one_sentence_is_not_reported(root: Path, text: str) -> None:
    assert advised(root, text) == []


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "Ask the others, e.g. Health or the police. Then go.\n"
    assert [sentence for _, sentence in sentences_of(text)] == [
        "Ask the others, e.g. Health or the police.",
        "Then go.",
    ]


@pytest.mark.parametrize("words", ["here", "click\nhere", "this link", "Read more"])
def test_a_link_that_does_not_say_where_it_leads_is_reported(words: str) -> None:
    (item,) = on_page("docs/a.md", f"# A\n\nFor more [{words}](b.md).\n")
    assert (item.line, item.column) == (3, 10)
    assert "does not say where it leads" in item.message
    assert list(on_page("docs/a.md", "[Here to help](b.md), [more on plans](c.md) here\n")) == []


def test_a_line_of_a_guide_that_does_not_say_where_it_comes_from_is_reported() -> None:
    """Each line of a list names a source, or the sentence by the list says it of all of them."""
    guide = "{{ guide_status() }}\n\nElsewhere:\n\n- One.[^leeds]\n- Act\n  now.\n"
    (item,) = on_page("docs/guidance/a.md", guide)
    assert (item.line, item.message[:14]) == (6, "“Act now.” doe")
    ours = "Written for this site."
    for said in (guide.replace("Elsewhere:", ours), f"{guide}\n{ours}\n"):
        assert list(on_page("docs/guidance/a.md", said)) == []
    assert list(on_page("docs/about/a.md", "Do this:\n\n- Act\n  now.\n")) == []


# --- Acronyms ---------------------------------------------------------------------------------


@pytest.mark.parametrize("file", [PAGE, AUDIT])
def test_an_unexplained_acronym_is_reported_once_in_each_file(root: Path, file: str) -> None:
    text = f"# A\n{TEXT}" if file == AUDIT else "# A\n\nThink about all.\nThe XQZ knows.\n"
    text = text.replace("Think about all", "Think with the XQZ about all")
    assert advised(root, text, file) == [(line_of(text, "XQZ"), "“XQZ” is not explained")]


@pytest.mark.parametrize(
    "text",
    [
        "Ask the MARAC, or two MARACs.",
        "Ask the Extra Quick Zone (XQZ). The XQZ knows.",
        "Ask the NHS, a GP or A&E.",
        "Read `XQZ.md` and [the page](XQZ.md).",
        "WHAT EACH LINE MEANS",
        '## Ask { data-search-words="XQZ rating" }',
    ],
)
def test_an_acronym_that_is_explained_or_well_known_is_not_reported(root: Path, text: str) -> None:
    assert advised(root, f"{text}\n") == []


def test_acronyms_wait_while_the_glossary_has_faults(root: Path) -> None:
    write(root, "data/glossary.yml", FILES["data/glossary.yml"].replace("kind: term", "kind: x"))
    write(root, PAGE, f"Ask the XQZ. {LONG.capitalize()}.\n")
    found = advice(root, *read_library(root))
    assert [item.message[:12] for item in found] == ["the sentence"]


def test_the_glossary_explains_its_terms_and_their_other_forms(root: Path) -> None:
    assert explained_acronyms(load_library(root)) == {"MARAC"}


OTHER = "data/audits/2022-23/other.yml"

# --- Audits -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Neglect", "title: “Neglect”", "readers see the quotation marks"),
        ("children in the household", "children in the", "the sentence ends with “the”"),
        ("looked at 6 children.", "looked at 6 children and", "the sentence ends with “and”"),
        ("id: voice-heard", "id: 2022-09", "the id “2022-09” is only a number"),
        ("    themes: [sharing]", "    themes: [sharing, sharing]", "“sharing” is named twice"),
        ("    guidance: [toolkit]", "    guidance: [toolkit, toolkit]", "“toolkit” is named twice"),
        ("held: 2022-09", "held: 2022-03", "March 2022 is not in the year 2022/23"),
        ("held: 2022-09", "held: 2023-04", "which is April 2022 to March 2023"),
        ("situations: [strategy-meeting]", "situations: []", "names no situation"),
        ("year: 2022/23", "# publisher: easton\nyear: 2022/23", "“publisher” is only a note"),
        ("method: deep dive", "ratings: [{count: 1, label: good}]", "one alone is “good”"),
        ("looked at 6 children.", "looked at 6 children, see page 4.", "a part of the briefing"),
        ("looked at 6 children.", "looked at 6 children (Table 2).", "a part of the briefing"),
        ("looked at 6 children.", "looked at 6 children …", "the sentence ends with “…”"),
        ("title: Neglect", "title: NEGLECT AUDIT", "“NEGLECT AUDIT” is in capital letters"),
        ("method: deep dive", f"method: {'records and ' * 8}more", "has 100 characters"),
        ("held: 2022-09", "added: 2022-08-01\nheld: 2022-09", "before it was held"),
        ("title: Neglect", "title: Domestic abuse", "“help_first” is missing"),
        (
            "title: Neglect",
            "questions_status: confirmed\ntitle: Neglect",
            "no questions to confirm",
        ),
    ],
)
def test_an_oversight_is_reported(root: Path, old: str, new: str, message: str) -> None:
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    ((line, found),) = advised(root, text, AUDIT)
    assert message in found
    if "no situation" not in found:  # which is said where the reminder begins
        assert line == line_of(text, new)


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("Chronologies", "only one word"),
        ("Areas for improvement", "“Areas for improvement” seems to be a heading"),
        ("THINK ABOUT ALL", "is in capital letters"),
        ("Kind regards", "“Kind regards” seems to be of a letter"),
        ("Think about <b> all", "“<b>” is HTML"),
        ("Think &amp; all", "“&amp;” is HTML"),
        ("1. Think about all", "starts with “1.”, and readers"),
        ("• Think about all", "starts with “•”, and readers"),
        ("Ask www.example.org about all", "holds a web address"),
        ("Think **about** all", "readers see the sign “**”"),
        ("Think [about](theme:sharing) all", "see the sign “](”"),
        ("Think | about all", "a row of a table"),
        ("Think\tabout all", "a row of a table"),
        ("Think • about • all", "a list of points"),
        ("Think 1. of one 2. of all", "a list of points"),
        ("Think (check??) about all", "“(check??)” looks like"),
        ("Think about [tbc] all", "“[tbc]” looks like a note"),
        ("Think about chron- ology", "“chron- ology” seems to be"),
        (f"Think about {'very ' * 80} many", "characters"),
        ("think about all", "starts with a lower-case letter"),
        ("1.1 Think about all", "starts with “1.1”, and readers"),
        ("Ask. Call. See. Write. Go. Think about all", "5 sentences"),
        ("Think Page 3 of 12 about all", "“Page 3 of 12” seems to"),
        ("Think about¹ all", "seems to lead to a footnote"),
        ("Think [JS1] about all", "“[JS1]” looks like a note"),
        ("DRAFT Think about all", "“DRAFT” looks like a note"),
        ("Think «Name» about all", "“«Name»” looks like a note"),
        ("Error! Reference source not found. Think about all", "looks like a note"),
        ("T h i n k about all", "the letters of “T h i n k” stand"),
    ],
)
def test_an_odd_sentence_is_reported(root: Path, sentence: str, message: str) -> None:
    before = "Think about all children in the household"
    assert TEXT.count(before) == 1
    text = TEXT.replace(before, sentence)
    ((line, found),) = advised(root, text, AUDIT)
    assert message in found
    assert line == line_of(text, sentence)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Neglect", "title: Neglect, “in a word”"),
        ("Think about all", f"{LONG.capitalize()} all"),
        ("text: Think about all", "text: 12 children think about all"),
        ("held: 2022-09", "held: 2022-04"),
        ("held: 2022-09", "held: 2023-03"),
        ("held: 2022-09", "held: 2023"),
        ("in the household", "in the household they belong to."),
        ("in the household", "in the household, and what to do for those in Year 2023"),
        ("in the household", "in the short- and long-term, i.e. their ages (0 to 5), or step/half"),
        ("year: 2022/23", "year: 2022/23\n# publisher: national-panel"),
    ],
)
def test_what_is_right_is_not_reported(root: Path, old: str, new: str) -> None:
    assert old in TEXT
    assert advised(root, TEXT.replace(old, new), AUDIT) == []


def test_advice_stands_beside_problems_except_on_their_lines(root: Path) -> None:
    text = TEXT.replace("text: Think about all", "text: think about all")
    write(root, AUDIT, text)
    write(root, "data/audits/2023-24/neglect.yml", "title Neglect\n")
    write(root, "data/audits/2022-23/strategy-meetings.yml", "method: n/a\nadded: 2026\n")
    write(root, PAGE, "For more [here](“x”: y\n\n<<<<<<< mine [here](b.md)\n")
    library, problems = read_library(root)
    found = [(item.file, item.line) for item in advice(root, library, problems)]
    assert found == [(AUDIT, line_of(text, "text: think")), (PAGE, 1)]


def test_a_page_that_leaves_data_out_or_shows_it_twice_is_reported(root: Path) -> None:
    pages = {page.path: page.own_file for page in standard_pages(load_library(root))}
    text = pages["themes/siblings.md"]
    assert advised(root, text, "docs/themes/siblings.md") == []
    assert advised(root, text.replace("{{ theme_findings() }}", ""), "docs/themes/siblings.md") == [
        (1, "this page does not have {{ theme_findings() }}")
    ]
    assert advised(root, f"{text}\n{{{{ theme_findings() }}}}\n", "docs/themes/siblings.md") == [
        (1, "this page has more than once {{ theme_findings() }}")
    ]


def test_two_audits_of_one_name_and_year_are_reported(root: Path) -> None:
    text = FILES["data/audits/2022-23/strategy-meetings.yml"]
    text = text.replace("Strategy meetings", "neglect")
    found = advised(root, text, OTHER)
    assert found == [(1, "there is a second audit “neglect” of 2022/23: neglect.yml")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("guidance: [toolkit]", "guidance: [timelines]", "1 guide is not shown here: timelines"),
        ("title: Neglect", "title: Neglect\nfollows: 2022-23/strategy-meetings", "is another pub"),
        ("title: Neglect", "title: Neglect\nquestions: [1. What now?]", "starts with “1.”"),
        ("title: Neglect", "title: Neglect\nquestions: [Tell us]", "“Tell us” has no question"),
        (
            "title: Neglect",
            "title: Neglect\nfound:\n  - {id: late, text: Plans came late., heading: Plans}\n"
            "  - {id: lost, text: Minutes were lost.}",
            "this stands below “Plans”",
        ),
        (
            "title: Neglect",
            "title: Neglect\nratings:\n  - {label: good, count: 7}",
            "the ratings add up to 7, and the sample has 6",
        ),
        (
            "  size: 6",
            "  size: 6\n  splits:\n    - {by: sex, groups: [{count: 1, label: boys}]}",
            "one alone is “boys”",
        ),
        (
            "title: Neglect",
            "title: Neglect\nsource:\n  title: It\n  url: https://a-my.sharepoint.com/x",
            "readers cannot open this address",
        ),
    ],
)
def test_what_is_probably_not_meant_so_is_reported(
    root: Path, old: str, new: str, message: str
) -> None:
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new).replace("year: 2022/23", "year: 2022/23\npublisher: panel")
    write(root, "data/publishers.yml", FILES["data/publishers.yml"].replace("national-", ""))
    # Our own responses do not answer another publisher's audit.
    responses = FILES["data/responses.yml"].replace("    audits: [2022-23/neglect]\n", "")
    write(root, "data/responses.yml", responses)
    ((line, found),) = advised(root, text, AUDIT)
    assert message in found
    assert line > 1


def test_an_audit_without_a_date_that_says_when_it_was_held_is_reported(root: Path) -> None:
    text = "title: X y\nheld: 2021\ngood_practice: []\nreminders: []\nfound: []\n"
    found = [message for _, message in advised(root, text, "data/audits/undated/x.yml")]
    assert "the audit was held in 2021, and it is among those without a date" in found


def test_an_agency_whose_name_starts_with_for_is_reported(root: Path) -> None:
    file = "data/agencies.yml"
    text = FILES[file].replace("GPs", "For GPs")
    assert advised(root, text, file) == [(2, "the page would be called “For For GPs”")]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        (PAGE, "# Title\n\n##How\n", "this is no heading: readers see “##”"),
        (PAGE, "![A cat](https://www.example.org/cat.png)\n", "readers do not see this picture"),
        (PAGE, "Bring:\n- the plan\n", "readers see this list as one long line"),
        (PAGE, "**Bring the plan.\n", "readers see these two stars"),
        (PAGE, "Bring the plan (TBC).\n", "“(TBC)” looks like a note"),
        (PAGE, "# Title\n\n# More\n", "this is a second title"),
        (PAGE, "![](../themes/cat.png)\n", "this picture says nothing to people who cannot see"),
        (PAGE, "[It](https://a.sharepoint.com/x)\n", "readers cannot open this address"),
        ("docs/guidance/new.md", "# New\n", "data/guidance.yml does not name this page"),
        ("docs/about/Our work.md", "# New\n", "makes an address that is hard to type"),
    ],
)
def test_what_readers_would_not_find_or_see_is_reported(
    root: Path, file: str, text: str, message: str
) -> None:
    ((_, found),) = advised(root, text, file)
    assert message in found


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "themes",
            "        - Minutes are shared",
            "        - minutes are shared",
            "a lower-case letter",
        ),
        ("responses", "text: We have chosen", "text: We have (check??) chosen", "(check??)"),
        ("responses", "text: We will look again.", "text: We will look at the", "ends with “the”"),
        ("themes", "short: Siblings", "short: Consideration of siblings", "has 25 characters"),
        (
            "themes",
            "title: Sharing of minutes",
            "title: SHARING OF MINUTES",
            "is in capital letters",
        ),
        ("guidance", "www.example.org", "x.sharepoint.com", "readers cannot open this address"),
    ],
)
def test_what_we_say_is_looked_at_like_what_an_audit_says(
    root: Path, file: str, old: str, new: str, message: str
) -> None:
    file = f"data/{file}.yml"
    text = FILES[file].replace(old, new)
    assert text != FILES[file]
    ((line, found),) = advised(root, text, file)
    assert message in found
    assert line == line_of(text, new)


def test_an_entry_that_nobody_will_look_at_again_is_reported(root: Path) -> None:
    file = "data/sources.yml"
    text = FILES[file].replace("  review_by: 2029-11-23\n", "")
    assert advised(root, text, file) == [
        (1, "“review_by” is missing, so nobody is reminded to look at this again")
    ]


def test_a_new_theme_that_no_finding_names_is_reported(root: Path) -> None:
    write(root, "data/published.txt", "/themes/siblings/\n/themes/sharing/\n")
    file = "data/themes.yml"
    text = f"{FILES[file]}- id: voice\n  title: Voice\n  short: Voice\n  statements: []\n"
    message = "no finding names the theme “voice”, so its page is empty"
    assert (line_of(text, "- id: voice"), message) in advised(root, text, file)


def test_sentences_that_another_audit_has_as_well_are_reported(root: Path) -> None:
    text = FILES["data/audits/2022-23/strategy-meetings.yml"]
    ((_, message),) = advised(root, text.replace("title: ", "title: New "), OTHER)
    assert message.startswith("the audit 2022-23/")
    assert "as well" in message


def test_a_telephone_number_of_ten_digits_is_reported(root: Path) -> None:
    file = "data/contacts.yml"
    text = FILES[file].replace("0121 496 0000", "0800 555 111")
    ((line, message),) = advised(root, text, file)
    assert (line, message[:30]) == (4, "“0800 555 111” has 10 digits, ")


# --- Dates that have not come -----------------------------------------------------------------


def commit(root: Path, day: str) -> None:
    """Make the folder a repository whose newest commit is of a day."""
    git = ["git", "-c", "user.name=A test", "-c", "user.email=test@example.org"]
    for command in (["init", "-q"], ["commit", "-qm", "A change", "--allow-empty"]):
        dated = {**os.environ, "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        subprocess.run([*git, *command], cwd=root, env=dated, check=True)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("held: 2022-09", "held: 2022-09\nadded: 2062-11-23", "23 November 2062 has not come yet"),
        (
            "held: 2022-09",
            "held: 2022-09\nsource:\n  title: It\n  read: 2030-01-01",
            "1 January 2030 has not come yet",
        ),
        ("reviewed: 2026-11-23", "reviewed: 2027-11-23", "23 November 2027 has not come yet"),
        ("checked: 2026-11-23", "checked: 2028-01-01", "1 January 2028 has not come yet"),
        ("- day: 2024-05-01", "- day: 2042-05-01", "1 May 2042 has not come yet"),
    ],
)
def test_a_date_long_after_the_newest_commit_is_a_problem(
    root: Path, old: str, new: str, message: str
) -> None:
    file = next(file for file in FILES if old in FILES[file])
    write(root, file, FILES[file].replace(old, new))
    assert read_library(root)[1] == []  # without Git nothing is compared
    commit(root, "2026-11-23")
    assert [problem.message for problem in read_library(root)[1]] == [message]


def test_a_year_that_has_not_begun_is_a_problem(root: Path) -> None:
    text = "title: Neglect\nyear: 2032/33\ngood_practice: []\nreminders: []\n"
    write(root, "data/audits/2032-33/neglect.yml", text)
    commit(root, "2026-11-23")
    messages = [problem.message for problem in read_library(root)[1]]
    assert messages == ["the year 2032/33 has not begun yet"]


def test_a_date_soon_after_the_newest_commit_is_only_reported(root: Path) -> None:
    commit(root, "2026-11-23")
    text = TEXT.replace("held: 2022-09", "held: 2022-09\nadded: 2026-12-01")
    assert advised(root, text, AUDIT) == [(5, "1 December 2026 has not come yet")]
    assert advised(root, text.replace("2026-12-01", "2026-11-23"), AUDIT) == []


def test_a_repeated_sentence_is_reported_where_it_is_repeated(root: Path) -> None:
    again = "  - id: again\n    text: Think about all Children in the household.\n"
    text = f"{TEXT}{again}    situations: [assessment]\n"
    message = "the sentence “Think about all Children in the househol…” appears twice"
    assert advised(root, text, AUDIT) == [(line_of(text, "id: again") + 1, message)]


def test_a_figure_that_only_its_sentence_has_is_reported(root: Path) -> None:
    text = TEXT.replace("    figure: {count: 5, of: 6}\n", "")
    message = "the sentence has the figure 5/6, and “figure” is missing"
    assert advised(root, text, AUDIT) == [(line_of(text, "text: The voice"), message)]


def test_an_audit_without_reminders_is_reported(root: Path) -> None:
    text = TEXT[: TEXT.index("reminders:")] + "reminders: []\n"
    message = "this audit has no reminders, and 1 good practice"
    assert advised(root, text, AUDIT) == [(line_of(text, "reminders: []"), message)]
    found = text + "found:\n  - {id: tools, text: Tools could be used more}\n"
    assert advised(root, found, AUDIT) == [], "an inspection may only say what it found"


def test_what_an_audit_found_and_the_points_below_it_are_checked(root: Path) -> None:
    text = TEXT + (
        "found:\n  - id: tools\n    text: Few tools were used by\n"
        "    themes: [siblings, siblings]\n    points:\n      - neglect and\n      - 2) risk\n"
    )
    assert advised(root, text, AUDIT) == [
        (line_of(text, "Few tools"), "the sentence ends with “by”"),
        (line_of(text, "siblings, siblings"), "“siblings” is named twice here"),
        (line_of(text, "2) risk"), "the sentence starts with “2)”, and readers see it"),
    ]


def test_a_new_audit_without_the_day_on_which_it_was_added_is_reported(root: Path) -> None:
    addresses = ["/audits/2022-23/strategy-meetings/", "/audits/2023-24/neglect/"]
    write(root, PUBLISHED, "\n".join(addresses))
    assert advised(root, TEXT, AUDIT) == [(1, "this audit is new, and “added” is missing")]
    assert advised(root, f"added: 2026-11-23\n{TEXT}", AUDIT) == []
    write(root, PUBLISHED, "\n".join([*addresses, "/audits/2022-23/neglect/"]))
    assert advised(root, TEXT, AUDIT) == []
