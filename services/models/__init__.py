"""Requests for services, what each asks for and what was quoted."""

from services.models.courses import Attendance, CourseEdition, CourseOpinion, CourseSession, Seat
from services.models.laboratory import Laboratory
from services.models.lines import Item, Line, Participant
from services.models.payments import Heard, Intent, Invoice, MoneyBack, Payment, TransferProof
from services.models.quotes import Quote, QuoteChain
from services.models.request import ServiceRequest

__all__ = [
    "Attendance", "CourseEdition", "CourseOpinion", "CourseSession", "Heard", "Intent", "Invoice", "Item", "Laboratory",
    "Line", "MoneyBack", "Participant", "Payment", "Quote", "QuoteChain", "Seat", "ServiceRequest", "TransferProof",
]  # fmt: skip
