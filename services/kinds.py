"""What may be asked of the Institute as a service, where a request stands, and what happens to it, in the words that
customers read."""

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from expedientes.models.step import StepKind
from ground.languages import Words
from tariffs.kinds import SectionKind


class Service(models.TextChoices):
    """One a request (so that articles 5 and 6 of the resolution never meet other services in one quote)."""

    CALIBRATION = "calibracion", _("Calibración")
    TRAINING = "capacitacion", _("Capacitación")
    ASSISTANCE = "asistencia", _("Asistencia técnica")
    PROFICIENCY_TEST = "ensayo_aptitud", _("Ensayos de aptitud")
    REFERENCE_MATERIAL = "material_referencia", _("Materiales de referencia")

    @property
    def in_a_sentence(self) -> Words:
        """«calibración», where a page or a letter goes on with it."""
        return _lowered(self.label)


_lowered = lazy(lambda label: str(label).lower(), str)


# What comes to the Institute, and goes back.
BROUGHT = frozenset({Service.CALIBRATION, Service.PROFICIENCY_TEST})

# The sections of the tariff whose rates a request of each service may have; travel is the officer's.
SECTIONS: dict[Service, frozenset[SectionKind]] = {
    Service.CALIBRATION: frozenset({SectionKind.CALIBRATION}),
    Service.TRAINING: frozenset({SectionKind.TRAINING, SectionKind.OTHER_TRAINING}),
    Service.ASSISTANCE: frozenset({SectionKind.ASSISTANCE, SectionKind.TRAINING}),
    Service.PROFICIENCY_TEST: frozenset({SectionKind.PROFICIENCY_TEST}),
    Service.REFERENCE_MATERIAL: frozenset({SectionKind.REFERENCE_MATERIAL}),
}


class State(models.TextChoices):
    """Where a request stands (services/states.py); the last six end it, the first two of them for a while."""

    FILED = "radicada", _("Radicada")
    INCOMPLETE = "incompleta", _("Por completar")
    CHECKED = "revisada", _("Revisada")
    QUOTED = "cotizada", _("Cotizada")
    ACCEPTED = "aceptada", _("Aceptada, por pagar")
    OWED = "por_cobrar", _("Aceptada, con pago aplazado")
    PAID = "pagada", _("Pagada")
    SCHEDULED = "programada", _("Programada")
    RECEIVED = "recibida", _("Recibida")
    IN_SERVICE = "en_servicio", _("En servicio")
    DONE = "terminada", _("Terminada")
    DELIVERED = "entregada", _("Entregada")
    DECLINED = "no_aceptada", _("Cotización no aceptada")
    EXPIRED = "vencida", _("Cotización vencida")
    CLOSED = "cerrada", _("Cerrada")
    WITHDRAWN = "desistida", _("Desistida")
    REJECTED = "rechazada", _("Rechazada")
    ANNULLED = "anulada", _("Anulada")


# Where a request may stand while it is open: a query that names them finds the few of these among all.
STANDING = tuple(
    state for state in State if state not in {State.CLOSED, State.WITHDRAWN, State.REJECTED, State.ANNULLED}
)


_OF_MATERIALS = {
    State.PAID: _("Pagada, por apartar"),
    State.SCHEDULED: _("Apartada"),
    State.RECEIVED: _("Alistada"),
    State.DELIVERED: _("Despachada"),
}


def label_of(service: Service, state: State, *, is_dated: bool = False) -> Words:
    """A state in the words of its service: materials are set apart, made ready and dispatched, and those that are made
    to order have a day."""
    if service is Service.REFERENCE_MATERIAL and not (is_dated and state is State.SCHEDULED):
        return _OF_MATERIALS.get(state, state.label)
    return state.label


class Outcome(models.TextChoices):
    """How a request ended for good; each is the State of the same name."""

    CLOSED = "cerrada", _("Cerrada")
    DECLINED = "no_aceptada", _("Cotización no aceptada")
    EXPIRED = "vencida", _("Cotización vencida")
    WITHDRAWN = "desistida", _("Desistida")
    REJECTED = "rechazada", _("Rechazada")
    ANNULLED = "anulada", _("Anulada")


