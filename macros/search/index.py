"""What the search finds: every record of the site, and every section of its prose, as an index.

The index is a script that calls one function with one value: scripts, unlike data, can be loaded
by pages that were opened from a folder. It holds each text once. What records share (the audit
they stand in, their themes and situations) stands in tables; the engine in the browser splits the
texts into words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

from macros.addresses.links import (
    GLOSSARY_PAGE,
    RESPONSE_PAGE,
    WORRIED,
    audit_address,
    audit_fragment,
    guidance_entry_address,
    page_url,
    situation_address,
    theme_address,
)
from macros.records.library import Library
from macros.records.records import Audit, Guidance, Response

#: Every kind of result, in the order in which readers can choose among them.
#:
#: The numbers say what tends to be wanted, when two results match alike.
KINDS = {
    "Reminder": 1.1,
    "Good practice": 1,
    "Guidance": 1.06,
    "Theme": 1.1,
    "Situation": 1.12,
    "Audit": 1.02,
    "Response": 1,
    "Glossary": 0.95,
    "Page": 0.8,
}

#: Words that say nothing about what is sought.
STOP_WORDS = (
    "a am an and any are as at be been being but by can could did do does for from get got had has "
    "have he her him his how i if in into is it its just me my of on or our ought shall she should "
    "so some than that the their them then there these they this those to too us was we were what "
    "whats when where which who whom whose why will with would you your"
)

#: Words that say little: a result need not have them, and one that has them is a little better.
WEAK_WORDS = (
    "about after again all also always another anyone anything back become before best better both "
    "cant come comes coming didnt doing done dont during each else enough ever every everyone "
    "few find first give gives given go goes going happen happens happened havent isnt ive im know "
    "known later let like long look looking lot make makes making many may might more most much "
    "must need needed never no nobody not nothing now off often once one only other out over own "
    "put really said same say says several since someone something soon still tell than thing "
    "things think told too try under until up use used using very want wants way ways well went "
    "wont while within without yet"
)

#: The id of the heading above the sources of a guide.
SOURCES_FRAGMENT = "sources"

#: Where the pages about the site itself are.
ABOUT_FOLDER = "about/"

#: The id of the box at the foot of every page; overrides/main.html gives it.


@dataclass(frozen=True)
class Result:
    """One thing to be found, and where it is.

    ``page`` is a path below ``docs/``; ``where`` says in words where the result stands; ``about``
    are other words for what it stands in; ``tags`` name its themes and situations, each
    ``theme:id`` or ``situation:id``. ``is_secondary`` says that it is seldom what is sought:
    sources, and pages about the site itself.
    """

    kind: str
    page: str
    fragment: str
    title: str
    where: str = ""
    body: str = ""
    aliases: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    is_secondary: bool = False


@dataclass(frozen=True)
class PageText:
    """What was written, not computed, of a page: the page's path and title, and HTML."""

    page: str
    title: str
    html: str


def results(
    library: Library, prose: Iterable[PageText], computed: Iterable[PageText]
) -> tuple[Result, ...]:
    """Return everything that can be found, what stands on one page together, newest audit first.

    ``prose`` are the pages that were written; ``computed`` are the others, with what was written
    between what is computed.
    """
    guides = {guide.page: guide for guide in library.guidance if guide.page}
    found: list[Result] = []
    for audit in reversed(library.chronology):
        found += _of_audit(audit)
    found += _themes(library)
    found += _situations(library)
    found += _guide_entries(library)
    for page in prose:
        guide = guides.get(page.page)
        found += _guide_page(library, guide, page) if guide else _prose_page(page)
    found += _responses(library)
    found += _glossary(library)
    found += _contacts(library)
    whole = {result.page: number for number, result in enumerate(found) if not result.fragment}
    for page in sorted(computed, key=lambda page: page.page):
        own, *below = _computed_page(page)
        number = whole.get(page.page)
        if number is None:
            found.append(own)
        else:
            body = f"{found[number].body} {own.body}".strip()
            found[number] = replace(found[number], body=body)
        found += below
    return tuple(found)


