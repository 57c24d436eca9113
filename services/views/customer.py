"""What the customer sees of a request, and what they may send about it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from expedientes.acts.steps import Act
from expedientes.forms.following import ReasonForm, SubmissionForm, WritingForm
from expedientes.models import Paso
from expedientes.views.follower import FollowerAct, Following
from ground.doors.throttling import Throttle
from radicados.letters import fingerprint
from services import workflow
from services.facts import quote_in_force
from services.flags import flags_of
from services.following import standing_of
from services.forms.courses import ChangeParticipantForm
from services.forms.materials import ReceiptForm
from services.forms.money import ProofForm
from services.forms.rounds import ArrivedForm, GiveBackItemForm, ResultsForm, result_fields, results_begun
from services.goods import Goods
from services.kinds import Step
from services.ledger import complement_waiting, proposals, to_pay
from services.models import Intent, ServiceRequest
from services.money import Money
from services.payment.asking import open_at_bank
from services.repricing import repricings_of
from services.round_results import reported_by
from services.rounds import participation_of
from services.seats import items_shown
from services.work import Work


class AcceptForm(SubmissionForm):
    """`read` is the fingerprint of the version that the page shows."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    terms = forms.BooleanField(
        label=_("Leí la cotización y acepto sus condiciones y su valor"),
        error_messages={"required": _("Para aceptar, marque que leyó la cotización y acepta sus condiciones.")},
    )

    def clean(self) -> dict[str, Any]:
        return {name: answer for name, answer in self.cleaned_data.items() if name != "terms"}


class DifferenceForm(AcceptForm):
    """Of the letter that priced the service in another year."""

    terms = forms.BooleanField(
        label=_("Leí la carta y acepto lo que el servicio vale en la nueva fecha"),
        error_messages={"required": _("Para aceptar, marque que leyó la carta y acepta su valor.")},
    )


