"""From an owed scan to a verdict: the document is clean, or goes to quarantine."""

import logging
from functools import partial

from django.db import transaction

from ground.audit.models import Action
from ground.audit.trail import record
from ground.documents.antivirus import scan as ask_antivirus
from ground.documents.models import Document, Scan
from ground.documents.signals import infected
from ground.documents.storing import quarantine

logger = logging.getLogger(__name__)


def scan(work: Scan) -> None:
    """Have the stored bytes of a claimed scan judged, and record it. Raises AntivirusError: no verdict."""
    verdict = ask_antivirus(work.document.content())
    if verdict.infected_with:
        _condemn(work, verdict.infected_with)
    else:
        work.complete()


@transaction.atomic
def _condemn(work: Scan, virus: str) -> None:
    """Record it, tell whoever listens, and move the file once all that is certain."""
    document = Document.objects.select_for_update().get(pk=work.document_id)
    if document.infected_with:
        return
    document.infected_with = virus[: Document._meta.get_field("infected_with").max_length]
    document.save(update_fields=["infected_with"])
    work.complete()
    record(Action.CHANGED, subject=document, what="infected", virus=document.infected_with)
    infected.send(sender=Document, document=document)
    logger.warning("document %s is infected with %s", document.pk, document.infected_with)
    transaction.on_commit(partial(quarantine, str(document.file)))