# --- From the data ------------------------------------------------------------------------------


def _of_audit(audit: Audit) -> Iterator[Result]:
    where = f"{audit.title} audit · {audit.when}"
    page = audit_address(audit).page
    yield Result(
        "Audit",
        page,
        "",
        audit.title,
        " · ".join(part for part in (audit.when, audit.method) if part),
        " ".join(audit.background),
        (f"{audit.title} audit", *audit.aliases),
        about=(audit.year,),
    )
    for kind, items in (("Reminder", audit.reminders), ("Good practice", audit.good_practice)):
        for item in items:
            yield Result(
                kind,
                page,
                item.id,
                item.text,
                where,
                about=audit.aliases,
                tags=_tags(item.themes, item.situations),
            )


def _tags(themes: Iterable[str], situations: Iterable[str] = ()) -> tuple[str, ...]:
    return (*(f"theme:{theme}" for theme in themes), *(f"situation:{s}" for s in situations))


def _themes(library: Library) -> Iterator[Result]:
    for theme in library.themes:
        latest = max(theme.statements, key=lambda s: s.year, default=None)
        yield Result(
            "Theme",
            theme_address(theme.id).page,
            "",
            theme.title,
            body=" ".join(latest.text) if latest else "",
            aliases=tuple(dict.fromkeys((theme.short, *theme.aliases))),
        )


def _situations(library: Library) -> Iterator[Result]:
    for situation in library.situations:
        page = situation_address(situation.id).page
        title, summary = situation.title, situation.summary
        yield Result("Situation", page, "", title, body=summary, aliases=situation.aliases)


def _guide_entries(library: Library) -> Iterator[Result]:
    """Yield the guides that have no page of ours: their entries in the list of all guides."""
    for guide in library.guidance:
        if not guide.page:
            address = guidance_entry_address(guide.id)
            yield Result(
                "Guidance",
                address.page,
                address.fragment,
                guide.title,
                "Guides that the briefing names",
                _without_links(guide.note or ""),
                guide.aliases,
                tags=_tags(guide.themes, guide.situations),
            )


def _responses(library: Library) -> Iterator[Result]:
    for group in library.response_groups:
        for response in library.responses:
            if response.group == group.id:
                yield Result(
                    "Response",
                    RESPONSE_PAGE.page,
                    response.id,
                    _without_links(response.text),
                    f"{group.title} · {response.year}",
                    _answers(library, response),
                    tags=_tags(response.themes),
                )


def _answers(library: Library, response: Response) -> str:
    titles = [f"{library.audit_by_id[audit].title} audit" for audit in response.audits]
    return f"Answers: {', '.join(titles)}" if titles else ""


def _glossary(library: Library) -> Iterator[Result]:
    for term in library.glossary:
        yield Result(
            "Glossary",
            GLOSSARY_PAGE.page,
            term.id,
            term.term,
            body=". ".join(part for part in (term.expansion, term.definition) if part),
            aliases=tuple(
                form for form in (term.expansion, *term.aliases, *term.search_words) if form
            ),
        )


#: What people type who look for a number to call, or who need one. It must come first.
CALLING = (
    "who to call",
    "who do I call",
    "phone number",
    "telephone number",
    "contact number",
    "emergency number",
    "emergency duty team",
    "EDT",
    "report abuse",
    "in danger",
    "I need help",
    "help me",
    "hurts me",
    "hits me",
    "my partner hits me",
    "being abused",
    "I am being abused",
    "suicide",
    "suicidal",
    "self-harm",
)


def _contacts(library: Library) -> Iterator[Result]:
    if library.contacts:
        lines = [f"{c.when}: {c.name} {c.number}" for c in library.contacts]
        if any(contact.status != "confirmed" for contact in library.contacts):
            lines.append("The partnership has still to confirm these numbers")
        body = ". ".join(lines)
        title = "Worried about a child?"
        yield Result("Page", "index.md", WORRIED, title, "Who to call", body, CALLING)


