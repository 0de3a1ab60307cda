"""Names of organisations and listed terms pass as a whole, and free none of their words."""

from __future__ import annotations

import pytest
import yaml

from macros.disclosure.guard import Text, guard, passages, what_is_known
from macros.disclosure.kinds import Known
from macros.disclosure.names import ALWAYS_KNOWN

KNOWN = Known(words=ALWAYS_KNOWN)

AREAS = """
    Barking and Dagenham, Barnet, Barnsley, Bath and North East Somerset, Bedford, Bexley,
    Blackburn with Darwen, Blackpool, Bolton, Bournemouth, Bracknell Forest, Bradford, Brent,
    Brighton and Hove, Bristol, Bromley, Bury, Calderdale, Camden, Central Bedfordshire,
    Cheshire West and Chester, Cornwall, Coventry, Croydon, Cumberland, Derby, Devon, Doncaster,
    Dorset, Durham, East Riding of Yorkshire, East Sussex, Enfield, Essex, Gateshead, Halton,
    Hammersmith and Fulham, Harrow, Hartlepool, Isle of Wight, Kent, Kingston upon Hull,
    Kirklees, Lancashire, Leicester, Lewisham, Lincolnshire, Medway, Milton Keynes,
    Newcastle upon Tyne, North East Lincolnshire, Norfolk, Oldham, Plymouth, Redcar and Cleveland,
    Richmond upon Thames, Rutland, Sefton, Southend-on-Sea, St Helens, Stoke-on-Trent, Sutton,
    Telford and Wrekin, Tower Hamlets, Trafford, Warrington, Windsor and Maidenhead, York, Easton
"""

ORGANISATIONS = (
    "{} Safeguarding Children Partnership",
    "{} Local Safeguarding Children Board",
    "{} Safeguarding Adults Board",
    "{} Council",
    "{} County Council",
    "{} City Council",
    "{} Borough Council",
    "{} Metropolitan Borough Council",
    "{} NHS Trust",
    "{} Teaching Hospitals NHS Foundation Trust",
    "NHS {} Integrated Care Board",
    "{} Constabulary",
    "{} Police",
    "{} Children's Services",
    "{} Children’s Trust",
    "London Borough of {}",
)


def found(text: str, known: Known = KNOWN) -> list[str]:
    """Return the words of each passage that is found in a text."""
    return [text[p.start : p.end] for p in passages(text, known)]


@pytest.mark.parametrize("area", " ".join(AREAS.split()).split(", "))
def test_the_name_of_an_organisation_of_any_area_passes_as_a_whole(area: str) -> None:
    names = [form.format(area) for form in ORGANISATIONS]
    stopped = [name for name in names if found(f"They read what {name} wrote, and asked.")]
    assert stopped == []


KINDS = """
    Punjabi, Urdu, Pashto, Polish, Romanian, Arabic, French, Ramadan, Eid, Qur'an, Qur’an, Vaisakhi,
    Yom Kippur, Snapchat, WhatsApp, TikTok, Instagram, Roblox, Cafcass, Makaton, Kooth, Mencap,
    Tourette’s, Melatonin, Cuban, Somali, Winston's Wish, Winston’s Wish, Marie Collins Foundation,
    HM Inspectorate of Probation, HM Government
"""


@pytest.mark.parametrize("name", " ".join(KINDS.split()).split(", "))
def test_languages_faiths_platforms_and_services_pass(name: str) -> None:
    assert found(f"They asked about {name} at home.", what_is_known([])) == []


@pytest.mark.parametrize("name", ["Winston", "Marie", "Marie Collins", "Collins"])
def test_a_listed_name_of_several_words_frees_none_of_them(name: str) -> None:
    assert found(f"They asked about {name} at home.", what_is_known([])) == [name]


