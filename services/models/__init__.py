"""Requests for services, what each asks for and what was quoted."""

from services.models.courses import Attendance, CourseEdition, CourseOpinion, CourseSession, Seat
from services.models.laboratory import Laboratory
from services.models.lines import Item, Line, Participant
from services.models.materials import Dispatch, Lot, StockMovement
from services.models.park import Instrument, Park, Recall
from services.models.payments import Heard, Intent, Invoice, MoneyBack, Payment, TransferProof
from services.models.quotes import Prices, Quote, QuoteChain, Repricing
from services.models.request import ServiceRequest
from services.models.rounds import (
    Measurand,
    ParticipantCode,
    Participation,
    Passage,
    ReportedValue,
    Round,
    RoundItem,
)
from services.models.works import (
    Appointment,
    Certificate,
    Closure,
    Custody,
    Label,
    Performance,
    Reception,
)

__all__ = [
    "Appointment", "Attendance", "Certificate", "Closure", "CourseEdition", "CourseOpinion", "CourseSession",
    "Custody", "Dispatch", "Heard", "Instrument", "Intent", "Invoice", "Item", "Label", "Laboratory", "Line", "Lot",
    "Measurand", "MoneyBack", "Park", "Participant", "ParticipantCode", "Participation", "Passage", "Payment",
    "Performance", "Prices", "Quote", "QuoteChain", "Recall", "Reception", "ReportedValue", "Repricing", "Round",
    "RoundItem", "Seat", "ServiceRequest", "StockMovement", "TransferProof",
]  # fmt: skip
