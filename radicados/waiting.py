"""The letters that did not come out yet, for the home of the staff."""

from ground.doors.explicit_permissions import Anybody
from ground.doors.reserve import open_rows
from ground.doors.waiting import Waiting, waiting_rows
from radicados.models import LetterIssuance


def letters_waiting(user: Anybody) -> list[Waiting]:
    """Those that stopped, and those that are on their way; of reserved radicados, to who may see them."""
    owed = LetterIssuance.objects.unissued().filter(open_rows(user, "radicado"))
    stopped, queued = (owed.filter(parked_at__isnull=is_queued) for is_queued in (False, True))
    may_look = "radicados.view_letterissuance"
    return [
        *waiting_rows(user, may_look, stopped, "Cartas detenidas sin firmar", parked_at__isempty="0"),
        *waiting_rows(user, may_look, queued, "Cartas por firmar, en cola", parked_at__isempty="1"),
    ]
