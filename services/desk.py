"""Who looks after requests for services: officers, laboratories and the treasury, each with the least that it needs."""

from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps

from expedientes.desk import CasesT, Desk, Placed
from ground.doors.explicit_permissions import Anybody, has_explicitly

HANDLE = "services.handle_request"
MEASURE = "services.measure"
SCHEDULE = "services.schedule_service"
CONFIRM_PAYMENT = "services.confirm_payment"
VIEW = "services.view_servicerequest"


@dataclass(frozen=True)
class ServicesDesk(Desk):
    """Officers see every request; a laboratory, those with lines of its own; the treasury, those with money.

    Nobody measures or schedules and confirms payments: each act names the permission that it asks, and somebody must
    have given it; a superuser only reads.
    """

    def sees_all(self, user: Anybody) -> bool:
        return user.is_staff and any(map(user.has_perm, (HANDLE, CONFIRM_PAYMENT, VIEW)))

    def handles_ordinary(self, user: Anybody) -> bool:
        """Some act of a request may be theirs."""
        return any(has_explicitly(user, each) for each in (HANDLE, MEASURE, CONFIRM_PAYMENT))

    def permits(self, user: Anybody, permission: str) -> bool:
        return has_explicitly(user, permission)

    def reaches(self, user: Anybody, case: Placed) -> bool:
        return self.sees_all(user) or bool(cast(Any, case).lines.filter(laboratory__members=user.pk).exists())

    def within(self, cases: CasesT, user: Anybody) -> CasesT:
        if self.sees_all(user):
            return cases
        lines = apps.get_model("services", "Line").objects.filter(laboratory__members=user.pk)
        return cases.filter(pk__in=lines.values("request"))

    def sees_money(self, user: Anybody) -> bool:
        """Who measures never reads an amount."""
        return self.sees_all(user) and not has_explicitly(user, MEASURE)

    def sees_courses(self, user: Anybody) -> bool:
        """And the rounds; who has to do with money alone does not."""
        return any(map(user.has_perm, (HANDLE, VIEW))) or has_explicitly(user, MEASURE)

    def sees_lots(self, user: Anybody) -> bool:
        """Of materials, the same."""
        return self.sees_courses(user)
