"""The acts that write no letter, each on a page of its own."""

from functools import partial

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pqrsd.acts.assignment import assign
from pqrsd.acts.move import move
from pqrsd.acts.note import note
from pqrsd.acts.reclassification import reclassify, set_priority
from pqrsd.acts.relation import relate
from pqrsd.forms.desk.small import AssignForm, KindForm, NoteForm, OfficeForm, PriorityForm, RelateForm
from pqrsd.views.desk.act_page import act_page
from pqrsd.views.desk.door import handler_only

TEMPLATE = "pqrsd/desk/act.html"
asks = require_http_methods(["GET", "HEAD", "POST"])


def _page_of(form_class, verb, *, title: str, button: str, done: str):
    """The view of an act whose answers are all that it needs."""

    @handler_only
    @asks
    def page(request, pqrsd):
        form = form_class(request.POST or None, pqrsd=pqrsd, user=request.user)
        act = _done_by(request, pqrsd, verb)
        return act_page(request, pqrsd, form, TEMPLATE, act=act, done=done, title=title, button=button)

    return page


assigning = _page_of(
    AssignForm, assign, title="Asignar responsable", button="Asignar", done="El caso quedó asignado."
)
noting = _page_of(
    NoteForm, note, title="Nota interna", button="Guardar la nota", done="La nota quedó en el caso."
)
relating = _page_of(
    RelateForm,
    relate,
    title="Relacionar con otro caso",
    button="Relacionar",
    done="Los casos quedaron relacionados.",
)
prioritising = _page_of(
    PriorityForm,
    set_priority,
    title="Decidir la prioridad",
    button="Guardar",
    done="La prioridad quedó decidida.",
)
moving = _page_of(
    OfficeForm,
    move,
    title="Pasar a otra dependencia",
    button="Pasar el caso",
    done="El caso pasó a la otra dependencia.",
)


@handler_only
@asks
def reclassifying(request, pqrsd):
    """Whoever does not see the case any more goes back to the queue."""
    form = KindForm(request.POST or None, pqrsd=pqrsd, user=request.user)
    facts = {"done": "La clase y el término del caso cambiaron."}
    if form.is_valid() and form.hides_it:
        facts["done"] = f"El caso {pqrsd.radicado} cambió de clase y ya no está a su alcance."
        facts["back"] = reverse("pqrsd:desk")
    act = _done_by(request, pqrsd, reclassify)
    texts = {"title": "Cambiar la clase", "button": "Cambiar la clase"}
    return act_page(request, pqrsd, form, TEMPLATE, act=act, **facts, **texts)


def _done_by(request, pqrsd, verb):
    return partial(_call, verb, pk=pqrsd.pk, by=request.user, request=request)


def _call(verb, answers: dict, **facts):
    return verb(**answers, **facts)
