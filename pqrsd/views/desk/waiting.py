"""What waits at the *Mesa PQRSD*, for the home of the staff."""

from accounts.models import User
from expedientes.views.waiting import cases_waiting
from ground.doors.waiting import Waiting
from pqrsd.forms.desk import PetitionsForm


def petitions_waiting(user: User) -> list[Waiting]:
    return cases_waiting(PetitionsForm, user)
