"""What waits at the *Mesa PQRSD*, for the home of the staff."""

from accounts.models import User
from expedientes.views.letter_draft import letters_to_read
from expedientes.views.waiting import cases_waiting
from ground.doors.waiting import Waiting
from pqrsd.forms.desk import PetitionsForm
from pqrsd.models import Pqrsd


def petitions_waiting(user: User) -> list[Waiting]:
    return [*letters_to_read(Pqrsd, user), *cases_waiting(PetitionsForm, user)]
