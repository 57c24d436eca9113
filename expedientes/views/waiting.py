"""What waits for somebody at the desk of an app, for the home of the staff."""

from urllib.parse import urlencode

from django.db.models import Count, Q

from accounts.models import User
from expedientes.forms.queue import MINE, NOBODY, WAITING_OVER, QueueForm, Tab
from expedientes.lights import Light, Lights
from ground.doors.waiting import Waiting

OWN = {
    Light.OVERDUE: "Míos: vencidos",
    Light.TODAY: "Míos: vencen hoy",
    Light.SOON: "Míos: próximos a vencer",
    Light.IN_TERM: "Míos: en término",
    Light.STOPPED: "Míos: detenidos",
}


def cases_waiting(form_class: type[QueueForm], user: User) -> list[Waiting]:
    """The open cases of the user by their light; then, of all those that the user handles or may read, what
    nobody answers for, what nobody completed in time and what is overdue. Each line is a filter of the queue."""
    desk, lights = form_class.cases.desk, Lights.now()
    if not desk.admits(user):
        return []
    form = form_class({}, user=user)
    mine = {light: Count("pk", filter=lights.condition(light)) for light in OWN}
    rest = {
        "unassigned": Count("pk", filter=Q(assignee=None)),
        "over": Count("pk", filter=Q(waiting_until__lt=lights.today)),
        "overdue": Count("pk", filter=lights.condition(Light.OVERDUE)),
    }
    own = form.within(Tab("", whose=MINE)).aggregate(**mine)
    every = form.within(Tab("")).aggregate(**rest)
    lines = [
        *((own[light], words, light.value, MINE) for light, words in OWN.items()),
        (every["unassigned"], "Sin asignar", "", NOBODY),
        (every["over"], "De todos: sin completar en su plazo", WAITING_OVER, ""),
        (every["overdue"], "De todos: vencidos", Light.OVERDUE.value, ""),
    ]
    found = []
    for count, words, light, whose in lines:
        if count:
            filters = {"responsable": whose, "semaforo": light}
            query = urlencode({name: value for name, value in filters.items() if value})
            found.append(Waiting(count, words, f"{desk.url}?{query}", light.replace(WAITING_OVER, Light.STOPPED)))
    return found