def _without_links(markdown: str) -> str:
    """Return a sentence of Markdown as plain text."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown).replace("*", "").replace("`", "")


# --- From the pages -----------------------------------------------------------------------------


def _guide_page(library: Library, guide: Guidance, page: PageText) -> Iterator[Result]:
    """Yield a guide and its sections, but not the headings of what the audits found for it."""
    computed = {audit_fragment(audit) for audit in library.audits}
    computed |= {year.slug for year in library.years}
    tags = _tags(guide.themes, guide.situations)
    is_draft = guide.status == "draft"
    for section in sections(page.html):
        if section.level == 1:
            where = "Draft" if is_draft else ""
            text, aliases = section.text, guide.aliases
            yield Result("Guidance", page.page, "", guide.title, where, text, aliases, tags=tags)
        elif section.fragment not in computed:
            yield Result(
                "Guidance",
                page.page,
                section.fragment,
                section.heading,
                f"{guide.title} (draft)" if is_draft else guide.title,
                section.text,
                section.search_words,
                about=guide.aliases,
                is_secondary=section.fragment == SOURCES_FRAGMENT,
            )


def _prose_page(page: PageText) -> Iterator[Result]:
    aside = page.page.startswith(ABOUT_FOLDER)
    for section in sections(page.html):
        title, fragment, where = section.heading, section.fragment, page.title
        if section.level == 1:
            title, fragment, where = page.title, "", ""
        text, words = section.text, section.search_words
        yield Result("Page", page.page, fragment, title, where, text, words, is_secondary=aside)


_LINK = re.compile(r"<a\b.*?</a>", re.DOTALL)


def _computed_page(page: PageText) -> Iterator[Result]:
    """Yield a computed page, then each of its sections that has words of its own.

    Links alone are no words: they lead to what is found anyway.
    """
    unlinked = sections(_LINK.sub("", page.html))
    written = [
        section
        for section, rest in zip(sections(page.html), unlinked, strict=True)
        if re.search(r"\w", rest.text)
    ]
    body = " ".join(section.text for section in written if section.level == 1)
    yield Result("Page", page.page, "", page.title, body=body)
    for section in written:
        if section.level > 1:
            heading, text = section.heading, section.text
            yield Result("Page", page.page, section.fragment, heading, page.title, text)


@dataclass(frozen=True)
class Section:
    """A heading of a page, and the text from it to the next heading.

    ``search_words`` are other words by which people look for it: the heading's attribute
    ``data-search-words``, with a semicolon between them.
    """

    level: int
    fragment: str
    heading: str
    text: str
    search_words: tuple[str, ...] = ()


@lru_cache(maxsize=64)  # the standard pages of hundreds of audits are alike
def sections(html: str) -> tuple[Section, ...]:
    """Return the sections of a page: one for each heading with an id, and the level 1 heading.

    What is marked ``data-search-exclude`` is left out.
    """
    reader = _SectionReader()
    reader.feed(html)
    reader.close()
    return tuple(
        replace(section, heading=_one_line(section.heading), text=_one_line(section.text))
        for section in reader.sections
    )


def _one_line(words: str) -> str:
    """Return text without line ends and without a space before a comma or full stop."""
    return re.sub(r"\s+(?=[,.;:)])", "", " ".join(words.split()))


_INLINE = frozenset({"a", "abbr", "b", "code", "dfn", "em", "i", "span", "strong"})
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "source", "wbr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class _SectionReader(HTMLParser):
    """Reads sections off HTML. Of a text it keeps what is neither hidden nor a mark of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[Section] = []
        self.in_heading = False
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _VOID:
            self._add(" ")
        elif self.skipped or self._is_left_out(tag, attributes):
            self.skipped += 1
        elif tag in _HEADINGS and (attributes.get("id") or tag == "h1"):
            fragment = attributes.get("id") or ""
            words = (attributes.get("data-search-words") or "").split(";")
            asked = tuple(phrase.strip() for phrase in words if phrase.strip())
            self.sections.append(Section(int(tag[1]), fragment, "", "", asked))
            self.in_heading = True
        elif tag not in _INLINE:
            self._add(" ")

    @staticmethod
    def _is_left_out(tag: str, attributes: Mapping[str, str | None]) -> bool:
        css = (attributes.get("class") or "").split()
        left_out = {"headerlink", "footnote-backref", "footnote-ref", "sscp-draft"}
        return (
            "data-search-exclude" in attributes
            or tag in ("script", "style")
            or bool(left_out & set(css))
        )

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.skipped:
            self.skipped -= 1
        elif tag in _HEADINGS:
            self.in_heading = False
        elif tag not in _INLINE:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self._add(data)

    def _add(self, words: str) -> None:
        if not self.sections:
            return
        last = self.sections[-1]
        if self.in_heading:
            self.sections[-1] = replace(last, heading=last.heading + words)
        else:
            self.sections[-1] = replace(last, text=last.text + words)


