"""What the pages take as files, kept in a draft until the rest of the page is complete."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ground.documents.drafts import hold, remove_file
from ground.documents.models import Document, DraftFile, FileDraft
from ground.documents.receiving import EVERY_KIND, NAMED, FileRefusedError, accepted, receive
from ground.doors.addresses import client_ip
from ground.doors.throttling import Throttle
from ground.webforms.pages import Pressed

TOO_FAST = _("Recibimos muchos archivos seguidos desde su red. Espere una hora para enviar más.")


@dataclass(frozen=True)
class Slot:
    """What a page takes under one file control, by the control's name.

    At most `limit` files of these `kinds`; if it `replaces`, a new one takes the place of the former.
    Nobody of the staff knows of what is kept if it `is_reserved`. `uploads` counts what an address sends.
    """

    name: str
    uploads: Throttle
    limit: int = 1
    replaces: bool = False
    kinds: Set[Document.ContentType] = EVERY_KIND
    is_reserved: bool = False

    @property
    def full(self) -> str:
        several, one = _("Se admiten hasta {limit} archivos."), _("Se admite un solo archivo.")
        return several.format(limit=self.limit) if self.limit > 1 else str(one)

    @property
    def max_bytes(self) -> int:
        return int(settings.DOCUMENT_MAX_BYTES)

    @property
    def accept(self) -> str:
        """As the file control says it to the browser."""
        return accepted(self.kinds)


@dataclass(frozen=True)
class UploadPlace:
    """A slot as a page shows it (inm/upload.html).

    `kept` are the files of the whole draft; `problems`, why others were refused. `post_to` is the address to
    which a file may be sent by itself, for this place alone to be shown anew; `page`, that of the page when
    it may be shown under another one.
    """

    slot: Slot
    kept: list[DraftFile]
    problems: Sequence[str] = ()
    post_to: str = ""
    page: str = ""

    @property
    def received(self) -> list[DraftFile]:
        return [each for each in self.kept if each.slot == self.slot.name and each.removed_at is None]

    @property
    def removed(self) -> DraftFile | None:
        """What was removed last, as long as there is room for it."""
        if len(self.received) >= self.slot.limit:
            return None
        mine = ((each.removed_at, each) for each in self.kept if each.slot == self.slot.name)
        removed = [(at, each.pk, each) for at, each in mine if at is not None]
        return max(removed)[-1] if removed else None

    @property
    def documents(self) -> list[Document]:
        return [each.document for each in self.received]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """As the error summary takes them, each with the control that it is about."""
        return [(f"id_{self.slot.name}", problem) for problem in self.problems]


def keep_files(draft_id: UUID, slot: Slot, request: HttpRequest) -> list[str]:
    """Keep the good ones of the request's files; give the reasons for refusing others.

    More than may be kept are not looked at. No transaction should be open: each may take seconds.
    """
    address, problems = client_ip(request), []
    for place, upload in enumerate(request.FILES.getlist(slot.name), 1):
        if place > slot.limit:
            problem = slot.full
        # The staff, who share one network, may go at any pace.
        elif not request.user.is_staff and slot.uploads.is_exceeded(address):
            problem = str(TOO_FAST)
        else:
            if not request.user.is_staff:
                slot.uploads.count(address)
            try:
                document = receive(upload, kinds=slot.kinds, is_reserved=slot.is_reserved)
                problem = _attach(draft_id, slot, document)
            except FileRefusedError as refusal:
                problem = str(refusal)
        if problem:
            problems.append(NAMED.format(name=upload.name, problem=problem))
    return problems


FILE_VERBS = ("remove", "restore")


def change_file(draft_id: UUID, pressed: Pressed, *slots: Slot) -> None:
    """What a page's buttons beside a file do: *Quitar*, and *Deshacer* while the slot that it was in has room."""
    if pressed.verb == "remove":
        remove_file(draft_id, pressed.number)
    elif pressed.verb == "restore" and pressed.number is not None:
        with transaction.atomic():
            if hold(draft_id):
                for slot in slots:
                    _restore(draft_id, slot, pressed.number)


def _restore(draft_id: UUID, slot: Slot, number: int) -> None:
    files = DraftFile.objects.filter(draft=draft_id, slot=slot.name)
    if files.filter(removed_at=None).count() < slot.limit:
        files.filter(pk=number).update(removed_at=None)


@transaction.atomic
def _attach(draft_id: UUID, slot: Slot, document: Document) -> str:
    """Put it in its place, or delete it and give the reason; the same file twice is kept once."""
    while not hold(draft_id):  # one that is filed or purged meanwhile begins anew
        FileDraft.objects.bulk_create([FileDraft(pk=draft_id)], ignore_conflicts=True)
    kept = DraftFile.objects.filter(draft=draft_id, slot=slot.name).select_related("document")
    others = kept.filter(removed_at=None)
    is_there = any(other.document.sha256 == document.sha256 for other in others)
    if is_there or (len(others) >= slot.limit and not slot.replaces):
        document.remove()
        return "" if is_there else slot.full
    for former in kept if slot.replaces else ():
        former.document.remove()
    DraftFile.objects.create(draft_id=draft_id, slot=slot.name, document=document)
    return ""
