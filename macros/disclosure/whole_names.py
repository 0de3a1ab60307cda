"""What passes as a whole although a word of it, alone, may be the name of a person.

These are the names of organisations (“Kent County Council”), the terms that the data lists
(“Graded Care Profile”) and short months with a year (“Jan 2023”).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from macros.disclosure.kinds import Known, Passage
from macros.disclosure.names import PLACES, bare, names


def whole_names(text: str, found: Iterable[Passage], known: Known) -> Iterator[tuple[int, int]]:
    """Yield the places of whole names that hold one of the passages that were found."""
    passages = list(found)
    if not passages:
        return
    for match in _SHORT_MONTHS.finditer(text):
        yield match.span()
    for match in _ORGANISATION.finditer(text):
        if not _is_name(match["area"] or match["borough"] or ""):
            yield match.span()
    for passage in passages:
        words = plain_term(text[passage.start : passage.end])
        around = max(0, passage.start - _LONGEST), passage.end + _LONGEST
        for term in known.terms:
            if words in term:
                yield from (match.span() for match in _whole(term).finditer(text, *around))


def plain_term(term: str) -> str:
    """Return a term in lower case, with plain spaces and apostrophes."""
    return " ".join(term.lower().replace("’", "'").split())


@cache
def _whole(term: str) -> re.Pattern[str]:
    """Return a pattern for a term as a whole, in capitals or lower case and in the plural."""
    words = re.escape(term).replace("'", "['’]")
    return re.compile(rf"(?<!\w){words}(?:['’]?s)?(?!\w)", re.IGNORECASE)


def _is_name(area: str) -> bool:
    """Whether the word in the place of an area is a common name: “told Zainab Police came”."""
    plain = bare(area)
    only, words_as_well = names()
    return plain not in PLACES and (plain in only or plain in words_as_well)


#: No listed term is longer.
_LONGEST = 200

_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_SHORT_MONTHS = re.compile(
    rf"\b{_MONTH}(?: ?(?:to|and|or|[-–/,]) ?{_MONTH})*[ ,/-]{{1,2}}(?:19|20)[0-9]{{2}}\b"
    rf"|\A *{_MONTH} *\Z"
)

#: Areas of England and Wales, and of the police, with a name that holds “and” or several words.
#: Without the list, “Xandra and Kent Police” would be one of them.
_AREAS = """
    Avon and Somerset|Barking and Dagenham|Bath and North East Somerset|Bexley and Bromley|
    Birmingham and Solihull|Blackburn with Darwen|Blackpool and The Fylde|
    Bournemouth, Christchurch and Poole|Bracknell Forest|Bradford District and Craven|Brent|
    Brighton and Hove|Bristol, North Somerset and South Gloucestershire|Bristol and Weston|
    Buckinghamshire, Oxfordshire and Berkshire West|Calderdale and Huddersfield|
    Cambridgeshire and Peterborough|Camden and Islington|Central and North West London|
    Cheshire and Merseyside|Cheshire and Wirral|Cheshire East|Cheshire West and Chester|
    Cornwall and the Isles of Scilly|City and Hackney|City of London|County Durham and Darlington|
    Coventry and Warwickshire|Cumbria, Northumberland, Tyne and Wear|
    Derby and Derbyshire|Devon and Cornwall|Dorset and Somerset|Dudley and Walsall|
    Dyfed Powys|East and North Hertfordshire|East Riding of Yorkshire|East Riding|
    Epsom and St Helier|Forest of Dean|Frimley Health|Greater Manchester|
    Hammersmith and Fulham|Hampshire and Isle of Wight|Hereford and Worcester|
    Herefordshire and Worcestershire|Hertfordshire and West Essex|High Peak|
    Hull and East Riding|Humber and North Yorkshire|Isle of Anglesey|Isle of Wight|
    Isles of Scilly|Kensington and Chelsea|Kent and Medway|King's Lynn and West Norfolk|
    Lancashire and South Cumbria|Leeds and York|Leicester, Leicestershire and Rutland|
    Leicestershire and Rutland|Milton Keynes|Neath Port Talbot|Norfolk and Norwich|
    Norfolk and Suffolk|Norfolk and Waveney|Nottingham and Nottinghamshire|
    Oxford Health|Redcar and Cleveland|Rhondda Cynon Taf|Sandwell and West Birmingham|
    Sherwood Forest|Shropshire, Telford and Wrekin|Somerset and Avon|
    South London and Maudsley|South West London and St George's|
    Southwark and Lambeth|Staffordshire and Stoke-on-Trent|Suffolk and North East Essex|
    Surrey and Borders|Surrey and Sussex|Sussex and Surrey|Tees, Esk and Wear Valleys|
    Telford and Wrekin|Thames Valley|Tower Hamlets|Tunbridge Wells|Tyne and Wear|
    Vale of Glamorgan|Vale of White Horse|Waltham Forest|West Mercia|West Midlands|
    Windsor and Maidenhead|Worcestershire and Herefordshire
"""
_LISTED = "|".join(
    re.escape(area.strip()).replace(r"\ and\ ", r" (?:and|&) ")
    for area in _AREAS.replace("\n", "").split("|")
)
_WORD = r"[A-Z][a-z'’]+(?:-(?:[a-z]+-)?[A-Z][a-z]+){0,3}"
_BEFORE = r"(?:(?:North|South|East|West|Mid|Central|Greater|New|St\.?|City of|County of) ){0,3}"
_ONE_AREA = rf"{_BEFORE}{_WORD}(?: (?:upon|on|under|by|le) {_WORD})?"

_ABOUT_CHILDREN = r"(?:Children(?:['’]?s)?|Adults?|Partnership|and|&)"
_OF_A_TRUST = (
    r"(?:University|Teaching|General|Acute|Community|Mental|Health|Healthcare|Care|Social|Hospitals?|"
    r"Partnership|Women['’]?s|Children['’]?s|Ambulance|Integrated|Service|and|&)"
)
_SORT = (
    r"(?:(?:Local|Integrated|Multi-Agency|Children['’]?s) )*"
    rf"Safeguarding (?:{_ABOUT_CHILDREN} ){{0,4}}"
    r"(?:Partnership|Board|Hub)s?"
    r"|(?:(?:Metropolitan|Royal|County|City|Borough|District|Town|Unitary) ){0,2}Council"
    rf"|(?:{_OF_A_TRUST} ){{0,5}}NHS (?:and Social Care Partnership )?(?:Foundation )?Trust"
    r"|Integrated Care (?:Board|System)|Constabulary|Police"
    r"|Children(?:['’]?s)? (?:Services|Trust|Social Care)"
)
_ORGANISATION = re.compile(
    rf"\b(?:(?:{_LISTED}|(?P<area>{_ONE_AREA})) (?:{_SORT})"
    r"|HM Inspectorate of (?:Probation|Prisons|Constabulary)|HM (?:Government|Prison Service)"
    rf"|(?:London|Royal|Metropolitan) Borough of (?:{_LISTED}|(?P<borough>{_ONE_AREA})))(?!\w)"
)
