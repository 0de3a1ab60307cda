"""The documents of the search: every record of the site, and every section of its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from macros.addresses.links import (
    GLOSSARY_PAGE,
    NOT_SAFE,
    RESPONSE_PAGE,
    WORRIED,
    agency_address,
    audit_address,
    audit_briefing_address,
    comparison_address,
    guidance_entry_address,
    page_url,
    situation_address,
    theme_address,
)
from macros.records.findings import Finding
from macros.records.library import Library
from macros.records.lists import TO_CALL, GlossaryTerm, Helps
from macros.records.publishers import Publisher
from macros.records.records import Audit, Guidance, Situation, Theme
from macros.records.responses import Response
from macros.search.english import not_mistyped, words_in
from macros.search.sections import ITEM_END, sections
from macros.search.words import IRREGULAR, STOP_WORDS, WEAK_WORDS

#: The variable that the script of the index sets, and docs/assets/search.js reads.
INDEX_VARIABLE = "window.sscpSearchIndex"

#: Every kind of result, in the order of the filters, with the weight of its results: of two that
#: match equally well, the one that people more often want comes first.
KINDS = {
    "Reminder": 1.1,
    "Good practice": 1,
    "Finding": 1,
    "Recommendation": 1,
    "Guidance": 1.06,
    "Theme": 1.05,
    "Situation": 1.05,
    "Agency or role": 1.12,
    "Audit": 1.02,
    "Response": 1,
    "Glossary": 0.95,
    "Page": 0.8,
}

#: The id of the heading of the sources, which nobody looks for.
SOURCES_FRAGMENT = "sources"

#: The folder of the pages about the site itself.
ABOUT_FOLDER = "about/"

#: The page of that folder that is about practice.
TEAM_MEETINGS = "about/team-meetings.md"


@dataclass(frozen=True)
class Result:
    """Something that can be found.

    ``page`` is relative to ``docs/``. ``where`` names what the result is part of, such as an audit,
    and ``about`` holds other names for that. ``tags`` are its themes and situations, as
    ``theme:id`` and ``situation:id``. ``is_secondary`` marks what people seldom look for:
    pages about the site itself. ``publisher`` is the id of the publisher that it is from, if
    that is not us.
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
    publisher: str = ""


@dataclass(frozen=True)
class PageText:
    """The path and title of a page, and its HTML without the output of macros.

    The HTML of a guide has that output; then ``own_html`` is without it.
    """

    page: str
    title: str
    html: str
    own_html: str = ""


def results(
    library: Library, prose: Iterable[PageText], computed: Iterable[PageText]
) -> tuple[Result, ...]:
    """Return everything that can be found, the newest audit first.

    ``prose`` are the pages without macros, and ``computed`` the pages with macros, which may have
    text of their own between them.
    """
    guides = {guide.page: guide for guide in library.guidance if guide.page}
    found: list[Result] = []
    for audit in reversed(library.chronology):
        found += _of_audit(library, audit)
    found += _themes(library)
    found += _situations(library)
    found += _agencies(library)
    found += _guide_entries(library)
    for page in prose:
        guide = guides.get(page.page)
        found += _guide_page(guide, page) if guide else _prose_page(page)
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
    audits = {
        address(audit).page: audit
        for audit in library.audits
        for address in (audit_address, audit_briefing_address, comparison_address)
    }
    return tuple(_of(library, audits[r.page], r) if r.page in audits else r for r in found)


def _of(library: Library, audit: Audit, result: Result) -> Result:
    """Return a result on a page about an audit with its date, or with its publisher if not ours.

    It is found under the names of the publisher.
    """
    publisher = library.publisher_of(audit)
    if publisher.ours:
        return result if result.where else replace(result, where=audit.when)
    where = f"{result.where or audit.when} · from {library.whose(audit)}"
    whose = replace(result, where=where, publisher=publisher.id)
    names = (publisher.name, publisher.short, publisher.area, *filter(None, [audit.area]))
    if result.kind == "Audit":  # before its findings
        return replace(whose, aliases=(*result.aliases, *names))
    return replace(whose, about=(*result.about, *names))


# --- From the data ------------------------------------------------------------------------------


def _of_audit(library: Library, audit: Audit) -> Iterator[Result]:
    where = " · ".join(part for part in (audit.named, audit.when) if part)
    page = audit_address(audit).page
    yield Result(
        "Audit",
        page,
        "",
        audit.title,
        " · ".join(part for part in (audit.when, audit.method) if part),
        " ".join(audit.background),
        (audit.named, *audit.aliases),
        about=(audit.year, audit.kind),
    )
    kinds: tuple[tuple[str, tuple[Finding, ...]], ...] = (
        ("Reminder", audit.reminders),
        ("Good practice", audit.good_practice),
        ("Finding", audit.found),
        ("Recommendation", audit.recommendations),
    )
    for kind, items in kinds:
        for item in items:
            yield Result(
                kind,
                page,
                item.id,
                item.text,
                " · ".join(filter(None, (where, item.heading))),
                ITEM_END.join(item.points),
                about=_short(audit.aliases),
                tags=_tags(item.themes, item.situations),
            )


