"""What the pages of a case take as files: attachments to whatever is written, and the PDF of an answer.

Nobody of the staff knows of them until they are filed: they may belong to a reserved case.
"""

from django.conf import settings

from ground.documents.models import Document
from ground.documents.slots import Slot
from ground.doors.throttling import Throttle

# By the name of their control, which is their slot in the draft.
ATTACHMENTS = "attachments"
ANSWER = "answer_file"


def attachments() -> Slot:
    return Slot(ATTACHMENTS, _uploads(), limit=settings.CASE_MAX_ATTACHMENTS, is_reserved=True)


def answer_pdf() -> Slot:
    return Slot(ANSWER, _uploads(), replaces=True, kinds=frozenset({Document.ContentType.PDF}), is_reserved=True)


def _uploads() -> Throttle:
    return Throttle("case-uploads", settings.CASE_UPLOADS_PER_HOUR)
