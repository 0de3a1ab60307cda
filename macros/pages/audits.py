"""The page of an audit, the list of audits, and the page of a year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from macros.addresses.links import CurrentPage, audit_address, item_address
from macros.addresses.site_urls import SiteUrls
from macros.pages.html import blocks, empty_notice, fill
from macros.pages.limits import AUDITS_ON_INDEX, how_many_fit
from macros.pages.sending import mail
from macros.pages.theme_matrix import theme_matrix
from macros.problems import counted
from macros.records.audit_parts import Sample
from macros.records.dates import UNDATED, ProgrammeYear
from macros.records.library import Library
from macros.records.records import Audit
from macros.records.responses import common_year, status_note

#: How many other audits are listed below a reminder, with what they say on its themes.
RELATED_REMINDERS = 1

#: The word for one of a sample, where it is more than the plural without its end.
_ONE = {"children": "child"}


# --- One audit --------------------------------------------------------------------------------


def facts(library: Library, here: CurrentPage, audit: Audit) -> str:
    """Return when, how and by whom an audit was done, and its sample, as a description list.

    The groups of the sample are left out if the background, in the briefing's own sentences, names
    all of them.
    """
    size = sample_size(audit.sample) if audit.sample else ""
    groups = audit.sample.groups if audit.sample else ()
    background = " ".join(audit.background)
    if all(group.label in background for group in groups):
        groups = ()
    return fill(
        "audits",
        "facts",
        library=library,
        here=here,
        audit=audit,
        size=size,
        groups=groups,
        ratings=rating_lines(audit),
    )


def share(library: Library, here: CurrentPage, urls: SiteUrls, audit: Audit) -> str:
    """Return links to the 7-minute briefing, and to a message with the reminders."""
    subject = f"{library.titled(audit)}: {audit.noun} {audit.when_after_noun}"
    sentences = [library.said(audit, reminder.in_lines) for reminder in audit.reminders]
    message = mail(subject, sentences, urls.url(audit_address(audit)))
    return fill("audits", "share", here=here, audit=audit, mail=message)


def sample_size(sample: Sample) -> str:
    """Return the size of a sample in words: how many children or meetings, or only which."""
    if sample.size is None:
        return f"{sample.unit[:1].upper()}{sample.unit[1:]}, number not given"
    one = _ONE.get(sample.unit, re.sub("s$", "", re.sub("ies$", "y", sample.unit)))
    return counted(sample.size, one, sample.unit)


def ratings(audit: Audit) -> dict[str, str]:
    """Map what an audit rated, or nothing for the whole of it, to its ratings in words."""
    rated: dict[str, str] = {}
    for rating in audit.ratings:
        of, count = rating.of or "", rating.count
        with_count = f"{rating.label} ({count})" if of else f"{rating.label}: {count}"
        words = rating.label if count is None else with_count
        before = rated.get(of, "")
        rated[of] = before + ("" if not before else " " if before.endswith(".") else "; ") + words
    return rated


def rating_lines(audit: Audit) -> list[str]:
    """Return the ratings of the whole and of each thing that was rated, a line each."""
    return [f"{of}: {words}" if of else words for of, words in ratings(audit).items()]


def how_and_when(audit: Audit) -> str:
    """Return when and how an audit was done and how many it looked at, in words."""
    size = sample_size(audit.sample) if audit.sample else ""
    return ", ".join(filter(None, (_when(audit), audit.method, size)))


def audit_of(audit: Audit) -> str:
    """Return when an audit was held, in words."""
    noun = audit.noun.capitalize()
    if audit.held:
        return f"{noun} of {audit.when}"
    return f"{noun} {audit.year.after_noun}" + (", no date" if audit.year != UNDATED else "")


def background(audit: Audit) -> str:
    """Return the background, in the briefing's own sentences."""
    return fill("audits", "background", audit=audit)


def good_practice(library: Library, audit: Audit) -> str:
    """Return what was done well, each with its own address."""
    return fill("audits", "good_practice", library=library, audit=audit)


def found(library: Library, here: CurrentPage, audit: Audit) -> str:
    """Return what was found that is neither good practice nor a reminder, below its heading."""
    return fill("audits", "found", library=library, here=here, audit=audit)


def reminders_title(audit: Audit) -> str:
    """Return the heading of the reminders: for audits as in the briefing of 2022/23."""
    if audit.noun == "audit":
        return "The audit findings remind us to"
    return f"The findings of the {audit.noun} remind us to"


def reminders(library: Library, here: CurrentPage, urls: SiteUrls, audit: Audit) -> str:
    """Return the practice reminders as a numbered list, each with its own address.

    Those to remember first, chosen in the data, have a star. Each has more folded away: guides,
    themes, situations, what other audits say on its themes, and how to send it.
    """
    see_also = {
        reminder.id: [
            (item_address(other, said), f"{library.titled(other)}, {_when(other)}")
            for other, said in library.related_reminders(audit, reminder, RELATED_REMINDERS)
        ]
        for reminder in audit.reminders
    }
    subject = f"{library.titled(audit)}: practice reminder"
    return fill(
        "audits",
        "reminders",
        library=library,
        here=here,
        audit=audit,
        guides=_guides_of_each(library, audit),
        shared_themes=_in_all([reminder.themes for reminder in audit.reminders]),
        shared_situations=_in_all([reminder.situations for reminder in audit.reminders]),
        see_also=see_also,
        mails={
            item.id: mail(
                subject, [library.said(audit, item.in_lines)], urls.url(item_address(audit, item))
            )
            for item in audit.reminders
        },
    )


