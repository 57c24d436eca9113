"""The mails that stopped, for the home of the staff."""

from ground.doors.explicit_permissions import Anybody
from ground.doors.waiting import Waiting, waiting_rows
from ground.mails.models import Mail


def mails_waiting(user: Anybody) -> list[Waiting]:
    """Those of the events that the user may read."""
    status = Mail.Status.PARKED
    stopped = Mail.objects.open_to(user) & Mail.objects.in_status(status)
    return waiting_rows(user, "mails.view_mail", stopped, "Correos que no salieron", estado=status.value)
