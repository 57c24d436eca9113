"""*Mi trabajo*: what waits for somebody of the staff in each room of the portal, where they land once logged in."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.doors import UserRequest, verified_only
from accounts.waiting import registrations_waiting
from ground.documents.waiting import documents_waiting
from ground.doors.waiting import Waiting
from ground.mails.waiting import mails_waiting
from pqrsd.views.desk.waiting import petitions_waiting
from radicados.waiting import letters_waiting
from services.views.desk.waiting import requests_waiting
from tariffs.waiting import tariffs_waiting

ROOMS = (
    ("Mesa PQRSD", petitions_waiting),
    ("Mesa de servicios", requests_waiting),
    ("Registros", registrations_waiting),
    ("Radicación", letters_waiting),
    ("Correos", mails_waiting),
    ("Documentos", documents_waiting),
    ("Tarifas", tariffs_waiting),
)


@dataclass(frozen=True)
class Room:
    name: str
    waiting: list[Waiting]


@never_cache
@verified_only
@require_safe
def staff_home(request: UserRequest) -> HttpResponse:
    """Only what the person may see; a room where nothing waits is not there."""
    rooms = [Room(name, waiting_for(request.user)) for name, waiting_for in ROOMS]
    return render(request, "staff_home.html", {"rooms": [room for room in rooms if room.waiting]})
