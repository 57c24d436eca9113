"""What may be asked of the Institute as a service, where a request stands, and what happens to it, in the words that
customers read."""

from django.db import models

from expedientes.models.step import StepKind
from tariffs.kinds import SectionKind


class Service(models.TextChoices):
    """One a request (so that articles 5 and 6 of the resolution never meet other services in one quote)."""

    CALIBRATION = "calibracion", "Calibración"
    TRAINING = "capacitacion", "Capacitación"
    ASSISTANCE = "asistencia", "Asistencia técnica"
    PROFICIENCY_TEST = "ensayo_aptitud", "Ensayos de aptitud"
    REFERENCE_MATERIAL = "material_referencia", "Materiales de referencia"


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

    FILED = "radicada", "Radicada"
    INCOMPLETE = "incompleta", "Por completar"
    CHECKED = "revisada", "Revisada"
    QUOTED = "cotizada", "Cotizada"
    ACCEPTED = "aceptada", "Aceptada, por pagar"
    OWED = "por_cobrar", "Aceptada, con pago aplazado"
    PAID = "pagada", "Pagada"
    SCHEDULED = "programada", "Programada"
    RECEIVED = "recibida", "Recibida"
    IN_SERVICE = "en_servicio", "En servicio"
    DONE = "terminada", "Terminada"
    DELIVERED = "entregada", "Entregada"
    DECLINED = "no_aceptada", "Cotización no aceptada"
    EXPIRED = "vencida", "Cotización vencida"
    CLOSED = "cerrada", "Cerrada"
    WITHDRAWN = "desistida", "Desistida"
    REJECTED = "rechazada", "Rechazada"
    ANNULLED = "anulada", "Anulada"


class Outcome(models.TextChoices):
    """How a request ended for good; each is the State of the same name."""

    CLOSED = "cerrada", "Cerrada"
    DECLINED = "no_aceptada", "Cotización no aceptada"
    EXPIRED = "vencida", "Cotización vencida"
    WITHDRAWN = "desistida", "Desistida"
    REJECTED = "rechazada", "Rechazada"
    ANNULLED = "anulada", "Anulada"


class ItemState(models.TextChoices):
    """Where an instrument, a seat or a lot stands, in the order in which it passes."""

    EXPECTED = "esperado", "Por recibir"
    RECEIVED = "recibido", "Recibido"
    IN_SERVICE = "en_medicion", "En medición"
    DONE = "terminado", "Terminado"
    CERTIFIED = "certificado", "Certificado"
    DELIVERED = "entregado", "Entregado"
    RETURNED = "devuelto", "Devuelto"
    EXCLUDED = "excluido", "Excluido"


class EditionStage(models.TextChoices):
    """Where an edition of a course stands; the first is not public."""

    DRAFT = "borrador", "Borrador"
    OPEN = "abierta", "Inscripciones abiertas"
    CLOSED = "cerrada", "Inscripciones cerradas"
    HELD = "realizada", "Realizada"
    CANCELLED = "cancelada", "Cancelada"


class SeatState(models.TextChoices):
    """Where a participant stands in an edition."""

    WAITING = "en_lista", "En lista de espera"
    OFFERED = "ofrecido", "Cupo ofrecido"
    TAKEN = "tomado", "Con cupo"
    LEFT = "suelto", "Soltó el cupo"
    FREED = "liberado", "Sin cupo: la solicitud terminó"


class Result(models.TextChoices):
    """What a certificate of a course says of whoever took part; the last has none."""

    PASSED = "aprobacion", "Aprobación"
    ATTENDED = "asistencia", "Asistencia"
    ABSENT = "ausencia", "Sin constancia"


class IfFull(models.TextChoices):
    """What a customer wants when an edition has not seats for all of theirs."""

    AS_MANY = "los_que_quepan", "Los que quepan; los demás, en lista de espera"
    ALL = "todos", "Todos o ninguno"


