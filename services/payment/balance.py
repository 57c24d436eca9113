"""What is owed, of one currency, and what came of it: pure."""

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class Balance:
    """`due` is the total that the customer accepted, `paid` what came of it and did not go back."""

    due: Decimal = ZERO
    paid: Decimal = ZERO

    @property
    def owed(self) -> Decimal:
        """What is to be paid still."""
        return max(self.due - self.paid, ZERO)

    @property
    def credit(self) -> Decimal:
        """What is to be given back."""
        return max(self.paid - self.due, ZERO)

    @property
    def is_settled(self) -> bool:
        """Whether the whole sum is there (Resolución 015 de 2020, art. 2)."""
        return self.paid >= self.due

    def after(self, amount: Decimal) -> "Balance":
        """Once so much more is paid."""
        return Balance(self.due, self.paid + amount)
