"""Printing: the PDFs and Word documents that a team manager prints, pins up and fills in.

A PDF is the HTML of a page (``paper``) between what only paper has (``layout``, ``templates/``).
``catalogue`` lists every document. ``action_plan`` and ``word`` do the same for Word. Only
``writer`` (WeasyPrint, the cache) and ``versions`` (git) touch anything outside.
"""
