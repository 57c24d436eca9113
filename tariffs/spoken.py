"""What a page says of tariffs, in its language: figures, sentences, and words of the resolution, which stay Spanish."""

import re
from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext

from ground.languages import as_written, is_english
from legal_calendar.legal_time import english_date
from tariffs.english import marked
from tariffs.figures import Figure
from tariffs.spanish import Name, Printed, Spanish

MONEY = re.compile(r"(\$|USD) (?=[0-9])")


def spoken(said: object) -> str:
    """As it is said on the page that is being made, with no line broken within a figure. Of what has no English, its
    Spanish."""
    if not is_english():
        return MONEY.sub("\\1\u00a0", said) if isinstance(said, Figure | Spanish) else str(said)
    match said:
        case Spanish() if said.gaps:
            return format_html(gettext(said.pattern), **{name: spoken(gap) for name, gap in said.gaps.items()})
        case Spanish():
            return gettext(said.pattern)
        case Figure():
            return said.in_english
        case Name():
            return marked(said)
        case Printed():
            return as_printed(said)
        case date():
            return english_date(said)
    return str(said)


def as_printed(words: str) -> str:
    """Words of the resolution itself, or of whoever published it: on an English page they say that they are Spanish."""
    return as_written(words)
