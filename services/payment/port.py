"""What every way of paying online offers the portal, whoever runs it: made as PSE works.

The portal opens an intent at the bank, sends the customer there, and learns what became of it in any of four ways, in
any order and any number of times: a signed event, the customer's return (which proves nothing), the portal's own
question, and the list of a day. A transaction is known by the bank's own identifier, and an intent by the portal's key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Verdict(StrEnum):
    """What the bank says of a transaction."""

    PENDING = "pendiente"
    APPROVED = "aprobada"
    REJECTED = "rechazada"
    EXPIRED = "vencida"
    REVERSED = "reversada"


@dataclass(frozen=True)
class Opened:
    """An intent as the bank has it: `url` is where the customer chooses their bank, until `expires_at`."""

    url: str
    bank_reference: str
    expires_at: datetime


@dataclass(frozen=True)
class BankWord:
    """What the bank says of one transaction; `reference` is the portal's key of the intent as the bank repeats it,
    `cus` the number by which the network knows it (PSE: Código Único de Seguimiento), `at` the bank's instant."""

    reference: str
    transaction: str
    verdict: Verdict
    amount: Decimal
    currency: str
    at: datetime
    cus: str = ""
    bank: str = ""


class GatewayError(Exception):
    """The bank did not answer as agreed: nothing is known of what was asked, and it is asked again later."""


class UnknownIntentError(Exception):
    """The bank answers that it has no such intent."""


class RefusedEventError(Exception):
    """What came to the door of events was not said by the bank, or not to this portal."""


class Gateway(Protocol):
    """`name` is that of its address of events, and of its transactions."""

    name: str

    def create(self, *, key: UUID, amount: Decimal, currency: str, about: str, back: str) -> Opened:
        """Open an intent; `back` is where the customer returns to. The same key twice is one intent.

        Raises GatewayError: it may have been opened all the same.
        """

    def status(self, key: UUID) -> BankWord:
        """What became of it. Raises GatewayError and UnknownIntentError."""

    def read_event(self, headers: Mapping[str, str], body: bytes) -> BankWord:
        """The word that an event brings, proved to be the bank's. Raises RefusedEventError."""

    def listing(self, day: date) -> Iterable[BankWord]:
        """All that moved money on a day of Bogotá. Raises GatewayError."""