class ItemState(models.TextChoices):
    """Where an instrument, a seat or a lot stands, in the order in which it passes."""

    EXPECTED = "esperado", _("Por recibir")
    RECEIVED = "recibido", _("Recibido")
    IN_SERVICE = "en_medicion", _("En medición")
    DONE = "terminado", _("Terminado")
    CERTIFIED = "certificado", _("Certificado")
    DELIVERED = "entregado", _("Entregado")
    RETURNED = "devuelto", _("Devuelto")
    EXCLUDED = "excluido", _("Excluido")


class EditionStage(models.TextChoices):
    """Where an edition of a course stands; the first is not public."""

    DRAFT = "borrador", _("Borrador")
    OPEN = "abierta", _("Inscripciones abiertas")
    CLOSED = "cerrada", _("Inscripciones cerradas")
    HELD = "realizada", _("Realizada")
    CANCELLED = "cancelada", _("Cancelada")


class SeatState(models.TextChoices):
    """Where a participant stands in an edition."""

    WAITING = "en_lista", _("En lista de espera")
    OFFERED = "ofrecido", _("Cupo ofrecido")
    TAKEN = "tomado", _("Con cupo")
    LEFT = "suelto", _("Soltó el cupo")
    FREED = "liberado", _("Sin cupo: la solicitud terminó")


class RoundStage(models.TextChoices):
    """Where a round of a proficiency test stands; the first is not public."""

    DRAFT = "borrador", _("Borrador")
    OPEN = "abierta", _("Inscripciones abiertas")
    CLOSED = "cerrada", _("Inscripciones cerradas")
    CIRCULATING = "en_circulacion", _("En circulación")
    REPORTED = "informada", _("Informada")
    CANCELLED = "cancelada", _("Cancelada")


class PlaceState(models.TextChoices):
    """Where a laboratory stands in a round."""

    TAKEN = "tomado", _("Inscrito")
    FREED = "liberado", _("Sin cupo: la solicitud terminó")


class Evaluation(models.TextChoices):
    """How the results of a round are judged (ISO 13528:2022, 9.4 and 9.7)."""

    Z = "z", _("z, con la desviación σ del protocolo")
    Z_ROBUST = "z_robusto", _("z, con el valor y la desviación robustos de los participantes")
    EN = "en", _("Eₙ, con la incertidumbre del participante y la de referencia")


class Result(models.TextChoices):
    """What a certificate of a course says of whoever took part; the last has none."""

    PASSED = "aprobacion", _("Aprobación")
    ATTENDED = "asistencia", _("Asistencia")
    ABSENT = "ausencia", _("Sin constancia")


class IfFull(models.TextChoices):
    """What a customer wants when an edition has not seats for all of theirs."""

    AS_MANY = "los_que_quepan", _("Los que quepan; los demás, en lista de espera")
    ALL = "todos", _("Todos o ninguno")


class UnitsMove(models.TextChoices):
    """What becomes of some units of a lot."""

    RESERVED = "apartado", "Apartadas"
    RELEASED = "liberado", "Liberadas"
    DISPATCHED = "despachado", "Despachadas"


class Shelf(models.TextChoices):
    """Whether a lot is sold."""

    BLOCKED = "bloqueado", "Bloqueado"
    EXPIRED = "vencido", "Vencido"
    COMING = "por_venir", "Por venir"
    ENDING = "por_vencer", "Vence pronto"
    GOOD = "vigente", "En venta"

    @property
    def is_sold(self) -> bool:
        return self in {Shelf.ENDING, Shelf.GOOD}


class DeliveryWay(models.TextChoices):
    """How materials get to whoever bought them."""

    COLLECTED = "recoge", _("Lo recojo en el INM, en Bogotá")
    COURIER = "envio", _("Me lo envían con un transportador")


