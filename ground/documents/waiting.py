"""The files whose inspection stopped, for the home of the staff."""

from ground.documents.models import Scan
from ground.doors.explicit_permissions import Anybody
from ground.doors.reserve import open_rows
from ground.doors.waiting import Waiting, waiting_rows


def documents_waiting(user: Anybody) -> list[Waiting]:
    """Those that the antivirus could not look at; of reserved documents, to who may see them."""
    stopped = Scan.objects.filter(open_rows(user, "document"), done_at=None, parked_at__isnull=False)
    words = "Archivos que el antivirus no pudo analizar"
    return waiting_rows(user, "documents.view_scan", stopped, words, parked_at__isempty="0")
