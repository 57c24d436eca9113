"""The names of rates and headings in the language of the page: in English where they have an English name."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, Max
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ground.languages import is_english
from ground.printable import unbroken
from tariffs.models import EnglishName

NO_ENGLISH = " (no English name yet)"


@dataclass(frozen=True)
class Names:
    """What a page calls things by their Spanish names; without `english` it is a Spanish page.

    `key` is another one when any of the names is: of what is kept of a page.
    """

    key: str = "es"
    english: Mapping[str, str] | None = None

    def of(self, spanish: str) -> str:
        """The name as the page says it: a Spanish one that has no English says so on an English page."""
        return spanish if self.english is None else self.english.get(spanish, spanish + NO_ENGLISH)


def names_of_page() -> Names:
    """By the language that is active: one query, and none for a Spanish page."""
    return english_names() if is_english() else Names()


def english_names() -> Names:
    """Those of an English page, whatever the page is."""
    # The number tells of every change, whoever committed first; the last key, of what a rollback took back.
    written = EnglishName.history.aggregate(number=Count("pk"), last=Max("pk"))
    key = "en:{number}:{last}".format(**written)

    def read() -> dict[str, str]:
        return dict(EnglishName.objects.exclude(english="").values_list("spanish", "english"))

    return Names(key, caches["fragments"].get_or_set(f"tariffs:names:{key}", read))


def marked(name: str) -> str | SafeString:
    """What `Names.of` gave, in a page, figures whole: what had to stay Spanish in English has its language, and says
    so quietly."""
    name = unbroken(name)
    if not name.endswith(NO_ENGLISH):
        return name
    spanish, mark = name.removesuffix(NO_ENGLISH), NO_ENGLISH.strip()
    return format_html('<span lang="es">{}</span> <span class="muted">{}</span>', spanish, mark)
