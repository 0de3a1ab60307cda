"""Briefings in one document: those of a year, and all our guides."""

from __future__ import annotations

from macros.addresses.links import GUIDANCE_INDEX, year_address
from macros.addresses.standard_pages import learned_in
from macros.pages.audits import audit_sentence
from macros.printing.briefings import Briefings, files_of
from macros.printing.documents import PdfDocument
from macros.printing.layout import Pack
from macros.problems import counted
from macros.records.dates import ProgrammeYear


def year_pack(briefings: Briefings, year: ProgrammeYear) -> PdfDocument:
    """Return all audits of a year, and the themes of their findings."""
    library, page = briefings.library, year_address(year)
    audits = library.our_audits_of_year.get(year, ())
    others = library.elsewhere_of_year.get(year, ())
    themes = [
        theme
        for theme in library.themes
        if any(item.audit.year == year for item in library.findings_by_theme.get(theme.id, ()))
    ]
    counts = [audit_sentence(audits)] if audits else []
    counts += [f"{audit_sentence(others)} from elsewhere"] if others else []
    counts += [counted(len(themes), "cross-cutting theme", "cross-cutting themes")]
    pack = Pack(
        learned_in(library, year),
        f"{'. '.join(counts)}.",
        page,
        briefings.imprint(page, ["data/themes.yml", *files_of([*audits, *others])]),
        {
            "Audits": [briefings.audit(audit) for audit in audits],
            "Learning from elsewhere": [briefings.audit(audit) for audit in others],
            "Themes": [briefings.theme(theme, year) for theme in themes],
        },
    )
    path = f"packs/audits-and-themes-{year.slug}.pdf"
    html = briefings.layout.pack(f"Audits and themes {year.after_noun}", pack)
    return PdfDocument(path, page.page, f"All audits and themes {year.after_noun}", (html,))


def guidance_pack(briefings: Briefings) -> PdfDocument:
    """Return all our own guides."""
    page, guides = GUIDANCE_INDEX, briefings.guides
    pack = Pack(
        "Practice guidance",
        "All guidance pages of the learning site in one document. "
        "Pages marked as drafts are to be confirmed by the partnership.",
        page,
        briefings.imprint(page, [f"docs/{guide.page}" for guide in guides]),
        {"Contents": [briefings.guide(guide) for guide in guides]},
    )
    html = briefings.layout.pack("Practice guidance", pack)
    return PdfDocument("packs/guidance.pdf", page.page, "All guidance", (html,))