@pytest.mark.parametrize("surname", ["Barnsley", "Bradford", "Easton", "Kent", "Wigan"])
def test_the_word_of_an_area_alone_is_stopped(surname: str) -> None:
    texts = [
        Text("data/sources.yml", "", [{"publisher": f"{surname} Safeguarding Children Board"}]),
        Text("data/glossary.yml", "", [{"term": f"{surname} Children Partnership"}]),
        Text("docs/a.md", f"See https://example.org/{surname.lower()} and ask {surname.lower()}."),
    ]
    known = what_is_known(texts)
    assert found(f"The {surname} family was not seen.", known) == [surname]
    assert found(f"Please ask {surname} alone.", known) == [surname]
    assert found(f"Read what {surname} Children Partnership wrote.", known) == []


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("They told Xandra and Kent Police of it.", "Xandra"),
        ("They told Zainab Police came.", "Zainab"),
        ("They told Xandra. Easton Council came.", "Xandra"),
        ("Seen with Xandra at Quillon and Kent Council.", "Xandra"),
        ("They asked Easton council workers.", "Easton"),
        ("The Police asked Easton.", "Easton"),
    ],
)
def test_a_person_beside_an_organisation_is_stopped(text: str, passage: str) -> None:
    assert found(text)[0] == passage


@pytest.mark.parametrize("joined", ["{}\u00a0{}", "{}&nbsp;{}", "{}\n  {}", "**{}** {}"])
def test_the_parts_of_a_whole_name_may_be_joined_by_anything(joined: str) -> None:
    known = what_is_known([Text("data/glossary.yml", "", [{"term": "Quillon Scale"}])])
    assert found("Read what " + joined.format("Easton", "Borough Council") + " wrote.") == []
    assert found("Use the " + joined.format("Quillon", "Scale") + " at home.", known) == []


def test_a_term_of_several_words_frees_only_itself() -> None:
    listed = [{"term": "Quillon Scale", "aliases": ["Frobb AB Tool", "Dr Zed's Map", "Oke-Form"]}]
    known = what_is_known([Text("data/glossary.yml", "", listed)])
    assert (
        found("Use the quillon scale, Quillon Scales the Frobb AB Tool and an Oke-Form.", known)
        == []
    )
    alone = ["Quillon", "Frobb", "AB", "Dr Zed", "Oke"]
    assert found(f"Ask {', '.join(alone)}.", known) == alone
    assert found("Use the Xandra Quillon Scale.", known) == ["Xandra Quillon"]


def test_a_term_of_one_word_frees_the_word() -> None:
    known = what_is_known([Text("data/glossary.yml", "", [{"term": "Quillon", "aliases": ["QS"]}])])
    assert found("Use Quillon's form, or QS.", known) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sept 2023",
        "Jan",
        "Held in Jan 2023, and again in Dec. 2023.",
        "Held from Jan to Mar 2023, and in Nov/Dec 2023.",
        "Seen in Sept and in Oct.",
    ],
)
def test_a_short_month_is_no_name(text: str) -> None:
    assert found(text) == []


def test_a_name_that_is_a_short_month_is_stopped() -> None:
    assert found("They asked Jan and her brother in Jan 2023.") == ["Jan"]
    assert found("They asked Jan in 2023.") == ["Jan"]


PUBLISHERS = "- id: joint\n  name: Easton and Weston Boards\n  short: Both\n"
PUBLISHERS += "  area: Easton and Weston\n"


@pytest.mark.parametrize(
    ("line", "stopped"),
    [
        ("title: Neglect in Easton", ""),
        ("area: Weston", ""),
        ("source: {title: Joint targeted area inspection of Weston}", ""),
        ("    - {count: 4, label: from Easton}", ""),
        ("  - Agencies in Easton and Weston took part, and children across Weston.", ""),
        ("  - The Easton children were not seen", "E•••••"),
        ("  - Ask Easton", "E•••••"),
        ("  - She had confided in Easton", "E•••••"),
        ("  - They lived with Easton", "E•••••"),
        ("  - In Easton's view", "E•••••"),
        ("    - {count: 4, label: Easton siblings}", "E•••••"),
    ],
)
def test_the_area_of_an_audit_passes_only_where_a_place_stands(line: str, stopped: str) -> None:
    files = [
        Text("data/publishers.yml", PUBLISHERS, yaml.safe_load(PUBLISHERS)),
        Text("data/audits/2023-24/a.yml", line, {"publisher": "joint"}),
    ]
    problems, _ = guard(files, [])
    assert [stopped in problem.message for problem in problems] == [True] * bool(stopped)


def test_a_publisher_is_no_person() -> None:
    publisher = "publisher: Easton Safeguarding Children Partnership\n# Ask Easton alone.\n"
    problems, _ = guard([Text("data/audits/2023-24/a.yml", publisher)], [])
    assert [(problem.line, problem.column) for problem in problems] == [(2, 7)]
