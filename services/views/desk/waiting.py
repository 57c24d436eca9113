"""What waits at the *Mesa de servicios*, for the home of the staff: a line for each thing that is theirs to do."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from expedientes.forms.queue import MINE, NOBODY
from ground.doors.explicit_permissions import has_explicitly
from ground.doors.waiting import Waiting
from services.desk import CONFIRM_PAYMENT, HANDLE, MEASURE
from services.kinds import Shelf, State
from services.models import CourseEdition, Intent, Lot, Payment, Seat, ServiceRequest, TransferProof
from services.opinions import owing_to
from services.payment.intents import LIVE


def requests_waiting(user: User) -> list[Waiting]:
    """Each line is a filter of the queue."""
    desk = ServiceRequest.desk
    if not desk.admits(user):
        return []
    lines: list[tuple[int, str, dict[str, str]]] = []
    open_ones = ServiceRequest.objects.open_to(user).open().order_by()
    if has_explicitly(user, MEASURE):
        waiting = owing_to(user, open_ones.filter(state=State.FILED)).count()
        lines.append((waiting, "Esperan su concepto técnico", {"etapa": State.FILED.value}))
    if has_explicitly(user, HANDLE):
        counts = open_ones.aggregate(
            mine=Count("pk", filter=Q(assignee=user)),
            unassigned=Count("pk", filter=Q(assignee=None)),
            filed=Count("pk", filter=Q(state=State.FILED)),
            checked=Count("pk", filter=Q(state=State.CHECKED)),
            over=Count("pk", filter=Q(state=State.INCOMPLETE, next_on__lt=timezone.localdate())),
        )
        lines += [
            (counts["mine"], "Míos", {"responsable": MINE}),
            (counts["unassigned"], "Sin asignar", {"responsable": NOBODY}),
            (counts["filed"], "Por revisar", {"etapa": State.FILED.value}),
            (counts["checked"], "Por cotizar", {"etapa": State.CHECKED.value}),
            (counts["over"], "Sin completar en su plazo", {"etapa": State.INCOMPLETE.value}),
        ]
    found = [Waiting(count, words, f"{desk.url}?{urlencode(query)}") for count, words, query in lines if count]
    return [*found, *_of_courses(user), *_of_lots(user), *_of_the_treasury(user)]


def _of_courses(user: User) -> Iterator[Waiting]:
    """The editions that are over: whose attendance is to be closed, and whose certificates are to be issued."""
    url = reverse("services:desk_courses")
    if has_explicitly(user, MEASURE):
        today = timezone.localdate()
        live = CourseEdition.objects.filter(laboratory__members=user.pk, held_at=None, cancelled_at=None)
        if over := sum(bool(each.days) and each.days[-1] < today for each in live.prefetch_related("sessions")):
            yield Waiting(over, "Cursos con asistencia por cerrar", url)
    if has_explicitly(user, HANDLE):
        done = Seat.objects.filter(item__request__state=State.DONE).exclude(result="")
        if count := done.aggregate(count=Count("edition", distinct=True))["count"]:
            yield Waiting(count, "Cursos con constancias por expedir", url)


def _of_lots(user: User) -> Iterator[Waiting]:
    """Those with units left that are over, or soon will be."""
    if not (has_explicitly(user, HANDLE) or has_explicitly(user, MEASURE)):
        return
    lots = Lot.objects.with_units().filter(blocked_at=None)
    if not has_explicitly(user, HANDLE):
        lots = lots.of_laboratories_of(user)
    today, url = timezone.localdate(), reverse("services:desk_lots")
    soon = today + timedelta(days=settings.SERVICES_LOT_WARNING_DAYS)
    over, ending = lots.filter(expires_on__lt=today), lots.filter(expires_on__gte=today, expires_on__lt=soon)
    for found, shelf, words in ((over, Shelf.EXPIRED, "Lotes vencidos"), (ending, Shelf.ENDING, "Lotes por vencer")):
        if count := found.filter(made_on__lte=today).count():
            yield Waiting(count, f"{words}, con unidades", f"{url}?{urlencode({'estado': shelf.value})}")


def _of_the_treasury(user: User) -> list[Waiting]:
    if not has_explicitly(user, CONFIRM_PAYMENT):
        return []
    counts = (
        (TransferProof.objects.filter(answered_by=None).count(), "Comprobantes por confirmar"),
        (Payment.objects.doubtful().count(), "Pagos que hay que revisar"),
        (Intent.objects.filter(state__in=LIVE, ask_at=None).count(), "Pagos sin respuesta del banco"),
    )
    return [Waiting(count, words, reverse("services:desk_treasury")) for count, words in counts if count]
