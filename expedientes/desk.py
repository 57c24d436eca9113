"""What an app hands in so that its cases have a desk: one value, at its model of them (`Pqrsd.desk`)."""

from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse

from accounts.models import User
from ground.doors.explicit_permissions import Anybody, has_explicitly, holders_of
from ground.mails.events import Event, event_named


class Reservable(Protocol):
    """A case, as far as a desk asks it."""

    @property
    def is_reserved(self) -> bool: ...


@dataclass(frozen=True)
class Desk:
    """Who sees and handles the cases of an app, and how its addresses and mails are called.

    `handle`, `view` and `handle_reserved` are permissions, `app.codename`. Reserved cases are for those alone
    who were given `handle_reserved`: being a superuser opens none of them; without it the app has none.

    The app has the addresses `desk` (its queue), `desk_presence`, `desk_case`, `desk_document`, `desk_letter`
    and `case` (of who filed it). It declares the mails `assigned`, `letter`, `writing_filed` and
    `petitioner_wrote`. `summary` is the template that shows a case beside the form of an act.
    """

    app: str
    title: str
    noun: str
    summary: str
    handle: str
    view: str
    handle_reserved: str = ""

    # --- Who ---------------------------------------------------------------------------------------------
    def handles_reserved(self, user: Anybody) -> bool:
        return bool(self.handle_reserved) and has_explicitly(user, self.handle_reserved)

    def handles_ordinary(self, user: Anybody) -> bool:
        return user.is_staff and user.has_perm(self.handle)

    def handles_any(self, user: Anybody) -> bool:
        return self.handles_ordinary(user) or self.handles_reserved(user)

    def sees_ordinary(self, user: Anybody) -> bool:
        """Whoever handles them, and who may only read them."""
        return self.handles_ordinary(user) or (user.is_staff and user.has_perm(self.view))

    def admits(self, user: Anybody) -> bool:
        """Whether there is a desk for the user."""
        return self.sees_ordinary(user) or self.handles_reserved(user)

    def may_handle(self, user: Anybody, case: Reservable) -> bool:
        return self.handles_reserved(user) if case.is_reserved else self.handles_ordinary(user)

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
    def presence_url(self) -> str:
        return reverse(f"{self.app}:desk_presence")

    def event(self, name: str) -> Event:
        return event_named(f"{self.app}.{name}")