class Step(StepKind):
    """What happens to a request, besides what may happen to any case (Paso.Kind)."""

    COMPLETION_REQUESTED = "completion_requested", _("Se pidió completar la solicitud")
    COMPLETION_RECALLED = "completion_recalled", _("Se retiró lo que se había pedido")
    COMPLETED = "completed", _("El cliente la completó")
    LAPSED = "lapsed", _("Archivada por desistimiento tácito")
    OPINION_GIVEN = "opinion_given", "Concepto técnico del laboratorio"
    LINES_CORRECTED = "lines_corrected", _("Se corrigieron los servicios")
    CHECKED = "checked", _("Revisada")
    REJECTED = "rejected", _("Rechazada")
    QUOTED = "quoted", _("Cotizada")
    ACCEPTED = "accepted", _("El cliente aceptó la cotización")
    CHANGE_ASKED = "change_asked", _("El cliente pidió un cambio")
    DECLINED = "declined", _("El cliente no aceptó la cotización")
    EXPIRED = "expired", _("La cotización venció")
    REQUOTE_ASKED = "requote_asked", _("El cliente pidió cotizar de nuevo")
    WITHDRAWN = "withdrawn", _("El cliente desistió")
    REPRICED = "repriced", _("Recotización por cambio de vigencia")
    DIFFERENCE_ACCEPTED = "difference_accepted", _("El cliente aceptó la diferencia de tarifa")
    DIFFERENCE_REFUSED = "difference_refused", _("El cliente no aceptó la diferencia de tarifa")
    UNANSWERED = "unanswered", _("Se cerró: el cliente no respondió por la diferencia de tarifa")
    SUSPENDED = "suspended", _("Se suspendió el servicio")
    RESUMED = "resumed", _("Sigue el servicio")
    REOPENED = "reopened", _("Se reabrió")
    MORE_QUOTED = "more_quoted", _("Cotización complementaria")
    MORE_ACCEPTED = "more_accepted", _("El cliente aceptó la cotización complementaria")
    MORE_DECLINED = "more_declined", _("El cliente no aceptó la cotización complementaria")
    MORE_EXPIRED = "more_expired", _("La cotización complementaria venció")
    PAYMENT_DEFERRED = "payment_deferred", _("Pago aplazado")
    PAYMENT_STARTED = "payment_started", _("Comenzó un pago en línea")
    PAYMENT_FAILED = "payment_failed", _("El banco no aprobó el pago")
    PAYMENT_RECEIVED = "payment_received", _("Pago recibido")
    PAYMENT_DOUBTED = "payment_doubted", _("Llegó un pago que hay que revisar")
    PAYMENT_REVERSED = "payment_reversed", _("Pago reversado")
    REVERSAL_ASKED = "reversal_asked", "Se pidió reversar un pago"
    REVERSAL_DROPPED = "reversal_dropped", "No se reversó el pago"
    PROOF_SENT = "proof_sent", _("El cliente envió un comprobante de pago")
    PROOF_REFUSED = "proof_refused", _("No se confirmó el comprobante de pago")
    REFUNDED = "refunded", _("Devolución de dinero")
    INVOICED = "invoiced", _("Factura electrónica registrada")
    UNPAID = "unpaid", _("Venció el plazo para pagar")
    WROTE = "wrote", _("Mensaje del cliente")
    ANSWERED = "answered", _("Mensaje del Instituto")
    CLOSED = "closed", _("Cerrada")
    SEATS_OFFERED = "seats_offered", _("Se le ofrecieron cupos")
    OFFER_ENDED = "offer_ended", _("La oferta de cupos terminó")
    LIST_ENDED = "list_ended", _("La lista de espera terminó")
    SEATS_TAKEN = "seats_taken", _("El cliente tomó los cupos ofrecidos")
    LIST_LEFT = "list_left", _("El cliente dejó la lista de espera")
    PARTICIPANT_CHANGED = "participant_changed", _("El cliente cambió un participante")
    PARTICIPANT_PUT = "participant_put", _("Se cambió un participante")
    COURSE_CANCELLED = "course_cancelled", _("Se canceló la edición del curso")
    COURSE_MOVED = "course_moved", _("Se pasó a otra edición del curso")
    SCHEDULED = "scheduled", _("Programada")
    RESCHEDULED = "rescheduled", _("Se cambió la fecha")
    ITEMS_RECEIVED = "items_received", _("Se recibió lo que se va a medir")
    ITEM_EXCLUDED = "item_excluded", _("Se excluyó un ítem")
    LABEL_REPLACED = "label_replaced", "Se reemplazó una etiqueta"
    CERTIFICATE_REGISTERED = "certificate_registered", "Se registró un certificado"
    ITEMS_RETURNED = "items_returned", _("Se devolvió lo que se midió")
    RATED = "rated", _("El cliente calificó el servicio")
    SIZE_PROVED_AGAIN = "size_proved_again", _("Se acreditó el tamaño al prestarse el servicio")
    DISCOUNT_WITHDRAWN = "discount_withdrawn", _("Se retiró el descuento del artículo 4")
    STARTED = "started", _("Comenzó el servicio")
    CODE_ASSIGNED = "code_assigned", _("Se asignó el código de participante")
    CODE_REPLACED = "code_replaced", _("Se cambió el código de participante")
    ITEM_SENT = "round_item_sent", _("Se envió el ítem de la ronda")
    ITEM_ARRIVED = "round_item_arrived", _("El participante recibió el ítem de la ronda")
    ITEM_GIVEN_BACK = "round_item_given_back", _("El participante envió de vuelta el ítem de la ronda")
    ITEM_CAME_BACK = "round_item_came_back", _("El ítem de la ronda llegó de vuelta")
    RESULTS_SENT = "round_results_sent", _("El participante reportó sus resultados")
    NOTHING_REPORTED = "round_nothing_reported", _("Constancia de que no se reportaron resultados")
    ROUND_REPORTED = "round_reported", _("Informe de la ronda")
    ROUND_CANCELLED = "round_cancelled", _("Se canceló la ronda")
    ROUND_MOVED = "round_moved", _("Se pasó a otra ronda")
    FINISHED = "finished", _("Terminó el servicio")
    CERTIFIED = "certified", _("Constancia")
    AMENDED = "certificate_amended", _("Constancia enmendada")
    DELIVERED = "delivered", _("Se entregó")
    PREPARED = "prepared", _("Se alistó lo que se despacha")
    DISPATCHED = "dispatched", _("Se despachó")
    GOODS_RECEIVED = "goods_received", _("El cliente recibió lo despachado")
    GOODS_CLAIMED = "goods_claimed", _("El cliente reclamó por lo despachado")
    RECEIPT_PRESUMED = "receipt_presumed", _("Se da por recibido lo despachado")
    LOT_BLOCKED = "lot_blocked", _("Se bloqueó un lote")
    LOT_CLEARED = "lot_cleared", _("Se levantó el bloqueo de un lote")

    @property
    def is_internal(self) -> bool:
        return self in _OF_THE_STAFF

    @property
    def is_by_petitioner(self) -> bool:
        return self in _OF_THE_CUSTOMER

    @property
    def is_told(self) -> bool:
        return self not in _OF_THE_STAFF | {Step.CHECKED}


