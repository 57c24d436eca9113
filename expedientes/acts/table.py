"""A workflow as one table: who may do what, where the case stands before and after, by which law.

A row says what its act's own `refusal` makes true: the pages offer the acts that refuse nothing, and the verb
asks the same again.
"""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices

from expedientes.acts.steps import Refusal
from expedientes.models import Expediente
from ground.doors.permissions import Anybody


@dataclass(frozen=True)
class Act:
    """`name` is that of its address. It is possible only in `before`, and leads to one of `after`.

    Of the staff it is for whoever handles the case and has the `permission`, if it asks one (`app.codename`).
    """

    name: str
    label: str
    verb: Callable[..., Any]
    refusal: Refusal
    before: Set[StrEnum | TextChoices]
    after: Set[StrEnum | TextChoices]
    article: str = ""
    with_letter: bool = False
    label_once_closed: str = ""
    permission: str = ""
    namespace: str = field(kw_only=True)

    @property
    def view_name(self) -> str:
        return f"{self.namespace}:{self.name}"

    def is_for(self, user: Anybody, case: Expediente) -> bool:
        """Whether somebody of the staff may do it, if the case admits it."""
        return case.desk.may_handle(user, case) and (not self.permission or user.has_perm(self.permission))

    def label_for(self, case: Expediente) -> str:
        return self.label if case.is_open else self.label_once_closed or self.label


def offered(acts: Iterable[Act], case: Expediente, today: date, *, to: Anybody | None = None) -> list[Act]:
    """Those that the case admits as it stands, and that are for that somebody of the staff."""
    return [act for act in acts if (to is None or act.is_for(to, case)) and not act.refusal(case, today)]