def _tags(themes: Iterable[str], situations: Iterable[str] = ()) -> tuple[str, ...]:
    return (*(f"theme:{theme}" for theme in themes), *(f"situation:{s}" for s in situations))


def _themes(library: Library) -> Iterator[Result]:
    for theme in library.themes:
        yield Result(
            "Theme",
            theme_address(theme.id).page,
            "",
            theme.title,
            body=" ".join(text for said in theme.newest_first[:1] for text in said.text),
            aliases=tuple(dict.fromkeys((theme.short, *theme.aliases))),
        )


def _situations(library: Library) -> Iterator[Result]:
    for situation in library.situations:
        page = situation_address(situation.id).page
        title, summary = situation.title, situation.summary
        yield Result("Situation", page, "", title, body=summary, aliases=situation.aliases)


#: What people type who look for all that is for an agency.
BY_AGENCY = (
    "findings by agency",
    "recommendations by agency",
    "actions by agency",
    "what to do differently",
)


def _agencies(library: Library) -> Iterator[Result]:
    for agency in library.agencies_with_findings:
        page = agency_address(agency.id).page
        names = (agency.title, *agency.aliases)
        yield Result("Agency or role", page, "", agency.heading, aliases=names, about=BY_AGENCY)


def _guide_entries(library: Library) -> Iterator[Result]:
    """Yield the guides that are not our own pages: their entries in the list of all guides."""
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
    audits = [library.audit_by_id[audit] for audit in response.audits]
    titles = [library.said(audit, audit.named) for audit in audits]
    return f"Answers: {', '.join(titles)}" if titles else ""


def _glossary(library: Library) -> Iterator[Result]:
    for term in library.glossary:
        body = ". ".join(filter(None, (term.expansion, term.mark[:-1], term.definition)))
        aliases = _other_names(term)
        yield Result("Glossary", GLOSSARY_PAGE.page, term.id, term.term, body=body, aliases=aliases)


def _other_names(term: GlossaryTerm) -> tuple[str, ...]:
    return tuple(name for name in (term.expansion, *term.aliases, *term.search_words) if name)


#: What people type when they need a telephone number. The numbers must then come first.
CALLING = (
    "who to call",
    "who do I call",
    "who to ring",
    "phone number",
    "telephone number",
    "contact number",
    "emergency number",
    "emergency duty team",
    "EDT",
    "out of hours number",
    "MASH number",
    "number for social services",
    "at the weekend",
    "report abuse",
    "report a concern",
    "report a child at risk",
    "concerned for a child",
    "worried about a neighbour's child, a pupil, a baby, a young person or a family",
    "in danger",
)

#: What people type who are in danger themselves.
IN_DANGER = (
    "help",
    "I need help",
    "help me",
    "scared",
    "frightened",
    "afraid",
    "hurts me",
    "hits me",
    "my partner hits me",
    "touching me",
    "somebody to tell",
    "being abused",
    "I am being abused",
    "domestic abuse helpline",
    "suicide",
    "suicidal",
    "self-harm",
)


def _contacts(library: Library) -> Iterator[Result]:
    places: dict[Helps, tuple[str, tuple[str, ...]]] = {
        "child": (WORRIED, CALLING),
        "reader": (NOT_SAFE, IN_DANGER),
    }
    named: set[str] = set()
    for helps, (fragment, words) in places.items():
        contacts, title = library.contacts_for(helps), TO_CALL[helps]
        if contacts:
            body = ITEM_END.join(f"{c.when}: {c.name} {c.number}" for c in contacts)
            own = [(f"{c.name} phone number", c.number) for c in contacts if c.name not in named]
            named.update(c.name for c in contacts)
            aliases = (*words, *chain.from_iterable(own))
            yield Result("Page", "index.md", fragment, title, "Who to call", body, aliases)