_OF_THE_CUSTOMER = frozenset(
    {
        Step.COMPLETED, Step.ACCEPTED, Step.CHANGE_ASKED, Step.DECLINED, Step.REQUOTE_ASKED, Step.WITHDRAWN,
        Step.WROTE, Step.PAYMENT_STARTED, Step.PROOF_SENT, Step.SEATS_TAKEN,
        Step.LIST_LEFT, Step.PARTICIPANT_CHANGED, Step.RATED, Step.GOODS_RECEIVED, Step.GOODS_CLAIMED,
        Step.ITEM_ARRIVED, Step.ITEM_GIVEN_BACK, Step.RESULTS_SENT, Step.MORE_ACCEPTED, Step.MORE_DECLINED,
        Step.DIFFERENCE_ACCEPTED, Step.DIFFERENCE_REFUSED,
    }
)  # fmt: skip
_OF_THE_STAFF = frozenset(
    {Step.OPINION_GIVEN, Step.REVERSAL_ASKED, Step.REVERSAL_DROPPED, Step.LABEL_REPLACED, Step.CERTIFICATE_REGISTERED}
)
# Whose words or files may tell amounts, which who measures never reads.
OF_MONEY = frozenset(
    {
        Step.PAYMENT_STARTED, Step.PAYMENT_FAILED, Step.PAYMENT_RECEIVED, Step.PAYMENT_DOUBTED, Step.PAYMENT_REVERSED,
        Step.REVERSAL_ASKED, Step.REVERSAL_DROPPED, Step.PROOF_SENT, Step.PROOF_REFUSED, Step.REFUNDED, Step.INVOICED,
        Step.DISCOUNT_WITHDRAWN, Step.REPRICED, Step.DIFFERENCE_ACCEPTED, Step.DIFFERENCE_REFUSED,
    }
)  # fmt: skip
# Whose letters and files say which code is whose: only who coordinates the round reads them, besides its own customer.
OF_A_CODE = frozenset({Step.RESULTS_SENT, Step.ROUND_REPORTED})
