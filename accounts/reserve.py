"""Who may see what is reserved: it takes two people to let somebody in, and all who hold it are told."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.mail_events import RESERVE_CHANGED
from accounts.models import ReservedGrant, User
from ground.audit.models import Action, record
from ground.doors.explicit_permissions import has_explicitly, holders_of
from ground.mails.queue import owe


class GrantRefusedError(Exception):
    """It is not this person's to give; the message, in Spanish, says why."""


def reserved_permissions() -> set[Permission]:
    rows = Permission.objects.select_related("content_type")
    is_reserved = Q(pk__in=[])
    for name in settings.RESERVED_PERMISSIONS:
        app, codename = name.split(".")
        is_reserved |= Q(content_type__app_label=app, codename=codename)
    return set(rows.filter(is_reserved))


def reserved_groups() -> set[Group]:
    """Whose people see what is reserved."""
    return set(Group.objects.filter(permissions__in=reserved_permissions()).distinct())


def holds_reserve(user: User) -> bool:
    return any(has_explicitly(user, name) for name in settings.RESERVED_PERMISSIONS)


def may_give(user: User, *, to: User, proposed_by: User | None = None) -> bool:
    """Somebody who holds it already; while there is nobody but those whom it is about, another superuser."""
    if user in {to, proposed_by}:
        return False
    others = set(holders_of(settings.RESERVE_PERMISSION)) - {to, proposed_by}
    return user in others if others else user.is_superuser


def tell_holders(what: str, *, about: User, by: User) -> None:
    """Everybody who holds it, and whom it is about."""
    people = {*holders_of(settings.RESERVE_PERMISSION), about}
    for person in sorted(people, key=lambda person: person.pk):
        owe(RESERVE_CHANGED, recipient=person.email, user=person, what=what, person=str(about), by=str(by))


@transaction.atomic
def propose(grant: ReservedGrant, *, request) -> None:
    """Save it, and tell those who may give it."""
    grant.proposed_by = request.user
    grant.save(force_insert=True)
    group = grant.group.name
    record(Action.CHANGED, request=request, subject=grant.user, what="reserve_proposed", group=group, grant=grant.pk)
    tell_holders(f"se propuso para el grupo {grant.group}", about=grant.user, by=request.user)


@transaction.atomic
def give(grant: ReservedGrant, *, request) -> None:
    """Put the person in the group; raises GrantRefusedError."""
    grant = ReservedGrant.objects.select_for_update(of=["self"], no_key=True).get(pk=grant.pk)
    if grant.given_at:
        raise GrantRefusedError(f"{grant}: ya se dio.")
    if not may_give(request.user, to=grant.user, proposed_by=grant.proposed_by):
        raise GrantRefusedError(
            f"{grant}: lo da quien ya ve lo reservado, que no sea quien lo propuso ni quien lo recibe; si no hay nadie "
            "más, otro administrador."
        )
    grant.given_by, grant.given_at = request.user, timezone.now()
    grant.save(update_fields=["given_by", "given_at"])
    grant.user.groups.add(grant.group)
    record(
        Action.CHANGED,
        request=request,
        subject=grant.user,
        what="reserve_given",
        group=grant.group.name,
        grant=grant.pk,
        proposed_by=grant.proposed_by.get_username(),
    )
    tell_holders(f"entró al grupo {grant.group}", about=grant.user, by=request.user)
