"""The page of one act: its form, the letter that it makes, and what happens when the case says no.

Nothing is filed that the officer has not read: the page of a letter carries its fingerprint, and a letter
that would be another by now is shown again."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.doors import UserRequest, View
from expedientes.acts.steps import Act, ActRefusedError, StaleError
from expedientes.attachments import answer_pdf, attachments
from expedientes.forms.acts import CaseForm, LetterForm
from expedientes.models import Expediente, ModelParagraph
from expedientes.views import letter_draft, presence
from expedientes.views.desk import Door
from expedientes.views.place import kept_query
from ground.documents.drafts import kept_files
from ground.documents.slots import FILE_VERBS, Slot, UploadPlace, change_file, keep_files
from ground.webforms.pages import Pressed, as_number, as_uuid
from legal_calendar.days import IncompleteTablesError
from radicados.letter_parts import NoSignatoryError
from radicados.letters import Letter, fingerprint, to_snapshot

logger = logging.getLogger(__name__)

FormT = TypeVar("FormT", bound=CaseForm[Any])

FAULT = (
    "No se pudo hacer: en las tablas del portal falta una dependencia, un término o un año del calendario. "
    "Pida a un administrador que lo complete; lo que escribió está en esta página."
)
NO_SIGNATORY = (
    "No se puede escribir la carta: no hay un firmante vigente. Pida a un administrador que lo registre; lo "
    "que escribió está en esta página."
)
FILED = "La carta quedó radicada; en unos segundos estará firmada."


class ActFiles:
    """What the page has handed over, its last upload included; the key to it travels in the page."""

    def __init__(self, request: HttpRequest, case: Expediente):
        begun = letter_draft.draft_of(request, case)
        self.draft = as_uuid(request.POST.get("draft")) or (begun.key if begun else uuid4())
        slots = self.slots()
        change_file(self.draft, Pressed.of(request), *slots)
        problems = [keep_files(self.draft, slot, request) for slot in slots]
        kept = kept_files(self.draft)
        self.places = [UploadPlace(slot, kept, wrong) for slot, wrong in zip(slots, problems, strict=True)]

    def slots(self) -> tuple[Slot, ...]:
        return (attachments(),)

    @property
    def attachments(self) -> UploadPlace:
        return self.places[-1]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Why files were refused, each with the control that it is about."""
        return [error for place in self.places for error in place.errors]


class AnswerFiles(ActFiles):
    """With the answer itself, when it is a PDF."""

    def slots(self) -> tuple[Slot, ...]:
        return answer_pdf(), attachments()

    @property
    def answer(self) -> UploadPlace:
        return self.places[0]


def act_page(
    request: UserRequest,
    case: Expediente,
    act: Act,
    form: CaseForm[Any],
    *,
    button: str,
    done: str,
    back: str = "",
    template: str = "expedientes/desk/act.html",
    files: ActFiles | None = None,
) -> HttpResponse:
    """Show the form, or do the act with its answers, say that it is `done` and go `back`: to the case, unless
    another address is given.

    What refuses it is said on the form (422; 503 when the entity's own tables do not allow it). When the case
    changed meanwhile, the same page comes back with all that was typed, what happened and a button to do it
    anyway (409). Another template extends expedientes/desk/act.html. With `files` the verb takes their `draft_id`.
    """
    if not act.is_for(request.user, case):
        raise PermissionDenied
    page: dict[str, Any] = {"status": 422 if form.is_bound else 200, "button": button, "files": files}
    page["file_errors"] = files.errors if files else []
    if files and files.errors:
        page["status"] = 422
    elif form.is_valid():
        with _refusals_told(case, form, page):
            read = {"pk": case.pk, "version": version_read(request)}
            more = {"draft_id": files.draft} if files else {}
            act.verb(**read, by=request.user, request=request, **form.cleaned_data, **more)
            return _said(request, case, done, back)
    return _shown(request, case, act, form, template, page)


def plain_act(door: Door[Any], act: Act, form: type[CaseForm[Any]], *, button: str, done: str) -> View:
    """The view of an act that takes its form and nothing else."""

    @door.handler_only
    def page(request: UserRequest, case: Expediente) -> HttpResponse:
        return act_page(request, case, act, form_of(request, case, form), button=button, done=done)

    return page


