"""Writing pages: functions that take the library and the page they are on, and return text.

They know nothing of MkDocs. Long lists are returned as HTML, which builds several times faster
than Markdown; headings are returned as Markdown, so that they reach the table of contents.
"""
