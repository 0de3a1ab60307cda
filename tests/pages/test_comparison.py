"""Two audits side by side, and the history of a theme."""

from __future__ import annotations

import re
from dataclasses import replace

from macros.addresses.links import CurrentPage
from macros.addresses.standard_pages import standard_pages
from macros.pages.comparison import page
from macros.pages.themes import theme_history
from macros.records.audit_parts import Rating, Sample
from macros.records.library import UNNAMED, Library
from macros.records.publishers import Publisher
from tests.support.small_library import audit, good_practice, reminder, response, theme

EASTON = Publisher(id="easton", name="Easton Partnership", short="Easton", area="Easton")
EARLIER = audit(
    "2021-22/neglect",
    "2021-09",
    [reminder("share", themes=["sharing"]), reminder("alone", themes=["voice"])],
    [good_practice("early")],
)
LATER = audit("2023-24/neglect", "2023-10", [reminder("again", themes=["sharing"])]).model_copy(
    update={"follows": EARLIER.id}
)
FOREIGN = audit("2023-24/other", None, [reminder("theirs", themes=["sharing"])]).model_copy(
    update={"publisher": "easton"}
)
LIBRARY = Library(
    publishers=(UNNAMED, EASTON),
    themes=(theme("voice"), theme("sharing")),
    audits=(EARLIER, LATER, FOREIGN),
    responses=(
        response("made", "We shared a template.", year="2022/23", themes=["sharing"]),
        response("beside", "We did something else.", year="2022/23", themes=["voice"]),
        response("old", "We did this before.", year="2019/20", themes=["sharing"]),
        response("planned", "We will do more.", year="2022/23", status="planned", themes=["voice"]),
    ),
)


def test_two_audits_are_side_by_side_with_what_was_done_in_between() -> None:
    html = page(LIBRARY, CurrentPage("comparisons/2023-24/neglect.md"), LATER)
    said = ["Do share", "Do alone", "Do again", "Did early", "We shared a template."]
    assert [words for words in said if words not in html] == []
    assert "They looked at different samples" in html
    assert "before" not in html
    assert "We will do more" not in html
    assert "We did something else" not in html, "it answers a theme of one of them only"
    headings = re.findall(r"### (On \w+)", html)
    assert headings == ["On sharing", "On voice"], "what both have comes first"


def test_what_was_looked_at_is_called_what_both_call_it() -> None:
    meetings = {"sample": Sample(unit="meetings")}
    earlier, later = (each.model_copy(update=meetings) for each in (EARLIER, LATER))
    library = replace(LIBRARY, audits=(earlier, later))
    html = page(library, CurrentPage("comparisons/2023-24/neglect.md"), later)
    assert "They looked at different meetings and different samples" in html


def test_each_standard_is_compared_with_itself() -> None:
    rated = [
        {"ratings": tuple(Rating.model_validate(each) for each in ratings)}
        for ratings in (
            [{"label": "good", "count": "2"}, {"of": "Plans", "label": "met"}],
            [{"of": "Voice", "label": "met"}, {"of": "Plans", "label": "not met"}],
        )
    ]
    earlier, later = (a.model_copy(update=u) for a, u in zip((EARLIER, LATER), rated, strict=True))
    library = replace(LIBRARY, audits=(earlier, later))
    html = page(library, CurrentPage("comparisons/2023-24/neglect.md"), later)
    rows = re.findall(r"<th scope=\"row\">(Ratings.*?)</th><td>(.*?)</td><td>(.*?)</td>", html)
    assert rows == [
        ("Ratings", "good: 2", "Not recorded"),
        ("Ratings: Plans", "met", "not met"),
        ("Ratings: Voice", "Not recorded", "met"),
    ]


def test_only_an_audit_that_follows_another_has_a_comparison() -> None:
    paths = [one.path for one in standard_pages(LIBRARY) if one.path.startswith("comparisons/")]
    assert paths == ["comparisons/2023-24/neglect.md"]


def test_what_another_publisher_did_stands_in_its_name() -> None:
    earlier = EARLIER.model_copy(update={"publisher": "easton", "what_they_did": ("A protocol.",)})
    later = LATER.model_copy(update={"publisher": "easton"})
    library = Library(publishers=(UNNAMED, EASTON), audits=(earlier, later))
    html = page(library, CurrentPage("comparisons/2023-24/neglect.md"), later)
    (did,) = re.findall(r"<li>A protocol\.(.*?)</li>", html)
    assert "from Easton" in did


def test_the_history_says_year_by_year_what_came_up_after_which_response_and_from_whom() -> None:
    html = theme_history(LIBRARY, CurrentPage("themes/sharing.md"), LIBRARY.themes[1])
    items = re.findall(r"<li>(.*?)</li>", html, re.DOTALL)
    years = [re.sub(r"<[^>]+>|\s+", " ", item).split() for item in items]
    assert [words[0] for words in years] == ["2023/24:", "2022/23:", "2021/22:", "2019/20:"]
    newest, response_only, *_ = (" ".join(words) for words in years)
    assert "Neglect (1)" in newest
    assert "(from Easton) (1)" in newest
    assert "1 response reported" in response_only