def _without_links(markdown: str) -> str:
    """Return a sentence of Markdown as plain text."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown).replace("*", "").replace("`", "")


# --- From the pages -----------------------------------------------------------------------------


def _guide_page(guide: Guidance, page: PageText) -> Iterator[Result]:
    """Yield a guide and those of its sections that have text of their own, without the sources."""
    tags = _tags(guide.themes, guide.situations)
    is_draft = guide.status == "draft"
    own = {section.fragment for section in sections(page.own_html or page.html) if section.has_text}
    own.discard(SOURCES_FRAGMENT)
    for section in sections(page.html):
        if section.level == 1:
            where = "Draft" if is_draft else ""
            text, aliases = section.text, guide.aliases
            yield Result("Guidance", page.page, "", guide.title, where, text, aliases, tags=tags)
        elif section.fragment in own:
            yield Result(
                "Guidance",
                page.page,
                section.fragment,
                section.heading,
                f"{guide.title} (draft)" if is_draft else guide.title,
                section.text,
                section.search_words,
                about=guide.aliases,
            )


def _prose_page(page: PageText) -> Iterator[Result]:
    for section in sections(page.html):
        if section.fragment == SOURCES_FRAGMENT:
            continue
        title, fragment, where = section.heading, section.fragment, page.title
        if section.level == 1:
            title, fragment, where = page.title, "", ""
        text, words, less = section.text, section.search_words, _is_aside(page)
        yield Result("Page", page.page, fragment, title, where, text, words, is_secondary=less)


def _is_aside(page: PageText) -> bool:
    """Whether a page is about the site itself."""
    return page.page.startswith(ABOUT_FOLDER) and page.page != TEAM_MEETINGS


def _computed_page(page: PageText) -> Iterator[Result]:
    """Yield a computed page, then each of its sections that has text or search words of its own.

    Links do not count as text, because their targets are results themselves.
    """
    whole = sections(page.html)
    written = [section for section in whole if section.has_text or section.search_words]
    body = " ".join(s.text for s in whole if s.level == 1 and s.has_text)
    words = next((section.search_words for section in whole if section.level == 1), ())
    is_secondary = _is_aside(page)
    yield Result(
        "Page", page.page, "", page.title, body=body, aliases=words, is_secondary=is_secondary
    )
    for section in written:
        if section.level > 1:
            yield Result(
                "Page",
                page.page,
                section.fragment,
                section.heading,
                page.title,
                section.text,
                section.search_words,
                is_secondary=is_secondary,
            )


# --- The index ----------------------------------------------------------------------------------


def index_script(library: Library, found: Iterable[Result], *, directory_urls: bool) -> str:
    """Return the index of the search as a script, with one result on each line.

    Unlike JSON, a script can also be loaded by a page that is opened from a folder.
    """
    shared = {
        "kinds": KINDS,
        "publishers": [(p.id, p.short) for p in _publishers(library)],
        "stopWords": STOP_WORDS.split(),
        "weakWords": WEAK_WORDS.split(),
        "irregular": IRREGULAR,
        "tags": _tag_words(library),
        "synonyms": _synonyms(library),
        "distress": [{"kind": one.kind, "words": one.words} for one in library.distress],
    }
    lines = [f"{_json(name)}:{_json(value)}," for name, value in shared.items()]
    documents = ",\n".join(_json(_document(result, directory_urls)) for result in found)
    english = not_mistyped(words_in([*lines, documents]))
    lines.append(f'"english":{_json(" ".join(english))},')
    opening = "\n".join((f"{INDEX_VARIABLE} = {{", *lines, '"results":['))
    return f"{opening}\n{documents}\n]}};\n"


def _publishers(library: Library) -> tuple[Publisher, ...]:
    """Return whose results there are to choose from: none if all are ours."""
    return (library.ours, *library.elsewhere) if library.elsewhere else ()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _document(result: Result, directory_urls: bool) -> dict[str, object]:
    """Return a result as a document of the index, without empty fields."""
    fragment = f"#{result.fragment}" if result.fragment else ""
    rest = {
        "where": result.where,
        "body": result.body,
        "aliases": result.aliases,
        "about": result.about,
        "tags": result.tags,
        "isSecondary": result.is_secondary,
        "publisher": result.publisher,
    }
    return {
        "kind": result.kind,
        "address": page_url(result.page, directory_urls) + fragment,
        "title": result.title,
        **{name: value for name, value in rest.items() if value},
    }


def _synonyms(library: Library) -> list[dict[str, tuple[str, ...]]]:
    """Return the synonyms: the terms of the glossary, and everyday words."""
    terms = [(term.term, *_other_names(term)) for term in library.glossary if _other_names(term)]
    return [
        *({"typed": names, "means": names} for names in terms),
        *(
            {"typed": (*words.typed, *words.sector, *words.old), "means": words.means}
            for words in library.search_words
        ),
    ]


def _tag_words(library: Library) -> dict[str, tuple[str, ...]]:
    """Map each tag to the words by which it is found."""
    themes = {f"theme:{theme.id}": _names(theme) for theme in library.themes}
    situations = {f"situation:{one.id}": _names(one) for one in library.situations}
    return {**themes, **situations}


def _names(record: Theme | Situation) -> tuple[str, ...]:
    return (record.title, *_short(record.aliases))


def _short(aliases: Iterable[str]) -> tuple[str, ...]:
    """Return the aliases that are names. Only its own page answers those of over three words."""
    return tuple(alias for alias in aliases if alias.count(" ") < 3)
