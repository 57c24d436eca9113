"""The staff of the petitions' desk and the steps that they take there."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from accounts.models import User
from expedientes.models import Paso
from inm_portal.staff_groups import PETITIONS_OFFICER
from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd
from tests.pqrsd.petitions import changed
from tests.staff import staff_user, verified

QUEUE = "/pqrsd/gestion/"
REASON = "Se leyó con calma y corresponde a otra cosa."


def officer(**flags) -> User:
    return staff_user(PETITIONS_OFFICER, **flags)


def at_desk(user: User) -> Client:
    """A browser of the user's own, with both factors shown."""
    return verified(Client(), user)


def case_path(pqrsd: Pqrsd, act: str = "") -> str:
    return f"{QUEUE}{pqrsd.radicado.number}/{act}"


def act(client: Client, pqrsd: Pqrsd, slug: str, *, version: int | None = None, **fields):
    """Send the form of an act's page, which had been read just now unless a version says otherwise."""
    if version is None:
        version = Pqrsd.objects.values_list("version", flat=True).get(pk=pqrsd.pk)
    return client.post(case_path(pqrsd, f"{slug}/"), {"version": version, **fields})


def last_step(pqrsd: Pqrsd) -> Paso:
    return pqrsd.steps.last()


def due_in(pqrsd: Pqrsd, days: int) -> Pqrsd:
    """Due so many calendar days from today."""
    return changed(pqrsd, due_on=timezone.localdate() + timedelta(days=days))


def waiting(pqrsd: Pqrsd, until: date | None = None) -> Pqrsd:
    until = until or timezone.localdate() + timedelta(days=30)
    return changed(pqrsd, due_on=None, waiting_until=until)


def closed(pqrsd: Pqrsd, outcome: Outcome = Outcome.ANSWERED) -> Pqrsd:
    return changed(pqrsd, closed_at=timezone.now(), outcome=outcome)


def listed(client: Client, **filters) -> list[str]:
    """The subjects of the queue's rows, in their order."""
    page = client.get(QUEUE, filters)
    return [row.case.subject for row in page.context["rows"]]


def tallies(client: Client) -> dict[str, str]:
    return {tally.value: tally.shown for tally in client.get(QUEUE).context["tallies"]}
