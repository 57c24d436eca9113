"""A request for a service: who asks for what, with the facts that price it."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

from expedientes.models import Expediente
from expedientes.models.case import FROZEN
from ground.languages import Words
from ground.permanence import NEVER_DELETED, Insert, Meets, OnlyMayChange, OnlyWhile
from services.desk import HANDLE, MEASURE, SCHEDULE, VIEW, ServicesDesk
from services.kinds import Outcome, Service, State, label_of
from tariffs.pricing.quote import CompanySize, Customer

# What the acts change of it; all else is as it was filed.
CHANGED_BY_ACTS = (
    "state",
    "customer",
    "contract",
    "size_proved_at",
    "checked_at",
    "asked_until",
    "next_on",
    "suspended_until",
)


class ServiceRequest(Expediente):
    """One request, of one service; its `kind` is the Service. Where it stands is `state`, which every act sets to what
    the facts say (services/states.py).

    `customer` are the facts that price it (tariffs.pricing.quote.Customer), as the customer told them or an act found
    them; `details`, the answers that only this service asks, by the name of their field.
    """

    desk = ServicesDesk(
        app="services",
        title="Mesa de servicios",
        noun="solicitud",
        filer="cliente",
        summary="services/desk/_case_summary.html",
        handle=HANDLE,
        view=VIEW,
    )
    kinds, outcomes = Service, Outcome

    submission_id = models.UUIDField("envío", default=uuid4, unique=True, editable=False)
    state = models.CharField("estado", max_length=12, choices=State.choices, default=State.FILED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="service_requests",
        verbose_name="usuario",
    )
    customer_name = models.CharField("cliente", max_length=410)
    customer_document = models.CharField("documento del cliente", max_length=80)
    customer_address = models.CharField("dirección del cliente", max_length=300, blank=True)
    contact_name = models.CharField("persona de contacto", max_length=120)
    contact_email = models.EmailField("correo de contacto")
    contact_phone = models.CharField("teléfono de contacto", max_length=40, blank=True)
    customer = models.JSONField("hechos del cliente", default=dict)
    # The support of the size that was handed in was seen and believed (Resolución 015 de 2020, art. 4 par.).
    size_proved_at = models.DateTimeField("tamaño verificado", null=True, blank=True)
    # Of who pays by public contracting (art. 2): number, date and supervisor.
    contract = models.JSONField("contrato o convenio", default=dict, blank=True)
    checked_at = models.DateTimeField("revisada", null=True, blank=True)
    asked_until = models.DateField("plazo del cliente para completarla", null=True, blank=True)
    # The day by which whoever has the next step takes it, when one is promised or runs out.
    next_on = models.DateField("próxima fecha", null=True, blank=True)
    # While the service waits for something, the day by which it is thought to go on.
    suspended_until = models.DateField("suspendido hasta", null=True, blank=True)
    remarks = models.TextField("observaciones", max_length=2000, blank=True)
    details = models.JSONField("datos del servicio", default=dict, blank=True)

    class Meta:
        verbose_name = "solicitud de servicio"
        verbose_name_plural = "solicitudes de servicios"
        ordering = ["-received_at"]
        permissions = [
            (HANDLE.partition(".")[2], "Puede atender solicitudes de servicios"),
            (MEASURE.partition(".")[2], "Puede prestar los servicios de su laboratorio"),
            (SCHEDULE.partition(".")[2], "Puede programar servicios, y recibir y devolver lo que se mide"),
            ("confirm_payment", "Puede confirmar pagos de servicios"),
        ]
        indexes = [models.Index(fields=["state", "next_on"], name="ix_service_state")]
        triggers = [
            *NEVER_DELETED,
            OnlyWhile(
                "expediente_ptr",
                operation=Insert,
                condition="app = 'services'",
                sentence="Una solicitud de servicio es un caso de la sala services.",
            ),
            OnlyMayChange(*CHANGED_BY_ACTS, may_empty=["user"], sentence=FROZEN),
            OnlyMayChange(
                "state",
                may_empty=["user"],
                name="closed",
                unless=Meets("expediente_ptr", "closed_at IS NULL"),
                sentence="Un caso cerrado no se puede modificar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.radicado.number}"

    @property
    def service(self) -> Service:
        return Service(self.kind)

    @property
    def state_label(self) -> Words:
        """Where it stands, in the words of its service."""
        return label_of(self.service, State(self.state), is_dated=self.next_on is not None)

    @property
    def days_old(self) -> int:
        """Calendar days since it was received."""
        return (timezone.localdate() - timezone.localdate(self.received_at)).days

    @property
    def live_lines(self) -> Any:
        """Those that no correction dropped, in their order."""
        return self.lines.live().order_by("item", "position")

    @property
    def addressee_name(self) -> str:
        return self.customer_name

    @property
    def mail_address(self) -> str:
        return self.contact_email

    @property
    def is_anonymous(self) -> bool:
        return False

    @property
    def priced_customer(self) -> Customer:
        """The facts as pricing knows them."""
        return customer_of(self.customer)


def customer_of(kept: Mapping[str, Any]) -> Customer:
    """The facts that price a request, from what is kept of them."""
    facts = dict(kept)
    size = facts.pop("size", None)
    return Customer(size=CompanySize(size) if size else None, **facts)
