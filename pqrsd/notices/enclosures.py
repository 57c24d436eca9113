"""The files of a petition that travel in one mail."""

from dataclasses import dataclass, field

from django.db.models import Q

from expedientes.models import Paso
from ground.documents.models import Document
from pqrsd.models import Pqrsd

MEGABYTE = 1024 * 1024
MAX_BYTES = 12 * MEGABYTE  # 16 as mail; most servers take 20 or 25


@dataclass
class Enclosed:
    """What goes, with its content, and what stays: too big together, not scanned yet, infected or altered."""

    sent: list[tuple[Document, bytes]] = field(default_factory=list)
    left_out: list[Document] = field(default_factory=list)


def enclosed(pqrsd: Pqrsd) -> Enclosed:
    """What the petitioner handed over, in order, as much of it as fits."""
    parcel, room = Enclosed(), MAX_BYTES
    for document in handed_in(pqrsd):
        may_go = document.size <= room and document.is_servable
        content = document.intact_content() if may_go else None
        if content is None:
            parcel.left_out.append(document)
        else:
            parcel.sent.append((document, content))
            room -= document.size
    return parcel


def handed_in(pqrsd: Pqrsd):
    """The files that came with the petition and with what its petitioner wrote later, in order."""
    is_petitioners = Q(anexo__step__kind=Paso.Kind.FILED) | Q(anexo__step__is_by_petitioner=True)
    theirs = Document.objects.filter(is_petitioners, anexo__step__expediente=pqrsd)
    return theirs.select_related("scan").order_by("anexo")
