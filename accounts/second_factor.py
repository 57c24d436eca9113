"""The staff's second factor: an authenticator application (TOTP) and, when it is lost, recovery codes.

Both are django-otp devices, which slow down whoever guesses and take no code twice. A recovery code is
kept as a slow hash: nobody reads it again after the page that shows it.
"""

import hashlib
import secrets
import unicodedata
from base64 import b32encode, b64encode
from binascii import unhexlify

import qrcode
from django.db import transaction
from django.utils import timezone
from django_otp import login as mark_verified
from django_otp import verify_token
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex
from qrcode.image.svg import SvgPathFillImage

from accounts.models import User
from ground.audit.models import Action, record

RECOVERY_CODES = 10
FEW_RECOVERY_CODES = 3
TOLERANCE = 1  # steps of 30 seconds before and after now

_RECOVERY_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # 32 symbols, none taken for another
_RECOVERY_LENGTH = 12  # of 60 bits, in three groups of four


class AlreadyEnrolledError(Exception):
    """The user has an authenticator: it is replaced only with one of its codes."""


def device_of(user: User) -> TOTPDevice | None:
    """The user's authenticator; None before enrolment."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).first()


def recovery_codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


# --- Enrolment -----------------------------------------------------------------------------------------
def new_key() -> str:
    """A fresh secret, as django-otp keeps them: 160 bits in hexadecimal."""
    return random_hex(20)


def setup(user: User, key: str) -> dict[str, str]:
    """What sets an application up: `config_url`, which a telephone opens; its `qr`, the `data:` address of an
    image; and the `key` as people type it."""
    config_url = TOTPDevice(user=user, key=key).config_url
    image = b64encode(qrcode.make(config_url, image_factory=SvgPathFillImage).to_string()).decode()
    return {"config_url": config_url, "qr": f"data:image/svg+xml;base64,{image}", "key": readable_key(key)}


def readable_key(key: str) -> str:
    """The secret as people type it into an application: base 32, in groups of four."""
    return " ".join(_in_fours(b32encode(unhexlify(key)).decode()))


def matching_step(key: str, code: str) -> int | None:
    """The step of time at which an authenticator with this secret shows the code; None when not now."""
    code, totp = _normalise(code), TOTP(unhexlify(key))
    is_match = code.isdecimal() and totp.verify(int(code), tolerance=TOLERANCE)
    return totp.t() if is_match else None


@transaction.atomic
def enrol(*, request, key: str, last_t: int, replaces: bool) -> list[str]:
    """Make the authenticator with that secret the user's only one; gives its new recovery codes.

    Whoever calls has seen its code of the step `last_t`, which is then used up; and, to replace an
    authenticator, a code of that one as well.
    Raises AlreadyEnrolledError when there is one that must not be replaced.
    """
    user = User.objects.select_for_update().get(pk=request.user.pk)
    if TOTPDevice.objects.devices_for_user(user).exists() and not replaces:
        raise AlreadyEnrolledError
    _forget(user)
    device = create_device(user, key=key, last_t=last_t)
    record(Action.SECOND_FACTOR, request=request, what="replaced" if replaces else "enrolled")
    enter(request, device)
    return replace_recovery_codes(user)


def create_device(user: User, *, key: str, last_t: int = -1) -> TOTPDevice:
    """An authenticator that no code up to the step `last_t` opens."""
    return TOTPDevice.objects.create(
        user=user, name="Aplicación de autenticación", key=key, tolerance=TOLERANCE, last_t=last_t
    )


@transaction.atomic
def renew_recovery_codes(*, request) -> list[str]:
    """New codes because the user asked for them, with a code."""
    record(Action.SECOND_FACTOR, request=request, what="codes_renewed")
    return replace_recovery_codes(request.user)


@transaction.atomic
def replace_recovery_codes(user: User, codes: list[str] | None = None) -> list[str]:
    """New recovery codes in the place of those that were left: the only time that they can be read."""
    codes = codes or [
        "-".join(_in_fours("".join(secrets.choice(_RECOVERY_ALPHABET) for _ in range(_RECOVERY_LENGTH))))
        for _ in range(RECOVERY_CODES)
    ]
    # The device stays: it may be what verified the session that asks.
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": "Códigos de recuperación"})
    device.token_set.all().delete()
    tokens = [_fingerprint(device, _normalise(code)) for code in codes]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=token) for token in tokens)
    return codes


@transaction.atomic
def reset(*, user: User, request) -> bool:
    """Forget a user's second factor: they enrol again, with their password. False when there was none."""
    is_forgotten = _forget(user)
    if is_forgotten:
        record(Action.SECOND_FACTOR, request=request, subject=user, what="reset")
    return is_forgotten


def _forget(user: User) -> bool:
    """Sessions that these devices verified are verified no more."""
    deleted = [model.objects.devices_for_user(user).delete()[0] for model in (TOTPDevice, StaticDevice)]
    return any(deleted)


# --- Verification --------------------------------------------------------------------------------------
def verify(*, request, code: str) -> Device | None:
    """The device that accepts the code, which is then used up; None, recorded, when none does."""
    code = _normalise(code)
    device = _device_for(request.user, code)
    token = _fingerprint(device, code) if isinstance(device, StaticDevice) else code
    accepted = verify_token(request.user, device.persistent_id, token) if device else None
    what = "failed"
    if accepted:
        what = "recovery_code_used" if is_recovery(accepted) else "verified"
    record(Action.SECOND_FACTOR, request=request, what=what)
    return accepted


def seconds_to_wait(user: User, code: str) -> int:
    """How long the device that the code is for refuses any code, after too many wrong ones."""
    device = _device_for(user, _normalise(code))
    is_allowed, reason = device.verify_is_allowed() if device else (True, {})
    return 0 if is_allowed else max(round((reason["locked_until"] - timezone.now()).total_seconds()), 1)


def enter(request, device: Device) -> None:
    """The session is verified until it ends; its identifier changes, as at log-in."""
    mark_verified(request, device)
    request.session.cycle_key()


def is_recovery(device: Device) -> bool:
    return isinstance(device, StaticDevice)


def _device_for(user: User, code: str) -> Device | None:
    """Six digits are the authenticator's; anything else is for the recovery codes."""
    if len(code) == 6 and code.isdecimal():
        return device_of(user)
    return StaticDevice.objects.devices_for_user(user, confirmed=True).first()


def _normalise(code: str) -> str:
    """Letters and digits alone: hyphens become dashes in whatever a code was kept in."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", code))).lower()


def _fingerprint(device: StaticDevice, code: str) -> str:
    """64 bits, as long as django-otp's column. They are not keyed, so that the codes, which are kept for years, outlive
    a new SECRET_KEY; of 60 random bits nobody finds one again at this pace."""
    salt = f"accounts.second_factor:{device.pk}".encode()
    return hashlib.scrypt(code.encode(), salt=salt, n=2**13, r=8, p=1, dklen=8).hex()


def _in_fours(text: str) -> list[str]:
    return [text[start : start + 4] for start in range(0, len(text), 4)]
