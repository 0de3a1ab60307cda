"""All records together, with every relation between them in both directions.

A relation is written once, on one record. The inverse (which reminders bear on a theme, which
responses answer an audit) is computed here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from macros.records.dates import ProgrammeYear
from macros.records.findings import Finding, Found, GoodPractice, Recommendation, Reminder
from macros.records.lists import (
    Contact,
    DistressWords,
    GlossaryTerm,
    Helps,
    Redirect,
    SearchWords,
    Source,
)
from macros.records.publishers import Agency, Publisher
from macros.records.records import Audit, Guidance, Situation, Theme
from macros.records.responses import Response, ResponseGroup


@dataclass(frozen=True)
class Findings:
    """The findings of one audit that bear on something, in the audit's own order."""

    audit: Audit
    reminders: tuple[Reminder, ...]
    good_practice: tuple[GoodPractice, ...]
    found: tuple[Found, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

    def __len__(self) -> int:
        return sum(len(getattr(self, name)) for name in Audit.LISTS)


#: Whose learning it is in a library that has no publishers, as in a test.
UNNAMED = Publisher(id="ours", name="The partnership", short="Ours", area="our area", ours=True)


@dataclass(frozen=True)
class SinceResponse:
    """What later audits found on a theme after a response to it was made.

    ``answered`` is the year that reported the response as made, ``later`` the later years with
    audits, and ``again`` the findings of those years with a reminder on the theme. Newest first.
    """

    answered: ProgrammeYear
    later: tuple[ProgrammeYear, ...]
    again: tuple[Findings, ...]


@dataclass(frozen=True)
class Library:
    """Every record of the site. Records are in the order of their files."""

    audits: tuple[Audit, ...] = ()
    publishers: tuple[Publisher, ...] = (UNNAMED,)
    agencies: tuple[Agency, ...] = ()
    themes: tuple[Theme, ...] = ()
    situations: tuple[Situation, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    sources: tuple[Source, ...] = ()
    response_groups: tuple[ResponseGroup, ...] = ()
    responses: tuple[Response, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    contacts: tuple[Contact, ...] = ()
    search_words: tuple[SearchWords, ...] = ()
    distress: tuple[DistressWords, ...] = ()
    redirects: tuple[Redirect, ...] = ()

    # --- Publishers ---

    @cached_property
    def ours(self) -> Publisher:
        """The partnership whose site this is."""
        return next(publisher for publisher in self.publishers if publisher.ours)

    @cached_property
    def _publisher_named(self) -> Mapping[str | None, Publisher]:
        named: dict[str | None, Publisher] = {None: self.ours}
        named |= {publisher.name: publisher for publisher in self.publishers}
        return named | {publisher.id: publisher for publisher in self.publishers}

    def publisher_of(self, audit: Audit) -> Publisher:
        """Return whose learning an audit is."""
        return self._publisher_named[audit.publisher]

    def is_ours(self, audit: Audit) -> bool:
        """Whether an audit is the learning of the partnership whose site this is."""
        return self.publisher_of(audit).ours

    def concerns_us(self, audit: Audit) -> bool:
        """Whether an audit is our own, or is about our area: then our responses may answer it."""
        return self.is_ours(audit) or audit.area == self.ours.area

    def whose(self, audit: Audit) -> str:
        """Return the short name of who published an audit, and the area if that is another's."""
        short = self.publisher_of(audit).short
        return f"{short}, about {audit.area}" if audit.area else short

    def titled(self, audit: Audit) -> str:
        """Return the title of an audit, with its publisher if that is not us."""
        return audit.title if self.is_ours(audit) else f"{audit.title}, from {self.whose(audit)}"

    def said(self, audit: Audit, text: str) -> str:
        """Return a sentence of an audit as plain text, with its publisher if that is not us."""
        return text if self.is_ours(audit) else f"{text} (from {self.whose(audit)})"

    @cached_property
    def elsewhere(self) -> tuple[Publisher, ...]:
        """The other publishers that have audits here."""
        named = {self.publisher_of(audit).id for audit in self.audits}
        return tuple(p for p in self.publishers if p.id in named and not p.ours)

    @property
    def our_audits(self) -> tuple[Audit, ...]:
        """Our own audits, in the order of their files."""
        return tuple(filter(self.is_ours, self.audits))

    def our_findings(self, findings: Iterable[Findings]) -> tuple[Findings, ...]:
        """Return the findings of our own audits."""
        return tuple(found for found in findings if self.is_ours(found.audit))

    def findings_elsewhere(self, findings: Iterable[Findings]) -> tuple[Findings, ...]:
        """Return the findings of other publishers."""
        return tuple(found for found in findings if not self.is_ours(found.audit))

    # --- Audits and years ---

    @cached_property
    def chronology(self) -> tuple[Audit, ...]:
        """All audits, oldest first. Within a year, audits without a date come last."""

        def order(audit: Audit) -> tuple[str, bool, int, int, str]:
            held = audit.held
            year, month = (held.year, held.month or 13) if held else (0, 0)
            return (audit.year, held is None, year, month, audit.slug)

        return tuple(sorted(self.audits, key=order))

    @cached_property
    def audits_of_year(self) -> Mapping[ProgrammeYear, tuple[Audit, ...]]:
        """Year to its audits, newest year first; within it ours first, then oldest audit first."""
        by_year: defaultdict[ProgrammeYear, list[Audit]] = defaultdict(list)
        for audit in self.chronology:
            by_year[audit.year].append(audit)
        for audits in by_year.values():
            audits.sort(
                key=lambda a: (not self.is_ours(a), self.publishers.index(self.publisher_of(a)))
            )
        return {year: tuple(by_year[year]) for year in sorted(by_year, reverse=True)}

    @cached_property
    def our_audits_of_year(self) -> Mapping[ProgrammeYear, tuple[Audit, ...]]:
        """The same of our own audits alone: only the years that have some."""
        ours = {y: tuple(filter(self.is_ours, audits)) for y, audits in self.audits_of_year.items()}
        return {year: audits for year, audits in ours.items() if audits}

    @cached_property
    def elsewhere_of_year(self) -> Mapping[ProgrammeYear, tuple[Audit, ...]]:
        """The same of the audits of other publishers."""
        by_year = self.audits_of_year.items()
        others = {y: tuple(a for a in audits if not self.is_ours(a)) for y, audits in by_year}
        return {year: audits for year, audits in others.items() if audits}

    @property
    def years(self) -> tuple[ProgrammeYear, ...]:
        """The years that have audits, newest first."""
        return tuple(self.audits_of_year)

    @cached_property
    def audit_by_id(self) -> Mapping[str, Audit]:
        """Id to audit."""
        return {audit.id: audit for audit in self.audits}

    @cached_property
    def _followed_by(self) -> Mapping[str, tuple[Audit, ...]]:
        later: defaultdict[str, list[Audit]] = defaultdict(list)
        for audit in self.chronology:
            if audit.follows:
                later[audit.follows].append(audit)
        return {audit_id: tuple(audits) for audit_id, audits in later.items()}

    def earlier_of(self, audit: Audit) -> Audit:
        """Return the audit that another one follows. Raises KeyError if it follows none."""
        return self.audit_by_id[audit.follows or ""]

    def followed_by(self, audit: Audit) -> tuple[Audit, ...]:
        """Return the later audits that repeat an audit or follow it up, oldest first."""
        return self._followed_by.get(audit.id, ())

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return {audit.id: index for index, audit in enumerate(self.chronology)}

    # --- Findings, by what they bear on ---

    @cached_property
    def findings_by_theme(self) -> Mapping[str, tuple[Findings, ...]]:
        """Theme id to findings that bear on it, newest year first."""
        return self._group_findings(lambda item: item.themes)

    @cached_property
    def findings_by_situation(self) -> Mapping[str, tuple[Findings, ...]]:
        """Situation id to findings that apply to it, newest year first."""
        return self._group_findings(lambda item: item.situations)

    @cached_property
    def findings_by_agency(self) -> Mapping[str, tuple[Findings, ...]]:
        """Agency id to findings that are for it, newest year first."""
        return self._group_findings(lambda item: item.agencies)

    @property
    def agencies_with_findings(self) -> tuple[Agency, ...]:
        """The agencies that a finding names: only they have a page."""
        return tuple(agency for agency in self.agencies if agency.id in self.findings_by_agency)

    @cached_property
    def findings_by_guidance(self) -> Mapping[str, tuple[Findings, ...]]:
        """Guidance id to findings that it helps with, newest year first."""
        found = self._group_findings(lambda item: item.guidance)
        return {
            guide.id: found[guide.id] if guide.publisher else self.our_findings(found[guide.id])
            for guide in self.guidance
            if guide.id in found
        }

    def guidance_for(self, audit: Audit, named: Iterable[str]) -> tuple[Guidance, ...]:
        """Return guides by their ids. Our own do not answer the findings of another publisher.

        A guide that is not there, or was refused, is left out: the check of references reports it.
        """
        guides = filter(None, map(self.guidance_by_id.get, named))
        return tuple(guide for guide in guides if guide.publisher or self.concerns_us(audit))

    def _group_findings(
        self, ids_of: Callable[[Finding], Collection[str]]
    ) -> Mapping[str, tuple[Findings, ...]]:
        grouped: defaultdict[str, list[Findings]] = defaultdict(list)
        for audit in chain.from_iterable(self.audits_of_year.values()):
            for key in dict.fromkeys(key for item in audit.findings for key in ids_of(item)):
                lists = {
                    name: tuple(item for item in getattr(audit, name) if key in ids_of(item))
                    for name in Audit.LISTS
                }
                grouped[key].append(Findings(audit, **lists))
        return {key: tuple(findings) for key, findings in grouped.items()}

    @cached_property
    def _newest_on_theme(self) -> Mapping[str, tuple[Findings, ...]]:
        """Theme id to the findings with a reminder on it, newest audit first."""

        def position(findings: Findings) -> int:
            return self._position[findings.audit.id]

        return {
            theme_id: tuple(sorted((f for f in found if f.reminders), key=position, reverse=True))
            for theme_id, found in self.findings_by_theme.items()
        }

    def related_reminders(
        self, audit: Audit, reminder: Reminder, most: int
    ) -> tuple[tuple[Audit, Reminder], ...]:
        """Return what up to ``most`` other audits say on the themes of a reminder, newest first.

        Each other audit contributes the first of the reminders that share most themes with this
        one. Only the newest audits on each theme are considered, so that the work for one reminder
        does not grow with the number of audits.
        """
        others: dict[str, tuple[Audit, Reminder]] = {}
        for theme_id in reminder.themes:
            for found in self._newest_on_theme.get(theme_id, ())[: most + 1]:
                other = found.audit
                if other.id != audit.id:
                    candidates = found.reminders
                    if other.id in others:
                        candidates = (others[other.id][1], *candidates)
                    best = max(candidates, key=lambda r: len({*r.themes} & {*reminder.themes}))
                    others[other.id] = (other, best)
        newest = sorted(others, key=lambda audit_id: -self._position[audit_id])
        return tuple(others[audit_id] for audit_id in newest[:most])

    def themes_of(self, audit: Audit) -> tuple[Theme, ...]:
        """Return the themes that an audit's findings bear on, in the order of the themes' file."""
        named = {theme_id for item in audit.findings for theme_id in item.themes}
        return tuple(theme for theme in self.themes if theme.id in named)

    # --- Themes, situations, guidance ---

    @cached_property
    def our_themes(self) -> tuple[Theme, ...]:
        """The themes on which we ourselves have found, said or done something."""
        return tuple(
            theme
            for theme in self.themes
            if theme.statements
            or ("theme", theme.id) in self.responses_to
            or self.our_findings(self.findings_by_theme.get(theme.id, ()))
        )

    @property
    def icons(self) -> frozenset[str]:
        """Every icon that a record has."""
        records: tuple[Theme | Situation | Agency | Audit, ...]
        records = (*self.themes, *self.situations, *self.agencies, *self.audits)
        return frozenset(record.icon for record in records)

    @cached_property
    def theme_by_id(self) -> Mapping[str, Theme]:
        """Id to theme."""
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def situation_by_id(self) -> Mapping[str, Situation]:
        """Id to situation."""
        return {situation.id: situation for situation in self.situations}

    @cached_property
    def guidance_by_id(self) -> Mapping[str, Guidance]:
        """Id to guide."""
        return {guide.id: guide for guide in self.guidance}

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """Id to source."""
        return {source.id: source for source in self.sources}

    @cached_property
    def agency_by_id(self) -> Mapping[str, Agency]:
        """Id to agency."""
        return {agency.id: agency for agency in self.agencies}

    def guidance_of_audit(self, audit: Audit) -> tuple[Guidance, ...]:
        """Return the guides that the responses to an audit name, then those chosen for it."""
        chosen = {*audit.guidance, *(g for item in audit.findings for g in item.guidance)}
        named = self.guidance_named_for(audit)
        others = [g.id for g in self.guidance if g.id in chosen and g not in named]
        return (*named, *self.guidance_for(audit, others))

    def guidance_named_for(self, audit: Audit) -> tuple[Guidance, ...]:
        """Return the guides that the responses to an audit name in their sentences."""
        responses = self.responses_to.get(("audit", audit.id), ())
        named = {link for response in responses for link in response.about}
        return tuple(g for g in self.guidance if not g.page and ("guidance", g.id) in named)

    def guidance_of_theme(self, theme_id: str) -> tuple[Guidance, ...]:
        """Return the guides that help with a theme."""
        return tuple(guide for guide in self.guidance if theme_id in guide.themes)

    def guidance_of_situation(self, situation_id: str) -> tuple[Guidance, ...]:
        """Return the guides that help in a situation."""
        return tuple(guide for guide in self.guidance if situation_id in guide.situations)

    def contacts_for(self, helps: Helps) -> tuple[Contact, ...]:
        """Return the numbers for a child in danger, or for a reader who is."""
        return tuple(contact for contact in self.contacts if contact.helps == helps)

    # --- Responses ---

    @cached_property
    def responses_to(self) -> Mapping[tuple[str, str], tuple[Response, ...]]:
        """(kind of record, id) to the responses that name it: an audit, a theme or a guide."""
        found: defaultdict[tuple[str, str], list[Response]] = defaultdict(list)
        for response in self.responses:
            for key in response.about:
                found[key].append(response)
        return {key: tuple(responses) for key, responses in found.items()}

    def since_response(self, theme_id: str) -> SinceResponse | None:
        """Return whether a theme has come up again since a response to it was made.

        A response counts as made in the year whose briefing, or whose first update, reported it as
        done or ongoing. Returns ``None`` if there is no response, or no audit in a later year.
        """
        responses = self.responses_to.get(("theme", theme_id), ())
        made = {response.made_in for response in responses if response.made_in}
        years = tuple(self.our_audits_of_year)
        answered = max((year for year in made if years and year < years[0]), default=None)
        if answered is None:
            return None
        again = [
            findings
            for findings in self.our_findings(self.findings_by_theme.get(theme_id, ()))
            if findings.audit.year > answered and findings.reminders
        ]
        return SinceResponse(
            answered, tuple(year for year in years if year > answered), tuple(again)
        )

    @cached_property
    def response_by_id(self) -> Mapping[str, Response]:
        """Id to response."""
        return {response.id: response for response in self.responses}

    @cached_property
    def responses_before(self) -> Mapping[str, tuple[Response, ...]]:
        """Id of an audit or of a response to the earlier responses that it followed."""
        found: defaultdict[str, list[Response]] = defaultdict(list)
        for response in self.responses:
            for record_id in response.followed_by:
                found[record_id].append(response)
        return {record_id: tuple(responses) for record_id, responses in found.items()}

    @cached_property
    def as_of(self) -> date | None:
        """The newest day on which something in the data happened; none if nothing has a day.

        It stands in for today, so that the same data always gives the same site.
        """
        days = [
            *(audit.added for audit in self.audits),
            *(date(a.held.year, a.held.month or 1, 1) for a in self.audits if a.held),
            *(response.added for response in self.responses),
            *(update.day for response in self.responses for update in response.updates),
            *(guide.reviewed for guide in self.guidance),
            *(contact.checked for contact in self.contacts),
            *(source.reviewed for source in self.sources),
        ]
        return max((day for day in days if day), default=None)

    def guidance_of_response(self, response: Response) -> tuple[Guidance, ...]:
        """Return the guides that a response names, in its sentence or beside it."""
        return tuple(g for g in self.guidance if ("guidance", g.id) in response.about)
