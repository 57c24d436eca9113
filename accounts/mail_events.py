"""What is told by mail about an account, and the links that some of the mails bring."""

from datetime import timedelta
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts import links
from accounts.models import Invitation, Profile, SupportingDocument, User
from ground.audit.models import Action, record
from ground.documents.models import Document
from ground.documents.signals import infected
from ground.doors.throttling import Throttle
from ground.mails import events
from ground.mails.events import Content
from ground.mails.models import Mail
from ground.mails.queue import owe

REMINDER_PAUSE = timedelta(days=1)


def recoverable(identifier: str) -> list[User]:
    """Whose password may be recovered by a user name or an e-mail: each is written to at their own address."""
    able = User.objects.known_as(identifier).filter(is_active=True).exclude(email="")
    return [user for user in able if user.has_usable_password()]


def _content(mail: Mail, *, link: str = "") -> Content:
    """`link` is the purpose of the one that it brings, made now: no row ever holds one. It opens a page in the
    `language` of the mail's details, if they name one."""
    words = {
        "user": mail.user,
        "details": mail.details,
        "login_url": settings.PORTAL_BASE_URL + reverse("accounts:login"),
        "recover_url": settings.PORTAL_BASE_URL + reverse("accounts:recover"),
        "reserve_url": settings.PORTAL_BASE_URL + reverse("admin:accounts_reservedgrant_changelist"),
        "account_data_url": settings.PORTAL_BASE_URL + reverse("accounts:contact_data"),
        "company_users_url": settings.PORTAL_BASE_URL + reverse("accounts:company_users"),
        "recovery_minutes": settings.RECOVERY_LINK_MINUTES,
        "verification_hours": settings.VERIFICATION_LINK_HOURS,
    }
    row = Invitation.objects.get(pk=mail.subject_id) if link == "invitation" else mail.user
    if link and row:
        with override(mail.details.get("language", settings.LANGUAGE_CODE)):
            words["link"] = links.url(link, row)
        if going_to := mail.details.get("next"):
            words["link"] += "?" + urlencode({"next": going_to})
    return Content(words)


def _already_verified(mail: Mail) -> str:
    user = mail.user
    is_waited_for = user and user.email_verified_at is None and mail.recipient == user.email
    return "" if is_waited_for or not mail.recipient else "El correo ya se verificó, o la cuenta tiene otro."


def _change_given_up(mail: Mail) -> str:
    is_asked_for = mail.user and mail.user.new_email and mail.recipient in {"", mail.user.new_email}
    return "" if is_asked_for else "El cambio de correo quedó sin efecto."


def _not_theirs(mail: Mail) -> str:
    """A link is mailed to nobody's former address. What asked for it has no recipient yet: it is spread."""
    is_theirs = mail.user and mail.user.is_active and mail.recipient == mail.user.email
    return "" if is_theirs or not mail.recipient else "La cuenta tiene otro correo, o está cerrada."


def _invitation_over(mail: Mail) -> str:
    is_open = Invitation.objects.live().filter(pk=mail.subject_id).exists()
    return "" if is_open else "La invitación ya no está abierta."


def _owe_recoveries(asked: Mail) -> None:
    """So many an hour to each account, by however many names it was asked for."""
    throttle = Throttle("recovery-mails", limit=settings.RECOVERIES_PER_HOUR)
    for user in recoverable(asked.details["identifier"]):
        if not throttle.is_exceeded(str(user.pk)):
            throttle.count(str(user.pk))
            owe(RECOVERY, recipient=user.email, user=user, language=asked.details["language"])
            record(Action.RECOVERY_ASKED, actor=user, subject=user, mail=asked.pk)


def _owe_confirmation(asked: Mail) -> None:
    """To whoever registered, the link that confirms it; to whoever had the address before, that it is theirs.

    Whoever has the document of the new account is told as well: it may be theirs, or somebody else's doing.
    """
    user = asked.user
    if address := asked.details.get("address"):
        tell_owner(ALREADY_REGISTERED, User.objects.filter(email__iexact=address))
    elif user:
        owe(VERIFY_EMAIL, recipient=user.email, user=user, **asked.details)
        same = Q(document_type=user.profile.document_type, document_number=user.profile.document_number)
        if not user.profile.is_legal_person:
            natural = Profile.objects.filter(same, person_type=Profile.PersonType.NATURAL).exclude(user=user)
            tell_owner(DOCUMENT_REGISTERED, User.objects.filter(profile__in=natural).exclude(email=""))


