"""What an app hands in so that its cases have a desk: one value, at its model of them (`Pqrsd.desk`)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from ground.doors.explicit_permissions import Anybody, has_explicitly, holders_of
from ground.mails.events import Event, event_named

CasesT = TypeVar("CasesT", bound=QuerySet[Any])


class Placed(Protocol):
    """A case, as far as a desk asks it."""

    @property
    def is_reserved(self) -> bool: ...

    @property
    def office_id(self) -> int | None: ...


@dataclass(frozen=True)
class Desk:
    """Who sees and handles the cases of an app, how they are spoken of, and how its addresses and mails are
    called.

    `handle`, `view` and `handle_reserved` are permissions, `app.codename`. Whoever may `handle` a case does
    with it what asks no other permission (`Act.permission`). Reserved cases are for those alone who were
    given `handle_reserved`: being a superuser opens none of them; without it the app has none. `offices`
    gives the keys of the offices whose cases somebody reaches, None for all of them.

    `noun` is what a case is called, `reserved` what a reserved one is, both feminine; `filer`, who files it,
    masculine.

    The app has the addresses `desk` (its queue), `desk_many` (acts on many of its cases), `desk_presence`,
    `desk_case`, `desk_document`, `desk_letter` and `case` (of who filed it). It declares the mails `assigned`,
    `letter`, `writing_filed`, `petitioner_wrote`, `letter_to_read` and `letter_read`. `summary` is the template that
    shows a case beside the form of an act.
    """

    app: str
    title: str
    noun: str
    filer: str
    summary: str
    handle: str
    view: str
    handle_reserved: str = ""
    reserved: str = ""
    offices: Callable[[Anybody], Collection[int] | None] = lambda user: None

    # --- Who ---------------------------------------------------------------------------------------------
    def handles_reserved(self, user: Anybody) -> bool:
        return bool(self.handle_reserved) and has_explicitly(user, self.handle_reserved)

    def handles_ordinary(self, user: Anybody) -> bool:
        return user.is_staff and user.has_perm(self.handle)

    def handles(self, user: Anybody, *, is_reserved: bool) -> bool:
        return self.handles_reserved(user) if is_reserved else self.handles_ordinary(user)

    def handles_any(self, user: Anybody) -> bool:
        return self.handles_ordinary(user) or self.handles_reserved(user)

    def sees_ordinary(self, user: Anybody) -> bool:
        """Whoever handles them, and who may only read them."""
        return self.handles_ordinary(user) or (user.is_staff and user.has_perm(self.view))

    def admits(self, user: Anybody) -> bool:
        """Whether there is a desk for the user."""
        return self.sees_ordinary(user) or self.handles_reserved(user)

    def permits(self, user: Anybody, permission: str) -> bool:
        """Whether somebody who handles such cases has what an act asks besides."""
        return user.has_perm(permission)

    def may_handle(self, user: Anybody, case: Placed) -> bool:
        return self.handles(user, is_reserved=case.is_reserved) and self.reaches(user, case)

    def reaches(self, user: Anybody, case: Placed) -> bool:
        """Whether a case is where somebody of the staff looks after any."""
        offices = self.offices(user)
        return offices is None or case.office_id in offices

    def within(self, cases: CasesT, user: Anybody) -> CasesT:
        """Of these cases, those that somebody `reaches`."""
        offices = self.offices(user)
        return cases if offices is None else cases.filter(office__in=offices)

    def handlers_of(self, *cases: Placed) -> list[User]:
        """Who of the `handlers` reaches the case, or any of them."""
        return [
            user
            for is_reserved in {case.is_reserved for case in cases}
            for user in self.handlers(is_reserved=is_reserved)
            if any(self.reaches(user, case) for case in cases if case.is_reserved == is_reserved)
        ]

    def handlers(self, *, is_reserved: bool) -> list[User]:
        """Who of the staff was given the handling of such cases; being a superuser is not that."""
        permission = self.handle_reserved if is_reserved else self.handle
        return holders_of(permission) if permission else []

    # --- How it is called --------------------------------------------------------------------------------
    @property
    def url(self) -> str:
        return reverse(f"{self.app}:desk")

    def case_url(self, number: str) -> str:
        return reverse(f"{self.app}:desk_case", args=[number])

    @property
    def many_url(self) -> str:
        return reverse(f"{self.app}:desk_many")

    @property
    def presence_url(self) -> str:
        return reverse(f"{self.app}:desk_presence")

    def event(self, name: str) -> Event:
        return event_named(f"{self.app}.{name}")