# --- The index ----------------------------------------------------------------------------------


def index_script(library: Library, found: Sequence[Result], *, directory_urls: bool) -> str:
    """Return the script that gives the index to the search page."""
    value = index(library, found, directory_urls=directory_urls)
    lines = [
        f"{json.dumps(name)}:{json.dumps(part, ensure_ascii=False, separators=(',', ':'))}"
        for name, part in value.items()
    ]
    return "sscpSearchIndex({\n" + ",\n".join(lines) + "\n});\n"


def index(library: Library, found: Sequence[Result], *, directory_urls: bool) -> dict[str, Any]:
    """Return the index as tables. docs/assets/search-engine.js reads it.

    ``fragments`` are those of the results at each of the ``places``, and ``placeSizes`` are their
    numbers; ``kind`` has a digit for each result; ``asides`` are the numbers of those that are
    seldom sought; ``tagSets`` are sets of themes and situations,
    and ``tagged`` has the character of a set for each result. ``words`` are all distinct words as
    they are written, the most frequent first; ``counts`` are [how often, how many words are that
    frequent in results], and ``contents`` has a digit for each: how many words it has that
    count, since “(multi-agency)” has two and “the” none. ``phrases`` are, by their first three
    letters, [phrase, number of what it stands for in ``means``]. ``text`` has one character for
    each word of each text: see :func:`_coded`. The texts are those of the places, then of the
    tags, then of the results.
    """
    tags = _tag_words(library)
    numbers = {tag: number for number, tag in enumerate(tags)}
    places: dict[tuple[str, str, tuple[str, ...]], list[Result]] = {}
    for result in found:
        place = (page_url(result.page, directory_urls), result.where, result.about)
        places.setdefault(place, []).append(result)
    ordered = [result for here in places.values() for result in here]
    tagged = [tuple(numbers[tag] for tag in result.tags) for result in ordered]
    tag_sets = {tag_set: number for number, tag_set in enumerate(dict.fromkeys(tagged))}
    shared: list[Text] = [
        *((where, "", about) for _, where, about in places),
        *(("", "", words) for words in tags.values()),
    ]
    counts, coded = _coded(shared, [(one.title, one.body, one.aliases) for one in ordered])
    return {
        "kinds": list(KINDS),
        "weights": list(KINDS.values()),
        "places": [address for address, _, _ in places],
        "placeSizes": [len(here) for here in places.values()],
        "tags": len(tags),
        "tagSets": [list(tag_set) for tag_set in tag_sets],
        "tagged": "".join(_character(tag_sets[tag_set]) for tag_set in tagged),
        "kind": "".join(str([*KINDS].index(result.kind)) for result in ordered),
        "asides": [number for number, result in enumerate(ordered) if result.is_secondary],
        "fragments": ["\n".join(result.fragment for result in here) for here in places.values()],
        **_phrases(library, ordered),
        "stopWords": STOP_WORDS,
        "weakWords": WEAK_WORDS,
        "words": "\n".join(counts),
        "contents": _contents(counts),
        "counts": [[count, len(list(same))] for count, same in groupby(counts.values())],
        "text": coded,
    }


