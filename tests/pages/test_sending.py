"""The links that open a message."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from macros.pages.sending import LONGEST, mail


def parts(link: str) -> tuple[str, str]:
    """Return subject and text of a message, as a program for mail reads them."""
    query = parse_qs(urlsplit(link).query, strict_parsing=True)
    return query["subject"][0], query["body"][0]


def test_what_is_sent_is_what_was_written() -> None:
    sentences = ["Ask & tell: 5/6?", "“Check” <b>+ 100 %</b> #1"]
    subject, body = parts(mail("A & B?", sentences, "https://example.org/a/#b"))
    assert subject == "A & B?"
    assert body.split("\r\n") == [
        "- Ask & tell: 5/6?",
        "- “Check” <b>+ 100 %</b> #1",
        "",
        "https://example.org/a/#b",
    ]


def test_a_message_that_would_be_too_long_counts_what_is_left_out() -> None:
    link = mail("Much", ["Remember this, and that as well"] * 90, "https://example.org/")
    assert len(link) <= LONGEST
    lines = parts(link)[1].split("\r\n")
    assert lines[-3] == f"and {90 - lines.index(lines[-3])} more"


def test_without_an_address_the_sentences_are_sent_alone() -> None:
    assert parts(mail("One", ["Ask"], ""))[1] == "- Ask"
