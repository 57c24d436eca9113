"""The queue of the *Mesa PQRSD*."""

from django.views.decorators.http import require_safe

from expedientes.views.queue import queue_page
from pqrsd.forms.desk.queue import PetitionsForm
from pqrsd.views.desk.door import desk

SHOWN = ("petitioner",)
HEAVY = ("request", "grounds", "missing", "priority_reason")


@desk
@require_safe
def queue(request):
    form = PetitionsForm(request.GET, user=request.user)
    return queue_page(request, form, "pqrsd/desk/queue.html", shown=SHOWN, heavy=HEAVY)