class RatingForm(ReasonForm):
    score = forms.TypedChoiceField(
        label=_("¿Cómo le fue con el servicio?"),
        choices=[
            (n, words) for n, words in enumerate((_("Muy mal"), _("Mal"), _("Regular"), _("Bien"), _("Muy bien")), 1)
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una calificación.")},
    )
    field_order = ["submission", "score", "text"]


def _read(case: ServiceRequest) -> dict[str, Any]:
    quote = quote_in_force(case)
    return {"read": quote.content_sha256 if quote else ""}


def _more_read(case: ServiceRequest) -> dict[str, Any]:
    quote = complement_waiting(case)
    return {"read": quote.content_sha256 if quote else ""}


def _difference_read(case: ServiceRequest) -> dict[str, Any]:
    asked = proposals(case)
    return {"read": fingerprint(asked[0].step.letter.snapshot) if asked else ""}


def _owed_in(case: ServiceRequest) -> dict[str, Any]:
    found = to_pay(case)
    return {"currency": found[0].currency if found else ""}


def _at_bank(step: Paso) -> str:
    """Where the attempt goes on; "" when the bank did not open it."""
    return open_at_bank(Intent.objects.select_related("chain__request__radicado").get(pk=step.data["intent"]))


def _shown_with(case: ServiceRequest, acts: list[Act]) -> dict[str, Any]:
    shown: dict[str, Any] = {"acts": acts, "items": items_shown(case), "quote": quote_in_force(case)}
    shown |= {"complement": complement_waiting(case) if case.is_open else None}
    shown |= {"flags": flags_of(case), "repricings": repricings_of(case)}
    place = participation_of(case)
    shown |= {"participation": place, "reported": list(reported_by(place).values()) if place else ()}
    return shown | {"money": Money.of(case), "work": Work.of(case), "goods": Goods.of(case)}


FOLLOWING = Following(
    ServiceRequest,
    templates="services/case",
    acts=(
        FollowerAct(
            workflow.REPORT_RESULTS,
            ResultsForm,
            _("Observaciones"),
            _("Enviar los resultados"),
            begun=results_begun,
            more=result_fields,
        ),
        FollowerAct(workflow.ITEM_ARRIVED, ArrivedForm, _("Qué se observó"), _("Ya llegó")),
        FollowerAct(workflow.GIVE_BACK_ITEM, GiveBackItemForm, _("Qué se observó"), _("Ya salió")),
        FollowerAct(workflow.TAKE_SEATS, SubmissionForm, "", _("Tomar los cupos")),
        FollowerAct(workflow.COMPLETE, WritingForm, _("Lo que le pedimos"), _("Enviar y completar")),
        FollowerAct(workflow.ACCEPT, AcceptForm, "", _("Aceptar la cotización"), begun=_read),
        FollowerAct(workflow.ACCEPT_MORE, AcceptForm, "", _("Aceptar la complementaria"), begun=_more_read),
        FollowerAct(
            workflow.DECLINE_MORE,
            ReasonForm,
            _("¿Por qué no la acepta?"),
            _("No aceptar la complementaria"),
            look="danger",
        ),
        FollowerAct(workflow.ACCEPT_DIFFERENCE, DifferenceForm, "", _("Aceptar la diferencia"), begun=_difference_read),
        FollowerAct(
            workflow.REFUSE_DIFFERENCE,
            ReasonForm,
            _("¿Por qué no la acepta?"),
            _("No aceptar la diferencia"),
            look="danger",
        ),
        FollowerAct(workflow.ASK_CHANGE, WritingForm, _("¿Qué quiere que cambie?"), _("Pedir el cambio")),
        FollowerAct(workflow.DECLINE, ReasonForm, _("¿Por qué no la acepta?"), _("No aceptarla"), look="danger"),
        FollowerAct(workflow.ASK_REQUOTE, ReasonForm, _("¿Algo cambió?"), _("Pedir otra cotización")),
        FollowerAct(workflow.RECEIVE_GOODS, ReceiptForm, _("Qué debe saber el INM"), _("Enviar")),
        FollowerAct(workflow.RATE, RatingForm, _("Comentario"), _("Enviar la calificación")),
        FollowerAct(workflow.PAY_ONLINE, SubmissionForm, "", _("Ir al banco"), onward=_at_bank),
        FollowerAct(
            workflow.SEND_PROOF, ProofForm, _("Algo que deba saber el INM"), _("Enviar el comprobante"), begun=_owed_in
        ),
        FollowerAct(workflow.WRITE, WritingForm, _("Su mensaje"), _("Enviar")),
        FollowerAct(workflow.CHANGE_PARTICIPANT, ChangeParticipantForm, "", _("Cambiar el participante")),
        FollowerAct(workflow.LEAVE_LIST, SubmissionForm, "", _("Dejar la lista"), look="danger"),
        FollowerAct(
            workflow.WITHDRAW, ReasonForm, _("¿Por qué desiste?"), _("Desistir de la solicitud"), look="danger"
        ),
    ),
    standing=standing_of,
    asked=lambda case: case.asked_until,
    shown_with=_shown_with,
    decisions={
        Step.QUOTED: _("La cotización"),
        Step.MORE_QUOTED: _("La cotización complementaria"),
        Step.PAYMENT_RECEIVED: _("El recibo de su pago"),
        **dict.fromkeys((Step.REJECTED, Step.LAPSED, Step.PAYMENT_DEFERRED, Step.PAYMENT_REVERSED, Step.REFUNDED), ""),
        **dict.fromkeys((Step.DISCOUNT_WITHDRAWN, Step.REPRICED, Step.UNANSWERED), ""),
        **dict.fromkeys((Step.ITEMS_RECEIVED, Step.ITEM_EXCLUDED, Step.DELIVERED, Step.ITEMS_RETURNED), ""),
        **dict.fromkeys((Step.DISPATCHED, Step.LOT_BLOCKED, Step.ROUND_REPORTED), ""),
    },
    writings=Throttle("services-writings", settings.PQRSD_FILINGS_PER_HOUR),
    # Who has to pay it is given the quote, who took part in a course the certificate, a carrier what came and went, and
    # whoever asks for it the delivery: none of them follows the case.
    elsewhere=(
        *(Step.QUOTED, Step.MORE_QUOTED, Step.CERTIFIED, Step.AMENDED),
        *(Step.ITEMS_RECEIVED, Step.DELIVERED, Step.ITEMS_RETURNED, Step.DISPATCHED, Step.ROUND_REPORTED),
    ),
)
