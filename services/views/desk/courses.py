"""The editions of the courses at the desk: who enrolled, who came, their certificates, and one that is not given."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import UserRequest
from ground.audit.models import Action, record
from ground.doors.explicit_permissions import Anybody, has_explicitly
from ground.webforms.fields import PortalForm
from services.acts import courses as acts
from services.course_opinions import summary_of
from services.desk import HANDLE, MEASURE, VIEW
from services.forms.courses import CancelEditionForm, EmptyForm, PeopleForm
from services.models import Attendance, CourseEdition, CourseSession, Seat, ServiceRequest
from services.models.courses import HELD, CourseEditionQuerySet
from services.views.desk.cases import DOOR
from services.views.desk.own_acts import only, own_act, posted

EditionView = Callable[..., HttpResponse]


def _reached_by(user: Anybody) -> CourseEditionQuerySet:
    """Those that somebody of the staff reads: an officer all, a laboratory its own."""
    if user.is_staff and any(map(user.has_perm, (HANDLE, VIEW))):
        return CourseEdition.objects.all()
    own = CourseEdition.objects.filter(laboratory__members=user.pk)
    return own if has_explicitly(user, MEASURE) else own.none()


def _gives(user: Anybody, edition: CourseEdition) -> bool:
    """Whether they are of the laboratory that gives it."""
    return has_explicitly(user, MEASURE) and edition.laboratory.members.filter(pk=user.pk).exists()


def of_edition(view: EditionView) -> Callable[..., HttpResponseBase]:
    """`view(request, edition, …)`, for whoever reads it; 404 when it is not in scope."""

    @DOOR.desk
    @wraps(view)
    def guarded(request: UserRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        editions = _reached_by(request.user).select_related("laboratory").prefetch_related("sessions")
        return view(request, get_object_or_404(editions, pk=pk), *args, **kwargs)

    return guarded


@DOOR.desk
@require_safe
def editions(request: UserRequest) -> HttpResponse:
    """Those to come and under way first, then the last that ended."""
    if not ServiceRequest.desk.sees_courses(request.user):
        raise Http404
    every = _reached_by(request.user).select_related("laboratory").prefetch_related("sessions")
    ended = Q(held_at__isnull=False) | Q(cancelled_at__isnull=False)
    context = {
        "desk": ServiceRequest.desk,
        "live": sorted(every.exclude(ended), key=lambda each: (each.days or [date.max], each.pk)),
        "ended": every.filter(ended).order_by("-closes_on", "-pk")[:50],
    }
    return render(request, "services/desk/courses.html", context)


@of_edition
@require_safe
def edition(request: UserRequest, edition: CourseEdition) -> HttpResponse:
    """Everybody who has a seat or waits for one, and what may be done; reading it is recorded."""
    today = timezone.localdate()
    record(Action.READ, request=request, subject=edition)
    seats = Seat.objects.live().filter(edition=edition).in_line()
    seats = seats.select_related("participant", "item__request__radicado", "certificate__radicado")
    told = set(Attendance.objects.filter(session__edition=edition).values_list("session", flat=True))
    gives, handles = _gives(request.user, edition), has_explicitly(request.user, HANDLE)
    context = {
        "desk": ServiceRequest.desk,
        "edition": edition,
        "gives": gives,
        "seats": seats,
        "held": sum(seat.state in HELD for seat in seats),
        "sessions": [
            (session, session.pk in told, gives and not acts.session_refusal(session, today))
            for session in edition.sessions.all()
        ],
        "opinions": summary_of(edition),
        "may_close": gives and not acts.closing_refusal(edition, today),
        "why_not_close": acts.closing_refusal(edition, today)
        if gives and not acts.over_refusal(edition, today)
        else "",
        "may_certify": handles and edition.held_at and acts.to_deliver(edition).exists(),
        "may_cancel": handles and not acts.cancel_refusal(edition, today),
    }
    return render(request, "services/desk/course.html", context)


@of_edition
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: UserRequest, edition: CourseEdition, session: int) -> HttpResponse:
    found = get_object_or_404(CourseSession.objects.select_related("edition"), edition=edition, pk=session)
    only(_gives(request.user, edition))
    seats = list(acts.sheet(edition))
    was_there = Attendance.objects.filter(session=found, was_there=True).values_list("seat", flat=True)
    form = PeopleForm(posted(request), initial={"people": list(was_there)}, label="Asistieron", seats=seats, words={})
    return _act(
        request,
        edition,
        form,
        title=f"Lista del {found}",
        lead="Marque a quienes asistieron a toda la sesión. Puede corregirla hasta que se cierre la asistencia.",
        button="Guardar la lista",
        refused=acts.session_refusal(found, timezone.localdate()) or ("" if seats else NOBODY),
        done="La lista quedó guardada.",
        verb=lambda people: acts.record_attendance(session=found, present=people, by=request.user, request=request),
    )


NOBODY = "Nadie toma parte todavía: solo quien ya pagó, o puede pagar después, está en la lista."


@of_edition
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: UserRequest, edition: CourseEdition) -> HttpResponse:
    only(_gives(request.user, edition))
    shares = acts.shares(edition)
    words = {seat: f": asistió al {percent} %" for seat, percent in shares.items()}
    form = PeopleForm(posted(request), label="Aprobaron", seats=acts.sheet(edition), words=words)
    return _act(
        request,
        edition,
        form,
        title="Cerrar la asistencia",
        lead=f"Marque a quienes aprobaron. Quien asistió al {acts.least()} % o más tiene constancia, de aprobación o "
        "de asistencia; los demás, no. Después nada de esto cambia.",
        button="Cerrar la asistencia",
        refused=acts.closing_refusal(edition, timezone.localdate()),
        done="La asistencia quedó cerrada.",
        verb=lambda people: acts.close_attendance(edition=edition, passed=people, by=request.user, request=request),
    )


@of_edition
@require_http_methods(["GET", "HEAD", "POST"])
def certify(request: UserRequest, edition: CourseEdition) -> HttpResponse:
    only(has_explicitly(request.user, HANDLE))
    certified = acts.to_certify(edition)
    return _act(
        request,
        edition,
        EmptyForm(posted(request)),
        title="Expedir las constancias",
        lead="Cada una es una carta firmada, que le llega por correo al participante y queda en la solicitud.",
        button="Expedir las constancias",
        refused="" if acts.to_deliver(edition).exists() else "No hay constancias por expedir.",
        done="Las constancias quedaron radicadas; en unos segundos estarán firmadas.",
        verb=lambda: acts.certify_all(edition=edition, by=request.user, request=request),
        listed=[f"{each.participant}, {each.document}: {each.get_result_display().lower()}" for each in certified],
    )


@of_edition
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: UserRequest, edition: CourseEdition) -> HttpResponse:
    only(has_explicitly(request.user, HANDLE))
    return _act(
        request,
        edition,
        CancelEditionForm(posted(request)),
        title="Cancelar la edición",
        lead="Cada cliente recibe una carta. Sus solicitudes siguen abiertas, para pasarlas a otra edición o devolver "
        "lo pagado.",
        button="Cancelar la edición",
        refused=acts.cancel_refusal(edition, timezone.localdate()),
        done="La edición quedó cancelada.",
        verb=lambda reason: acts.cancel_edition(edition=edition, reason=reason, by=request.user, request=request),
        look="danger",
    )


def _act(request: UserRequest, edition: CourseEdition, form: PortalForm, **page: Any) -> HttpResponse:
    back = reverse("services:desk_course", args=[edition.pk])
    return own_act(
        request, form, back=back, about=str(edition), trail=(reverse("services:desk_courses"), "Cursos"), **page
    )
