"""From an owed message to the mail, or the mails, that were sent."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Model, Q
from django.template.loader import render_to_string
from django.urls import reverse

from accounts import links
from accounts.models import Invitation, Message, User
from ground.audit.models import Action
from ground.audit.trail import record
from ground.doors.throttling import Throttle

Kind = Message.Kind

_PURPOSES = {
    Kind.VERIFY_EMAIL: "verify_email",
    Kind.RECOVERY: "recover",
    Kind.VERIFY_NEW_EMAIL: "verify_new_email",
    Kind.INVITATION: "invitation",
}


def send(message: Message) -> None:
    """Send what a claimed message owes and record it; raises what the mail server raises."""
    if message.kind == Kind.RECOVERY and not message.recipient:
        _send_recoveries(message)
    elif is_due(message):
        compose(message).send()
    message.complete()


def compose(message: Message) -> EmailMessage:
    """The mail as it will be sent."""
    context = {
        "message": message,
        "user": message.user,
        "details": message.details,
        "link": _link(message),
        "entity": settings.ENTITY,
        "base_url": settings.PORTAL_BASE_URL,
        "login_url": settings.PORTAL_BASE_URL + reverse("accounts:login"),
        "recover_url": settings.PORTAL_BASE_URL + reverse("accounts:recover"),
        "company_users_url": settings.PORTAL_BASE_URL + reverse("accounts:company_users"),
        "recovery_minutes": settings.RECOVERY_LINK_MINUTES,
        "verification_hours": settings.VERIFICATION_LINK_HOURS,
        "is_demo": not settings.IS_PRODUCTION,
    }
    template = f"accounts/mail/{message.kind}"
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    return EmailMessage(subject, render_to_string(f"{template}_body.txt", context), to=[message.recipient])


def is_due(message: Message) -> bool:
    """Whether the mail still makes sense: its link would open something, and goes to whom it is about."""
    match message.kind:
        case Kind.VERIFY_EMAIL:
            return message.user.email_verified_at is None and message.recipient == message.user.email
        case Kind.VERIFY_NEW_EMAIL:
            return message.recipient == message.user.new_email
        case Kind.INVITATION:
            return Invitation.objects.live().filter(pk=message.details["invitation"]).exists()
    return bool(message.recipient)


def recoverable(identifier: str):
    """Whose password may be recovered by a user name or an e-mail.

    Two users where one's name is the other's e-mail: each is written to at their own address.
    """
    named = User.objects.filter(Q(username__iexact=identifier) | Q(email__iexact=identifier))
    able = named.filter(is_active=True).exclude(email="")
    return [user for user in able if user.has_usable_password()]


def _send_recoveries(message: Message) -> None:
    """So many an hour to each account, by however many names it was asked for."""
    throttle = Throttle("recovery-mails", limit=settings.RECOVERIES_PER_HOUR)
    for user in recoverable(message.details["identifier"]):
        if not throttle.is_exceeded(str(user.pk)):
            compose(Message(kind=Kind.RECOVERY, recipient=user.email, user=user)).send()
            throttle.count(str(user.pk))
            record(Action.RECOVERY_ASKED, actor=user, subject=user, message=message.pk)


def _link(message: Message) -> str:
    purpose = _PURPOSES.get(message.kind)
    return links.url(purpose, _row_of(message)) if purpose else ""


def _row_of(message: Message) -> Model:
    if message.kind == Kind.INVITATION:
        return Invitation.objects.get(pk=message.details["invitation"])
    return message.user
