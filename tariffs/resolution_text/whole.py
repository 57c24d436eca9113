"""A whole resolution, line by line: what precedes the tables, the tables, the articles after them."""

import re
from datetime import date

from tariffs.printed import PrintedResolution
from tariffs.resolution_text.articles import ARTICLE, PARAGRAPH, Articles
from tariffs.resolution_text.reading import ResolutionTextError
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
    tables, articles, has_begun = Tables(), Articles(), False
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip("\r\n ")
        begins_article = bool(ARTICLE.fullmatch(line))
        has_begun = has_begun or begins_article
        if END.match(line):
            break
        if not has_begun or not line.strip() or TITLE.fullmatch(line):
            continue
        # The tables stand inside the first article, before its paragraphs.
        begins = begins_article or PARAGRAPH.fullmatch(line)
        is_past_tables = begins or len(articles.found) > 1 or articles.found[0].paragraphs
        try:
            (articles if is_past_tables else tables).read(line)
        except ResolutionTextError as error:
            raise ResolutionTextError(str(error), line=number) from error
    footnotes = (*tables.footnotes, *articles.footnotes())
    for rate in tables.rates:
        if missing := set(rate.footnotes) - {note.number for note in footnotes}:
            raise ResolutionTextError(f"falta la nota {min(missing)}, de «{rate.name}».")
    day, month, year = _one(DAY, text).groups()
    return PrintedResolution(
        number=_one(NUMBER, text)[1],
        issued_on=date(int(year), MONTHS.index(month) + 1, int(day)),
        title=_one(TITLE, text)[1],
        repeals=articles.repealed(),
        articles=tuple(article.as_printed() for article in articles.found),
        headings=tuple(tables.tree.found),
        rates=tuple(tables.rates),
        footnotes=footnotes,
    )


def _one(pattern: re.Pattern, text: str) -> re.Match:
    match = pattern.search(text)
    if not match:
        raise ResolutionTextError("El texto no dice su número, su fecha o su título.")
    return match
