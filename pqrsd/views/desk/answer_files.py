"""The files of an answer that is being written: a PDF that is the answer, and its attachments."""

from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest

from ground.documents.models import Document
from ground.webforms.opened_pages import as_uuid
from pqrsd.presenting.drafts import keep_files, kept_files, remove_file

NOT_PDF = "la respuesta debe ser un PDF; una imagen puede ir como anexo."


class AnswerFiles:
    """What the page has handed over, its last upload included; the keys to it travel in the page."""

    def __init__(self, request: HttpRequest):
        self.answer_draft, self.draft = _key(request, "answer_draft"), _key(request, "draft")
        self.limit = settings.PQRSD_MAX_ATTACHMENTS
        if request.method == "POST":
            self._remove(request.POST.get("action", ""))
        self.answer_problems = self._keep_answer(request)
        self.problems = keep_files(self.draft, request.FILES.getlist("attachments"), request)
        self.kept_answer, self.kept = kept_files(self.answer_draft)[:1], kept_files(self.draft)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Why files were refused, each with the control that it is about."""
        about = (("id_answer_file", self.answer_problems), ("id_attachments", self.problems))
        return [(control, problem) for control, problems in about for problem in problems]

    @property
    def own(self) -> list[Document]:
        return [kept.document for kept in self.kept_answer]

    @property
    def attachments(self) -> list[Document]:
        return [kept.document for kept in self.kept]

    @property
    def draft_ids(self) -> dict[str, UUID]:
        """The drafts as the act takes them."""
        return {"answer_draft_id": self.answer_draft, "draft_id": self.draft}

    def _keep_answer(self, request: HttpRequest) -> list[str]:
        """Keep the last one that was handed over, if it is a PDF; the former one goes."""
        uploads = request.FILES.getlist("answer_file")[-1:]
        if not uploads:
            return []
        former = {kept.pk for kept in kept_files(self.answer_draft)}
        problems = keep_files(self.answer_draft, uploads, request)
        new = [kept for kept in kept_files(self.answer_draft) if kept.pk not in former]
        for kept in new:
            if kept.document.content_type != Document.ContentType.PDF:
                remove_file(self.answer_draft, str(kept.pk))
                return [f"«{kept.document.name}»: {NOT_PDF}"]
        for pk in former if new else ():
            remove_file(self.answer_draft, str(pk))
        return problems

    def _remove(self, action: str) -> None:
        verb, _, number = action.partition(":")
        if verb == "remove":
            remove_file(self.answer_draft, number)
            remove_file(self.draft, number)


def _key(request: HttpRequest, name: str) -> UUID:
    return as_uuid(request.POST.get(name)) or uuid4()