def _owe_new_link(asked: Mail) -> None:
    """To the new address, the link that confirms it, unless it is somebody else's: then they are told."""
    user = asked.user
    assert user, "whoever asked is gone, and so is the mail's need"
    owners = User.objects.filter(email__iexact=user.new_email).exclude(pk=user.pk)
    if owners.exists():
        tell_owner(ALREADY_REGISTERED, owners)
    else:
        owe(VERIFY_NEW_EMAIL, recipient=user.new_email, user=user)


def _owe_warning(asked: Mail) -> None:
    tell_owner(LOGIN_ATTEMPTS, User.objects.known_as(asked.details["identifier"]).exclude(email=""))


def tell_owner(event: events.Event, owners: QuerySet[User]) -> None:
    """At most once a day each, so that nobody's mailbox is filled by somebody else's insistence. To be called in a
    transaction."""
    for owner in owners.filter(is_active=True).select_for_update(of=["self"], no_key=True):
        if not owner.mails.of(event).filter(created_at__gt=timezone.now() - REMINDER_PAUSE).exists():
            owe(event, recipient=owner.email, user=owner)


_declare = partial(events.declare, readers="accounts.view_account_mails", content=_content, kept=timedelta(days=30))

VERIFY_EMAIL = _declare(
    "accounts.verify_email",
    "Confirmación del registro o del correo",
    content=partial(_content, link="verify_email"),
    action="Confirmar e ingresar",
    spread=_owe_confirmation,
    needless=_already_verified,
)
ALREADY_REGISTERED = _declare(
    "accounts.already_registered", "Intento de registro con un correo registrado", action="Ingresar"
)
DOCUMENT_REGISTERED = _declare(
    "accounts.document_registered", "Registro con un documento ya registrado", action="Ver mis datos"
)
RECOVERY = _declare(
    "accounts.recovery",
    "Recuperación de contraseña",
    content=partial(_content, link="recover"),
    action="Escribir una contraseña nueva",
    spread=_owe_recoveries,
    needless=_not_theirs,
    # It may quote what a stranger typed, and its link is long dead.
    kept=timedelta(days=1),
    is_forgotten_unsent=True,
)
LOGIN_ATTEMPTS = _declare(
    "accounts.login_attempts",
    "Intentos de ingreso a una cuenta",
    action="Recuperar mi contraseña",
    spread=_owe_warning,
    kept=timedelta(days=1),  # as above
    is_forgotten_unsent=True,
)
CONTACT_CHANGED = _declare("accounts.contact_changed", "Datos de contacto cambiados", action="Ver mis datos")
PASSWORD_CHANGED = _declare("accounts.password_changed", "Contraseña cambiada", action="Recuperar mi contraseña")
EMAIL_CHANGE_ASKED = _declare(
    "accounts.email_change_asked", "Cambio de correo solicitado", action="Recuperar mi contraseña"
)
VERIFY_NEW_EMAIL = _declare(
    "accounts.verify_new_email",
    "Verificación del correo nuevo",
    content=partial(_content, link="verify_new_email"),
    action="Confirmar este correo",
    spread=_owe_new_link,
    needless=_change_given_up,
)
EMAIL_CHANGED = _declare("accounts.email_changed", "Correo cambiado")
INVITATION = _declare(
    "accounts.invitation",
    "Invitación de una empresa",
    content=partial(_content, link="invitation"),
    action="Ver la invitación",
    needless=_invitation_over,
)
MEMBERSHIP_ASKED = _declare("accounts.membership_asked", "Solicitud de vinculación", action="Decidir la solicitud")
MEMBERSHIP_DECIDED = _declare("accounts.membership_decided", "Decisión sobre la vinculación", action="Ingresar")
RESERVE_CHANGED = _declare("accounts.reserve_changed", "Cambio en quién ve lo reservado", action="Ver los accesos")
MEMBERSHIP_ENDED = _declare("accounts.membership_ended", "Empresa entregada a otra persona", action="Ingresar")
DOCUMENT_INFECTED = _declare("accounts.document_infected", "Documento con software malicioso", action="Ingresar")


@receiver(infected)
def tell_of_infection(document: Document, **kwargs) -> None:
    """In the transaction that found it out; a file of an unfinished registration has no owner yet."""
    supporting = SupportingDocument.objects.select_related("profile__user").filter(document=document).first()
    if supporting:
        user = supporting.profile.user
        owe(DOCUMENT_INFECTED, recipient=user.email, user=user, document=document.name)
