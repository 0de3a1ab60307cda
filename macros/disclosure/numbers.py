"""Passages that numbers give away: dates, postcodes, telephone numbers, case numbers, ages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.disclosure.kinds import Known, Passage, without_web_addresses
from macros.records.dates import MONTHS


def passages_in_numbers(text: str, known: Known) -> Iterator[Passage]:
    """Yield what digits, e-mail addresses and accounts give away. Digits are read line by line."""
    if "@" in text or "%40" in text or _SPELT_AT.search(text):
        for match in _EMAIL.finditer(text):
            if match[0].lower() not in known.emails:
                yield Passage(*match.span(), "email")
    if "@" in text or ".com/" in text.lower():
        for match in _ACCOUNT.finditer(text):
            yield Passage(*match.span(), "account")
    yield from _spelt_dates(text)
    for line in _LINE_WITH_DIGIT.finditer(text):
        if not _PLAIN_FIELD.fullmatch(line[0]):
            yield from _in_line(line[0], line.start(), known)


def _spelt_dates(text: str) -> Iterator[Passage]:
    """Yield days in words: “the third of May”, “last Friday in May”, “Boxing Day 2024”."""
    for match in _HOLIDAY.finditer(text):
        yield Passage(*match.span(), "date")
    for match in _MONTH_NAME.finditer(text):  # from the month on, because those are rare
        start, end = match.span()
        before = _BEFORE_MONTH.search(text, max(0, start - _LONGEST_BEFORE), start)
        after = None if text[start - 1 : start].isalnum() else _AFTER_MONTH.match(text, end)
        if before or after:
            yield Passage((before or match).start(), (after or match).end(), "date")


def ages_in(text: str) -> Iterator[Passage]:
    """Yield the exact ages and school years in a text, and not groups of them."""
    end = 0
    for sign in _SIGN_OF_AGE.finditer(text.replace("İ", "I").lower()):  # of the same length
        if sign.start() >= end:
            start = text.rfind("\n", 0, sign.start()) + 1
            end = text.find("\n", sign.start()) + 1 or len(text)
            for match in _AGE.finditer(text, start, end):
                group = match.lastgroup
                if not (group and _GROUP_OF_AGES.match(text, match.start(group))):
                    yield Passage(*match.span(), "age")


def _in_line(line: str, offset: int, known: Known) -> Iterator[Passage]:
    """Yield what the numbers of one line give away. A part of it is only ever one thing."""
    text = without_web_addresses(line)
    taken = bytearray(len(text))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if 1 in taken[start:end]:
                continue
            is_meant = _is_meant(kind, match[0], known, line)
            if is_meant or kind in ("phone", "date"):  # a listed number is not a long number either
                taken[start:end] = bytes([1]) * (end - start)
            if is_meant:
                yield Passage(start + offset, end + offset, kind)


def _is_meant(kind: str, found: str, known: Known, line: str) -> bool:
    """Whether something that has the shape of a kind is one."""
    digits = re.sub(r"\D", "", found)
    if kind == "nhs":
        return is_nhs_number(digits)
    if kind == "upn":
        return is_upn(found.upper())
    if kind == "phone":
        national = re.sub(r"^(?:0044|44)", "0", digits) if not found.startswith("0") else digits
        return not any(number.endswith(national) for number in known.numbers)
    if kind == "date":
        return not _DATE_FIELD.match(line)
    return True


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number. The last is a check on the others (modulus 11).

    Source: NHS Data Dictionary, NHS NUMBER.

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    if not re.fullmatch(r"[1-9][0-9]{9}", digits):
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def is_upn(text: str) -> bool:
    """Whether 13 characters are a Unique Pupil Number: a check letter and what it checks.

    The last character of a temporary number is a letter, which counts as its place among the
    letters. Source: Department for Education, Unique pupil numbers: a guide for schools.

    >>> is_upn("H801200001001"), is_upn("A801200001001")
    (True, False)
    """
    if not re.fullmatch(r"[A-Z][0-9]{11}[0-9A-Z]", text) or text[0] not in _UPN_LETTERS:
        return False
    values = [int(sign) if sign.isdigit() else _UPN_LETTERS.find(sign) for sign in text[1:]]
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return -1 not in values and _UPN_LETTERS[total % 23] == text[0]


# --- What they look like ------------------------------------------------------------------------

_LINE_WITH_DIGIT = re.compile(r"(?m)^[^\n0-9]*[0-9].*$")
#: A field that holds nothing but a count or a year, or an id without a long number.
_PLAIN_FIELD = re.compile(
    r"[ ]*(?:- )?[a-z_]+: *[\"']?[0-9]{1,4}(?:[/-][0-9]{2})?[\"']? *"
    r"|[ ]*(?:- )?id: (?!.*[0-9]{4})[a-z0-9-]+"
)
#: The part before the @ has at most 64 characters (RFC 5321), or a long word would take hours.
_SPELT_AT = re.compile(r"[\[({] ?at ?[\])}]", re.IGNORECASE)
_EMAIL = re.compile(
    r"[\w.+%'-]{1,64}(?:@|%40|[ ]?[\[({][ ]?at[ ]?[\])}][ ]?)[\w-]+"
    r"(?:(?:\.|[ ]?[\[({][ ]?dot[ ]?[\])}][ ]?)[\w-]+)+",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?<![\w.@/+%'-])@(?=[\w.]*[a-z])\w[\w.]{2,}"
    r"|\b(?:facebook|instagram|tiktok|snapchat|twitter|x|youtube|linkedin)\.com/[\w.@/-]*[\w-]",
    re.IGNORECASE,
)

_MONTH = rf"(?:{'|'.join(f'{month[:3]}(?:{month[3:]})?' for month in MONTHS)}|Sept)\b\.?"
_DAY = r"(?<![\d./])(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_DATE = (
    rf"{_DAY}[ -](?:of )?{_MONTH}(?:[ ,-]{{1,2}}(?:19|20)?\d\d\b)?"
    rf"|{_DAY}\. ?{_MONTH} (?:19|20)\d\d\b"
    rf"|\b(?<!\b[Ii]n ){_MONTH} (?:the )?(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\d:.]\d|\d)"
    r"(?:,? (?:19|20)\d\d\b)?"
    r"|(?<![\d./-])\d{1,2} ?(?P<sign>[/.-]) ?\d{1,2} ?(?P=sign) ?(?:19|20)?\d\d(?![\d/-]|\.\d)"
    r"|(?<![\d./-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?!\d)"
)
_ORDINAL = (
    r"(?i:(?:twenty|thirty)[ -])?(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)\b"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH_NAME = re.compile(_MONTH)
#: A month without “of” may be the word “may”, or belong to “the first March review”.
_BEFORE_MONTH = re.compile(rf"\b(?:{_ORDINAL} of|(?:(?i:last)|{_ORDINAL}) {_WEEKDAY} (?:of|in)) \Z")
_AFTER_MONTH = re.compile(rf" the {_ORDINAL}")
#: “Twenty-seventh Wednesday of ” is shorter.
_LONGEST_BEFORE = 40
_HOLIDAY = re.compile(
    r"(?:Christmas (?:Eve|Day)|New Year['’]?s (?:Eve|Day)|Boxing Day|Good Friday|Halloween"
    r"|Easter [SM]\w+day|Bonfire Night),? (?:in |of )?(?:19|20)\d\d\b"
)
_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|"
    "EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|"
    "LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|"
    "SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_ROADS = (
    "Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Drive|Crescent|Cres|Grove|Gardens|Way|Court|Place|"
    "Terrace|Walk|Square|Hill|Mews|Croft|Rise|Row|Parade|Boulevard"
)
_NUMBERED = (
    r"reference|ref|number|no|num|id(?!:)|case|crime|incident|log|urn|record|file|custody|police|"
    r"court|claim|lcs|liquid ?logic|national insurance|nhs|upn|uln|passport|hospital|patient|"
    r"pupil|student"
)

#: Each kind with what it looks like, in the order in which they are tried.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "birth",
        re.compile(
            r"(?i:\bd\.?o\.?b\b\.?|\bdates? of birth|\bborn)(?:(?i:is|was|on|in|the|of|first|"
            r"second|third|last|early|late|mid|beginning|end|middle|week|half|part)\b|[\s:,(=-])*"
            rf"(?:{_DATE.replace('sign', 'birth_sign')}|{_MONTH} (?:19|20)\d\d|(?:19|20)\d\d)"
        ),
    ),
    ("date", re.compile(rf"(?=[\dJFMASOND])(?:{_DATE})")),  # the first only to be quick
    (
        "postcode",
        re.compile(
            rf"(?i)\b(?=[A-Z]{{1,2}}[0-9])(?:{_AREAS})[0-9][0-9A-Z]? ?"
            r"(?!1st|2nd|3rd|[4-9]th)[0-9][ABD-HJLNP-UW-Z]{2}\b"
        ),
    ),
    # The first half alone tells the part of the town; only for the towns around here.
    ("postcode", re.compile(r"\b(?:B[1-9][0-9]?|CV[1-9][0-9]?)\b(?![-/])")),
    (
        "address",
        re.compile(
            rf"\b\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w'’-]+ ){{1,3}}(?:{_ROADS})\b"
            r"|\b[Ff]lat \d{1,4}[A-Za-z]?\b"
        ),
    ),
    ("nhs", re.compile(r"(?<!\d)(?<!\d-)[1-9]\d{2}[ .-]?\d{3}[ .-]?\d{4}(?!-?\d)")),
    ("upn", re.compile(r"\b[A-Za-z]\d{11}[0-9A-Za-z]\b")),
    ("phone", re.compile(r"(?<![\w.])(?:\+ ?\d{2}|00\d{2}|\(?0)(?:[ .()/-]{0,3}\d){6,12}(?!\d)")),
    (
        "phone",
        re.compile(
            r"(?i)\b(?:phone|telephone|tel|mobile|call|ring|text)\b[ :.]{1,3}"
            r"(?:(?:us|on|number|at|them) ){0,2}\d{3}[ -]?\d{3,4}\b"
        ),
    ),
    (
        "reference",
        re.compile(
            rf"(?i)\b(?:{_NUMBERED})(?:[ .:#-]|(?:{_NUMBERED}|is|was|of)\b)*"
            r"(?<![A-Z0-9])(?!(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?\b)(?![A-Z0-9/-]*[A-Z]{4})"
            r"(?=[A-Z/-]*\d)(?=[A-Z0-9/-]*\d[A-Z/-]*\d[A-Z/-]*\d[A-Z/-]*\d)[A-Z0-9][A-Z0-9/-]*\b"
            # the same in groups of digits
            rf"|\b(?:{_NUMBERED})(?:[ .:#-]|(?:{_NUMBERED}|is|was|of)\b)*"
            r"(?!(?:19|20)\d\d\b)(?=(?:[ .-]?\d){5})\d{2,5}(?:[ .-]\d{1,5}){1,5}\b"
            # crime numbers, National Insurance numbers, registrations of cars
            r"|\b\d{2}[A-Z]{0,3}/\d{3,7}[A-Z]?/\d{2}\b"
            r"|\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
            r"|\b(?-i:[A-Z]{2}\d{2} ?[A-Z]{3})\b"
        ),
    ),
    ("number", re.compile(r"(?<![\d.,£/])(?<!\d-)\d{6,}(?![-,/.]?\d)")),
)
#: A line that holds only the date of a review, or a comment that shows such a line.
_DATE_FIELD = re.compile(
    rf"\s*(?:- )?[a-z_]+: *[\"']?(?:{_DATE})[\"']? *(?:#.*)?$"
    r"|\s*#.*\b[a-z_]+: *\d{4}-\d{2}-\d{2}"
)

_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen)\b"
)
_UNIT = r"[ -]?(?:year|yr|month|mth|week|wk|day)s?\b"
_TO = r" ?(?:-|–|—|to|up to|until) ?"
_SCHOOL_YEAR = r"(?:[1-9]|1[0-3])\b(?! of\b)"
_PUPIL = r"(?:pupil|child|student|learner|boy|girl|sibling|class)"
#: In every exact age, in lower case. The pattern below is too slow for every line.
_SIGN_OF_AGE = re.compile(
    r"age[ds :-]|old\b|turned|birthday|reception"
    r"|y(?:(?:ea)?r| ?[0-9]|(?<=[0-9]y)|(?<=[0-9] y))"  # quicker than “[0-9] ?y”
)
#: Exact ages and school years. The named group of each starts with the first number.
_AGE = re.compile(
    rf"(?i)\b(?:aged|ages?|turned(?! 18))(?: of|:)?[ -]"
    rf"(?P<aged>{_NUMBER}(?:{_UNIT})?(?:(?:, \d{{1,2}}\b)*,? (?:and|or|&) (?!one\b){_NUMBER})?)"
    rf"|(?<![\d/-])\b(?P<old>(?:{_NUMBER}-?(?:{_TO}|,? (?:and |or |& )?))?"
    rf"{_NUMBER}{_UNIT}(?:[ -]old| of age)\b)"
    r"|\b\d{1,2} ?(?:yo|y/o)\b"
    rf"|\b(?-i:Y(?:(?:ea)?rs?)?) ?(?P<year>{_SCHOOL_YEAR}(?: (?:and|or|&) {_SCHOOL_YEAR})?)"
    rf"|\b(?:in year (?P<in_year>{_SCHOOL_YEAR})|year (?P<of_pupil>{_SCHOOL_YEAR}) {_PUPIL}\b)"
    rf"|\breception {_PUPIL}\b"
    r"|\b(?:on|at|around|for|since|celebrated|day of) (?:her|his|their|the child['’]s) "
    rf"(?!18th|eighteenth)(?:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL}) birthday\b"
)
#: A group of ages from its first number on: a range, an open end, or the ages of the law on
#: young people of 16 and 17.
_GROUP_OF_AGES = re.compile(
    rf"(?i){_NUMBER}-?(?:{_UNIT})?(?:{_TO}(?:{_NUMBER}|adult)"
    r"| (?:or|and) (?:over|under|above|below|more|younger|older|up)\b)"
    r"|1[67]-?(?: and | or | & |/)1[78]\b"
)
