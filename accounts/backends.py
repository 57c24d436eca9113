"""Who gets in with a password: by user name or by e-mail."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User


class AccountBackend(ModelBackend):
    """A registration whose mail has not been confirmed opens nothing, so that logging in does not tell whether the
    address that was registered was somebody's already."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if username is None or password is None:
            return None
        known = list(User.objects.known_as(username))
        if not known:
            User().set_password(password)  # which takes as long as looking at somebody's
        return next(
            (user for user in known if user.check_password(password) and self.user_can_authenticate(user)), None
        )

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and not (isinstance(user, User) and user.awaits_confirmation)
