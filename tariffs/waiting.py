"""The drafts of tariffs, the names without English and the booklets that stopped, for the home of the staff."""

from ground.doors.explicit_permissions import Anybody
from ground.doors.waiting import Waiting, waiting_rows
from tariffs.models import Booklet, Edition, EnglishName


def tariffs_waiting(user: Anybody) -> list[Waiting]:
    drafts = Edition.objects.drafts()
    stopped = Booklet.objects.filter(done_at=None, parked_at__isnull=False)
    unnamed, gap = EnglishName.objects.filter(english=""), "Nombres de tarifas sin inglés"
    words = "Libros de tarifas en PDF que no salieron"
    return [
        *waiting_rows(user, "tariffs.change_edition", drafts, "Borradores por publicar", published_at__isempty="1"),
        *waiting_rows(user, "tariffs.change_englishname", unnamed, gap, ingles="falta"),
        *waiting_rows(user, "tariffs.view_booklet", stopped, words, parked_at__isempty="0"),
    ]
