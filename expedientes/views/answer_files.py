"""The files of an answer that is being written: a PDF that is the answer, and its attachments."""

from uuid import uuid4

from django.http import HttpRequest

from expedientes.attachments import answer_pdf, attachments
from ground.documents.drafts import kept_files, remove_file
from ground.documents.slots import UploadPlace, keep_files
from ground.webforms.pages import Pressed, as_uuid


class AnswerFiles:
    """What the page has handed over, its last upload included; the key to it travels in the page."""

    def __init__(self, request: HttpRequest):
        self.draft = as_uuid(request.POST.get("draft")) or uuid4()
        action = Pressed.of(request)
        if action.verb == "remove":
            remove_file(self.draft, action.number)
        slots = answer_pdf(), attachments()
        problems = [keep_files(self.draft, slot, request) for slot in slots]
        kept = kept_files(self.draft)
        self.answer, self.attachments = (
            UploadPlace(slot, kept, wrong) for slot, wrong in zip(slots, problems, strict=True)
        )

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Why files were refused, each with the control that it is about."""
        return self.answer.errors + self.attachments.errors