#: Title, body and other words.
Text = tuple[str, str, tuple[str, ...]]

END_OF_TEXT, END_OF_FIELD, END_OF_ALIAS = 0, 1, 2
FIRST_WORD = 3
FIRST_CHARACTER = 93
SURROGATES = range(0xD800, 0xE000)


def _coded(shared: list[Text], own: list[Text]) -> tuple[dict[str, int], str]:
    """Return the distinct words of texts, and the texts with a character in place of each word.

    Each word has the number of times that it stands in ``own``. The browser then has no text to
    split and no word to count: 9,000 results are ready in a few milliseconds. It is also smaller
    than the texts themselves.
    """
    split = [
        (title.split(), body.split(), [alias.split() for alias in aliases])
        for title, body, aliases in (*shared, *own)
    ]
    counted: Counter[str] = Counter()
    for number, (title, body, aliases) in enumerate(split):
        for words in (title, body, *aliases):
            counted.update(words if number >= len(shared) else dict.fromkeys(words, 0))
    counts = dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
    code = {word: _character(FIRST_WORD + number) for number, word in enumerate(counts)}
    end_of_text, end_of_field = _character(END_OF_TEXT), _character(END_OF_FIELD)

    def line(title: list[str], body: list[str], aliases: list[list[str]]) -> str:
        fields = [
            "".join(code[word] for word in title),
            "".join(code[word] for word in body),
            _character(END_OF_ALIAS).join(
                "".join(code[word] for word in alias) for alias in aliases
            ),
        ]
        return end_of_field.join(fields).rstrip(end_of_field) + end_of_text

    return counts, "".join(line(*text) for text in split)


def _folded(phrase: str) -> list[str]:
    """Return the words of a phrase as the browser compares them."""
    small = re.sub("['’‘\u02bc`\u00b4&]", "", phrase.lower())
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", small))
    return re.findall("[a-z0-9]+", plain)


_STOP_WORDS = frozenset(STOP_WORDS.split())


def _contents(words: Iterable[str]) -> str:
    """Return for each written word a digit: how many words it has that count, at most nine."""
    counts = (sum(part not in _STOP_WORDS for part in _folded(word)) for word in words)
    return "".join(str(min(count, 9)) for count in counts)


def _phrases(library: Library, found: Iterable[Result]) -> dict[str, Any]:
    """Return phrases that stand for others, and these: of the glossary, and everyday words."""
    groups = [
        ((one.title, *one.aliases), (one.title, *one.aliases))
        for one in found
        if one.kind == "Glossary" and one.aliases
    ]
    groups += [(words.typed, words.means) for words in library.search_words]
    phrases: dict[str, list[tuple[str, int]]] = {}
    for number, (typed, _) in enumerate(groups):
        for phrase in typed:
            if words := _folded(phrase):
                first = next((word for word in words if word not in _STOP_WORDS), words[0])
                phrases.setdefault(first[:3], []).append((phrase, number))
    return {"phrases": phrases, "means": [means for _, means in groups]}


def _character(number: int) -> str:
    """Return the character that stands for a number; none is half of a pair."""
    code = number + FIRST_CHARACTER
    return chr(code if code < SURROGATES.start else code + len(SURROGATES))


def _tag_words(library: Library) -> dict[str, tuple[str, ...]]:
    """Return the words by which a tag is found: tag to words."""
    themes = {f"theme:{theme.id}": (theme.title, *theme.aliases) for theme in library.themes}
    situations = {
        f"situation:{situation.id}": (situation.title, *situation.aliases)
        for situation in library.situations
    }
    return {**themes, **situations}
