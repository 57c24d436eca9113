"""Staff who have passed both factors, and the codes that their applications would show."""

import time
from binascii import unhexlify

from django.contrib.auth.models import Group
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from playwright.sync_api import Page

from accounts import second_factor
from accounts.models import User
from tests.factories import UserFactory
from tests.steps import go_as

KEY = "00112233445566778899aabbccddeeff00112233"


def staff_user(*groups: str, key: str = KEY, **flags) -> User:
    """Somebody of the staff, in those groups, whose authenticator is enrolled."""
    user = UserFactory(is_staff=True, **flags)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups), f"no such group among {groups}"
    second_factor.create_device(user, key=key)
    return user


def verified(client: Client, user: User) -> Client:
    """Logged in with both factors, without taking the steps."""
    client.force_login(user)
    device = second_factor.device_of(user) or second_factor.create_device(user, key=KEY)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return client


def code_now(key: str = KEY, *, steps: int = 0) -> str:
    """What the application shows, or showed or will show some steps of 30 seconds from now."""
    totp = TOTP(unhexlify(key))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


def enter_admin(page: Page, path: str, user: User) -> None:
    """To a page of the administration, having shown both factors before."""
    go_as(page, verified(Client(), user), path)
