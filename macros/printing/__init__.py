"""The PDFs, Word documents and slides that a team manager prints, pins up, shows and fills in.

``catalogue`` lists every document: ``briefings`` are the pages of the site on paper, ``packs``
several in one document, ``team_meeting`` what there is on each audit. ``paper`` adapts the HTML of
a page, and ``layout`` and ``templates/`` add what only a PDF has. ``panels`` fits a 7-minute
briefing on one sheet. ``action_plan`` and ``word`` make the Word documents, ``deck`` and ``slides``
the slides. Only ``writer`` (WeasyPrint, the cache) and ``versions`` (git) have effects outside.
"""