def _guides_of_each(library: Library, audit: Audit) -> dict[str, list[str]]:
    """Return the guides to name below each reminder: those that are here, but not those of most.

    The section on guidance names them all.
    """
    named = Counter(guide for reminder in audit.reminders for guide in reminder.guidance)
    return {
        reminder.id: [
            guide
            for guide in reminder.guidance
            if library.guidance_by_id[guide].is_here and 2 * named[guide] <= len(audit.reminders)
        ]
        for reminder in audit.reminders
    }


def _in_all(lists: Sequence[Sequence[str]]) -> list[str]:
    """Return what several lists have in common, and nothing if there is one list only."""
    return [] if len(lists) < 2 else [e for e in lists[0] if all(e in other for other in lists)]


def guidance(library: Library, here: CurrentPage, audit: Audit) -> str:
    """Return the guides that belong to an audit: those chosen for it, and those of its responses.

    What a response links, and is not here yet, is not linked again; only what helps until it is.
    """
    answering = library.guidance_named_for(audit)
    own = library.responses_to.get(("audit", audit.id), ())
    linked = {record for response in own for record in response.linked}
    chosen = [guide for guide in library.guidance_of_audit(audit) if guide not in answering]
    named = [g for g in answering if g.is_here or ("guidance", g.id) not in linked]
    for guide in answering:
        helps = library.guidance_by_id[guide.meanwhile] if guide.meanwhile else guide
        if guide not in named and helps is not guide and helps not in chosen:
            chosen.append(helps)
    return fill("audits", "guides", library=library, here=here, named=named, chosen=chosen)


def responses(library: Library, here: CurrentPage, audit: Audit) -> str:
    """Return what an audit recommends, and our responses to it, each below a heading.

    With our responses are those that it followed. Those to its themes are on their pages.
    On the page of another publisher's audit it is what that publisher did, if anything is known:
    our responses do not answer its findings, unless it is about our area.
    """
    parts = [fill("audits", "recommendations", library=library, audit=audit)]
    if not library.is_ours(audit):
        parts.append(fill("audits", "what_they_did", library=library, audit=audit))
    if library.concerns_us(audit):
        own = library.responses_to.get(("audit", audit.id), ())
        before = library.responses_before.get(audit.id, ())
        parts.append(
            fill(
                "audits",
                "responses_to",
                here=here,
                own=own,
                before=before,
                noun=audit.noun,
                note=status_note([*before, *own]),
                year=common_year([*before, *own]),
            )
        )
    return blocks(parts)


def _when(audit: Audit) -> str:
    if audit.held or audit.year == UNDATED:
        return audit.when
    return f"{audit.year}, no date"


# --- Many audits ------------------------------------------------------------------------------


def cards(library: Library, audits: Iterable[Audit]) -> list[tuple[Audit, list[str]]]:
    """Pair each audit with the details on its card: when, its sample and by whom."""
    return [(audit, list(filter(None, _details(library, audit)))) for audit in audits]


def _details(library: Library, audit: Audit) -> Iterable[str]:
    yield _when(audit)
    yield sample_size(audit.sample) if audit.sample else ""
    yield "" if library.is_ours(audit) else library.publisher_of(audit).name
    yield f"about {audit.area}" if audit.area else ""
    yield counted(len(audit.reminders), "reminder", "reminders")


def index(library: Library, here: CurrentPage) -> str:
    """Return all audits by year, newest first; years that do not fit are links only."""
    fit = how_many_fit(map(len, library.audits_of_year.values()), AUDITS_ON_INDEX)
    years = [
        (
            year,
            position < fit,
            cards(library, library.our_audits_of_year.get(year, ())),
            cards(library, library.elsewhere_of_year.get(year, ())),
        )
        for position, year in enumerate(library.years)
    ]
    return fill("audits", "index", here=here, years=years)


def year_audits(library: Library, here: CurrentPage, year: ProgrammeYear) -> str:
    """Return our own audits of a year."""
    ours = library.our_audits_of_year.get(year, ())
    if not ours:
        return empty_notice(f"There is no audit of our own {year.after_noun}.")
    return fill("audits", "cards", here=here, cards=cards(library, ours))


def year_elsewhere(library: Library, here: CurrentPage, year: ProgrammeYear) -> str:
    """Return the audits of other publishers of a year, below a heading, if there are any."""
    return elsewhere(library, here, library.elsewhere_of_year.get(year, ()))


def elsewhere(
    library: Library, here: CurrentPage, audits: Sequence[Audit], most: int | None = None
) -> str:
    """Return audits of other publishers below a heading, or nothing if there are none.

    All are counted, and up to ``most`` are listed.
    """
    if not audits:
        return ""
    shown, sentence = cards(library, audits[:most]), f"{audit_sentence(audits)}."
    more = len(audits[most:]) if most else 0
    return fill("audits", "elsewhere", here=here, sentence=sentence, shown=shown, more=more)


def year_matrix(library: Library, here: CurrentPage, year: ProgrammeYear) -> str:
    """Return the theme matrix of one year."""
    return theme_matrix(library, here, [year])


def _nouns(audits: Sequence[Audit]) -> tuple[str, str]:
    if all(audit.noun == "audit" for audit in audits):
        return "audit", "audits"
    return ("audit", "audits and reviews") if len(audits) > 1 else (audits[0].noun, "")


def audit_sentence(audits: Sequence[Audit]) -> str:
    """Return in words how many audits, reminders and examples of good practice there are."""
    reminder_count = sum(len(audit.reminders) for audit in audits)
    practice_count = sum(len(audit.good_practice) for audit in audits)
    return (
        f"{counted(len(audits), *_nouns(audits))}, "
        f"{counted(reminder_count, 'practice reminder', 'practice reminders')} and "
        f"{counted(practice_count, 'example', 'examples')} of good practice"
    )
