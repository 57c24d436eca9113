"""The drafts of tariffs, the names without English, the words of the finder that lead nowhere and the booklets that
stopped, for the home of the staff."""

from django.utils import timezone

from ground.doors.explicit_permissions import Anybody
from ground.doors.waiting import Waiting, waiting_rows
from tariffs.models import Booklet, Edition, EnglishName, FinderWord


def tariffs_waiting(user: Anybody) -> list[Waiting]:
    drafts = Edition.objects.drafts()
    stopped = Booklet.objects.filter(done_at=None, parked_at__isnull=False)
    unnamed, gap = EnglishName.objects.filter(english=""), "Nombres de tarifas sin inglés"
    words = "Libros de tarifas en PDF que no salieron"
    return [
        *waiting_rows(user, "tariffs.change_edition", drafts, "Borradores por publicar", published_at__isempty="1"),
        *waiting_rows(user, "tariffs.change_englishname", unnamed, gap, ingles="falta"),
        *_loose_words(user),
        *waiting_rows(user, "tariffs.view_booklet", stopped, words, parked_at__isempty="0"),
    ]


def _loose_words(user: Anybody) -> list[Waiting]:
    """Words of the finder that lead to what no edition in force has."""
    change, told = "tariffs.change_finderword", "Palabras del buscador con códigos que no rigen"
    codes = codes_in_force() if user.has_perm(change) else frozenset()
    return waiting_rows(user, change, FinderWord.objects.beyond(codes), told, codigos="faltan") if codes else []


def codes_in_force() -> frozenset[str]:
    """Those of the rates that rule today."""
    edition = Edition.objects.in_force(timezone.localdate())
    return frozenset(edition.rates.values_list("code", flat=True)) if edition else frozenset()