def letter_page(
    request: UserRequest,
    case: Expediente,
    act: Act,
    form: CaseForm[Any],
    compose: Callable[..., Letter],
    *,
    lead: str,
    posting: str = "",
    warnings: Sequence[str] = (),
    files: ActFiles | None = None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form and the letter that it makes; do the act once this very letter was read, and say how it
    has to go on when a mail is not enough.

    `compose` takes the case and the form's answers; `more` is what the verb takes besides them. What is
    refused is told as in `act_page`, the lack of a signatory, too (503).
    """
    if not act.is_for(request.user, case):
        raise PermissionDenied
    done = f"{FILED} {posting or f'El {case.desk.filer} la recibe por correo.'}"
    draft, look = letter_draft.draft_of(request, case), letter_draft.look_form(request, case)
    page: dict[str, Any] = {"lead": lead, "warnings": warnings, "files": files, "posting": posting}
    page |= {"draft": draft, "look": look, "paragraphs": ModelParagraph.objects.for_letters_of(case.app)}
    page |= {"preview": None, "fingerprint": "", "is_changed": False, "mine": []}
    asked = Pressed.of(request, "save" if request.htmx else "").verb
    if form.mine:
        if asked == "save":
            return letter_draft.not_saved()
        page["mine"] = [(form.fields[name].label, told) for name, told in form.mine.items()]
        page |= {"version": version_read(request), "status": 409}  # of the case it has read nothing more
        return _shown(request, case, act, form, "expedientes/desk/letter.html", page)
    if asked == "discard":
        return letter_draft.discarded(request, case)
    if request.method == "POST" and asked != "send":
        draft = letter_draft.keep(request, case, form, files and files.draft)
        if asked == "save":
            return letter_draft.saved(request, draft)
        if letter_draft.second_look(request, case, draft, look):
            return redirect(case.desk.case_url(case.radicado.number) + kept_query(request))
    seen, is_sending = request.POST.get("seen", ""), Pressed.of(request).verb == "send"
    if is_sending and _is_filed(request, case, seen):
        return _said(request, case, done)
    page |= {"draft": draft, "status": 422 if look.errors else 200}
    if (files and files.errors) or (form.is_bound and not form.is_valid()):
        page["status"] = 422
    elif form.is_bound:
        with _refusals_told(case, form, page):
            if reason := act.refusal(case, timezone.localdate()):
                raise ActRefusedError(reason)
            letter = compose(case, **form.cleaned_data)
            page["preview"] = to_snapshot(letter)
            names = (block["block"] for block in page["preview"]["blocks"])
            page["blocks"] = list(zip(names, letter.blocks, strict=True))
            page["fingerprint"] = fingerprint(page["preview"])
            page["is_changed"] = is_sending and seen != page["fingerprint"]
            if is_sending and not page["is_changed"]:
                read = {"pk": case.pk, "version": version_read(request)}
                act.verb(**read, by=request.user, request=request, **form.cleaned_data, **(more or {}))
                case.letter_drafts.all().delete()
                return _said(request, case, done)
        if page["status"] == 409 and _is_filed(request, case, seen):
            return _said(request, case, done)
    if page["preview"] or "remarks" in look.errors:  # otherwise it is not on the page
        page["forms"] = [form, look]
    return _shown(request, case, act, form, "expedientes/desk/letter.html", page)


def form_of(request: UserRequest, case: Expediente, form_class: type[FormT], **facts: Any) -> FormT:
    """The form with what was typed, judged unless the button that was pressed only hands over files."""
    facts |= {"case": case, "user": request.user}
    if issubclass(form_class, LetterForm):
        # Asked once: what is saved as one types arrives at any moment.
        mine = letter_draft.overtaken(request, case)
        if request.method != "POST" or mine:
            form = form_class(initial=letter_draft.begun(request, case), **facts)
            form.mine = mine
            return form
    if Pressed.of(request).verb == "paragraph":
        return form_class(initial=letter_draft.with_paragraph(request, case), **facts)
    if Pressed.of(request).verb in {"attach", *FILE_VERBS}:
        return form_class(initial=request.POST.dict(), **facts)
    return form_class(request.POST or None, **facts)


def version_read(request: UserRequest) -> int:
    """The version of the case on the page that was sent; one that says none had read nothing of it."""
    return as_number(request.POST.get("version")) or 0


# --- What they have in common ---------------------------------------------------------------------------
@contextmanager
def _refusals_told(case: Expediente, form: CaseForm[Any], page: dict[str, Any]) -> Iterator[None]:
    """What keeps the act from being done is said on the page, which is shown again with its status."""
    try:
        yield
    except ActRefusedError as refusal:
        form.add_error(None, str(refusal))
        page["status"] = 422
    except StaleError as stale:
        page["changes"], page["status"] = stale.steps, 409
    except NoSignatoryError:
        form.add_error(None, NO_SIGNATORY)
        page["status"] = 503
    except IncompleteTablesError as error:
        logger.error("act not done on case %s: %r", case.pk, error)
        form.add_error(None, FAULT)
        page["status"] = 503


def _said(request: UserRequest, case: Expediente, done: str, back: str = "") -> HttpResponse:
    messages.success(request, done)
    return redirect(back or case.desk.case_url(case.radicado.number) + kept_query(request))


def _shown(
    request: UserRequest, case: Expediente, act: Act, form: CaseForm[Any], template: str, page: dict[str, Any]
) -> HttpResponse:
    """The version is the one that the person has read: until a 409 tells them what happened meanwhile, that
    of the page which they sent. Whoever opens the page of what the case does not admit reads why not."""
    is_read_again = request.method != "POST" or page["status"] == 409
    if page["status"] == 409:
        case.refresh_from_db(fields=["version"])
    context = {
        "desk": case.desk,
        "case": case,
        "kept_query": kept_query(request),
        "title": act.label_for(case),
        "form": form,
        "forms": [form],
        "version": case.version if is_read_again else version_read(request),
        "changes": [],
        "refused": "" if request.method == "POST" else act.refusal(case, timezone.localdate()),
        **presence.shown_to(case, request.user),
    }
    return render(request, template, context | page, status=page["status"])


def _is_filed(request: UserRequest, case: Expediente, seen: str) -> bool:
    """Whether the letter on the page that was sent is filed already: of two clicks, the second one."""
    written = case.steps.letters().filter(by=request.user).values_list("radicado__snapshot", flat=True)
    return any(fingerprint(snapshot) == seen for snapshot in written)
