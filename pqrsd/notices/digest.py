"""The daily summary for whoever directs the work: the ordinary petitions, and apart the reserved ones."""

from expedientes.lights import Lights
from ground.doors.explicit_permissions import holders_of
from ground.mails.queue import owe
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import DIGEST
from pqrsd.notices.summary import summarise


def owe_digests(lights: Lights | None = None) -> None:
    """Once a business day to each of them, and only when there is something to tell."""
    lights = lights or Lights.now()
    if not lights.calendar.is_business_day(lights.today):
        return
    for is_reserved, permission in ((False, "pqrsd.supervise_pqrsd"), (True, Pqrsd.desk.handle_reserved)):
        if summarise(is_reserved=is_reserved, lights=lights).is_worth_telling:
            _owe(permission, is_reserved, lights)


def _owe(permission: str, is_reserved: bool, lights: Lights) -> None:
    occasion = f"{lights.today} {'reservadas' if is_reserved else 'ordinarias'}"
    for user in holders_of(permission):
        owe(DIGEST, recipient=user.email, occasion=occasion, is_reserved=is_reserved)
