"""A whole resolution, line by line: what precedes the tables, the tables, the articles after them."""

import re
from datetime import date

from tariffs.printed import PrintedResolution
from tariffs.resolution_text.articles import ARTICLE, PARAGRAPH, Articles
from tariffs.resolution_text.errors import ResolutionTextError
from tariffs.resolution_text.tables import Tables

NUMBER = re.compile(r"RESOLUCIÓN NÚMERO\s+(\S+)")
DAY = re.compile(r"\((\d{1,2}) ([A-Z]{3})\w* (\d{4})\)")
MONTHS = ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"]
# The title stands again at the head of every page, now and then with other dashes or in italics.
TITLE = re.compile(r"\*?\"(Por la cual se fijan las tasas .+)\"\*?")
END = re.compile(r"\*\*PUBL[IÍ]QUESE")


def parse(text: str) -> PrintedResolution:
    """What the text says, every line accounted for; ResolutionTextError names the line that is not.

    Only the preamble before the first article and what follows the signature are passed over. The wage
    of the year and the dates in force are not in the text and stay empty.
    """
    tables, articles = Tables(), Articles()
    for number, line in _lines(text):
        try:
            _read(line, tables, articles)
        except ResolutionTextError as error:
            raise ResolutionTextError(str(error), line=number) from error
    _insist_on_notes(tables, articles)
    return PrintedResolution(
        number=_one(NUMBER, text)[1],
        issued_on=_day(_one(DAY, text)),
        title=_one(TITLE, text)[1],
        repeals=articles.repealed(),
        articles=tuple(article.as_printed() for article in articles.found),
        headings=tuple(tables.tree.found),
        rates=tuple(tables.rates),
        footnotes=(*tables.footnotes, *articles.footnotes()),
    )


def _lines(text: str):
    """The lines that say something, between the first article and the signature, with their numbers."""
    has_begun = False
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip("\r\n ")
        has_begun = has_begun or bool(ARTICLE.fullmatch(line))
        if END.match(line):
            return
        if has_begun and line.strip() and not TITLE.fullmatch(line):
            yield number, line


def _read(line: str, tables: Tables, articles: Articles) -> None:
    """The tables stand inside the first article, before its paragraphs."""
    begins = ARTICLE.fullmatch(line) or PARAGRAPH.fullmatch(line)
    if begins or len(articles.found) > 1 or articles.found[0].paragraphs:
        articles.read(line)
    else:
        tables.read(line)


def _insist_on_notes(tables: Tables, articles: Articles) -> None:
    """Every mark has its note."""
    notes = {note.number for note in (*tables.footnotes, *articles.footnotes())}
    for rate in tables.rates:
        if missing := set(rate.footnotes) - notes:
            raise ResolutionTextError(f"falta la nota {min(missing)}, de «{rate.name}».")


def _one(pattern: re.Pattern, text: str) -> re.Match:
    match = pattern.search(text)
    if not match:
        raise ResolutionTextError("El texto no dice su número, su fecha o su título.")
    return match


def _day(match: re.Match) -> date:
    return date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