class Step(StepKind):
    """What happens to a request, besides what may happen to any case (Paso.Kind)."""

    COMPLETION_REQUESTED = "completion_requested", "Se pidió completar la solicitud"
    COMPLETION_RECALLED = "completion_recalled", "Se retiró lo que se había pedido"
    COMPLETED = "completed", "El cliente la completó"
    LAPSED = "lapsed", "Archivada por desistimiento tácito"
    OPINION_GIVEN = "opinion_given", "Concepto técnico del laboratorio"
    LINES_CORRECTED = "lines_corrected", "Se corrigieron los servicios"
    CHECKED = "checked", "Revisada"
    REJECTED = "rejected", "Rechazada"
    QUOTED = "quoted", "Cotizada"
    ACCEPTED = "accepted", "El cliente aceptó la cotización"
    CHANGE_ASKED = "change_asked", "El cliente pidió un cambio"
    DECLINED = "declined", "El cliente no aceptó la cotización"
    EXPIRED = "expired", "La cotización venció"
    REQUOTE_ASKED = "requote_asked", "El cliente pidió cotizar de nuevo"
    WITHDRAWN = "withdrawn", "El cliente desistió"
    PAYMENT_DEFERRED = "payment_deferred", "Pago aplazado"
    PAYMENT_STARTED = "payment_started", "Comenzó un pago en línea"
    PAYMENT_FAILED = "payment_failed", "El banco no aprobó el pago"
    PAYMENT_RECEIVED = "payment_received", "Pago recibido"
    PAYMENT_DOUBTED = "payment_doubted", "Llegó un pago que hay que revisar"
    PAYMENT_REVERSED = "payment_reversed", "Pago reversado"
    REVERSAL_ASKED = "reversal_asked", "Se pidió reversar un pago"
    REVERSAL_DROPPED = "reversal_dropped", "No se reversó el pago"
    PROOF_SENT = "proof_sent", "El cliente envió un comprobante de pago"
    PROOF_REFUSED = "proof_refused", "No se confirmó el comprobante de pago"
    REFUNDED = "refunded", "Devolución de dinero"
    INVOICED = "invoiced", "Factura electrónica registrada"
    UNPAID = "unpaid", "Venció el plazo para pagar"
    WROTE = "wrote", "Mensaje del cliente"
    ANSWERED = "answered", "Mensaje del Instituto"
    CLOSED = "closed", "Cerrada"
    SEATS_OFFERED = "seats_offered", "Se le ofrecieron cupos"
    OFFER_ENDED = "offer_ended", "La oferta de cupos terminó"
    LIST_ENDED = "list_ended", "La lista de espera terminó"
    SEATS_TAKEN = "seats_taken", "El cliente tomó los cupos ofrecidos"
    LIST_LEFT = "list_left", "El cliente dejó la lista de espera"
    PARTICIPANT_CHANGED = "participant_changed", "El cliente cambió un participante"
    PARTICIPANT_PUT = "participant_put", "Se cambió un participante"
    COURSE_CANCELLED = "course_cancelled", "Se canceló la edición del curso"
    COURSE_MOVED = "course_moved", "Se pasó a otra edición del curso"
    SCHEDULED = "scheduled", "Programada"
    RESCHEDULED = "rescheduled", "Se cambió la fecha"
    ITEMS_RECEIVED = "items_received", "Se recibió lo que se va a medir"
    ITEM_EXCLUDED = "item_excluded", "Se excluyó un ítem"
    LABEL_REPLACED = "label_replaced", "Se reemplazó una etiqueta"
    CERTIFICATE_REGISTERED = "certificate_registered", "Se registró un certificado"
    ITEMS_RETURNED = "items_returned", "Se devolvió lo que se midió"
    RATED = "rated", "El cliente calificó el servicio"
    SIZE_PROVED_AGAIN = "size_proved_again", "Se acreditó el tamaño al prestarse el servicio"
    DISCOUNT_WITHDRAWN = "discount_withdrawn", "Se retiró el descuento del artículo 4"
    STARTED = "started", "Comenzó el servicio"
    FINISHED = "finished", "Terminó el servicio"
    CERTIFIED = "certified", "Constancia"
    AMENDED = "certificate_amended", "Constancia enmendada"
    DELIVERED = "delivered", "Se entregó"

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
        Step.LIST_LEFT, Step.PARTICIPANT_CHANGED, Step.RATED,
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
        Step.DISCOUNT_WITHDRAWN,
    }
)  # fmt: skip
