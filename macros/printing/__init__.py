"""Printing: the PDFs and Word documents that a team manager prints, pins up and fills in.

``paper`` says how the site's addresses look on paper. ``pieces``, ``briefings``, ``guides``,
``packs`` and ``checklists`` write HTML for print from the data; they are pure. ``action_plans``
does the same for Word. ``catalogue`` lists everything that is to be printed. Only ``making``
(WeasyPrint, python-docx, the cache) and ``versions`` (git) touch anything outside.
"""
