"""Publishing a draft: what was looked at, once, by somebody, from a date on."""

from datetime import date
from hashlib import sha256

from django.db import transaction

from ground.audit.models import Action, record
from tariffs.draft import as_printed
from tariffs.models import Edition
from tariffs.printed import dumps


class PublicationRefusedError(Exception):
    """The sentence says why, for people."""


def fingerprint(edition: Edition) -> str:
    """What an edition says, in 64 digits: another one when anything of it changes."""
    said = f"{edition.reason}\n{dumps(as_printed(edition))}"
    return sha256(said.encode()).hexdigest()


@transaction.atomic
def publish_draft(*, edition: Edition, valid_from: date, seen: str, request) -> Edition:
    """Publish what was seen, or raise PublicationRefusedError and change nothing.

    The lock makes whoever publishes or edits at the same time wait, and then be told.
    """
    locked = Edition.objects.select_for_update(of=["self"]).select_related("resolution").get(pk=edition.pk)
    if locked.published_at:
        raise PublicationRefusedError(f"{locked}, ya fue publicada por otra persona.")
    if fingerprint(locked) != seen:
        raise PublicationRefusedError(
            "El borrador cambió después de que usted abrió esta página. Revise de nuevo las diferencias."
        )
    if not locked.rates.exists():
        raise PublicationRefusedError("El borrador no tiene ninguna tasa.")
    if later := locked.resolution.editions.published().filter(version__gt=locked.version).first():
        raise PublicationRefusedError(
            f"Ya se publicó la versión {later.version} de esta resolución. Inicie otra corrección a partir "
            "de ella."
        )
    if locked.valid_from != valid_from:
        locked.valid_from = valid_from
        locked.save(update_fields=["valid_from"])
    locked.publish(by=request.user)
    record(Action.CHANGED, request=request, subject=locked, what="published", valid_from=str(valid_from))
    return locked
