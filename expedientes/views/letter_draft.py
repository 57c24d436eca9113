"""The draft of a letter on its page: kept as it is written, with paragraphs at hand and a second reader, if wanted."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.doors import UserRequest
from accounts.models import User
from expedientes.forms.acts import CaseForm, SecondLookForm
from expedientes.models import Expediente, LetterDraft, ModelParagraph
from ground.audit.models import Action, record
from ground.doors.waiting import Waiting
from ground.mails.queue import owe
from ground.webforms.drafts import changed_control
from ground.webforms.pages import Pressed, as_number
from ground.webforms.templatetags.ui import save_state
from ground.webforms.typed import as_known, as_posted, typed_in

OF_A_SECOND_LOOK = frozenset({"ask_reader", "agree", "give_back"})
OVERTAKEN = (
    "La carta cambió en otra página desde que usted abrió esta: lo que escribe aquí no se guarda. Pulse «Revisar la "
    "carta» para ver lo uno y lo otro."
)


def draft_of(request: HttpRequest, case: Expediente) -> LetterDraft | None:
    """That of the page's own act."""
    drafts = case.letter_drafts.filter(act=_act(request)).select_related("writer", "reader")
    return drafts.first()


def begun(request: HttpRequest, case: Expediente) -> dict[str, Any]:
    """What its form begins with."""
    draft = draft_of(request, case)
    return dict(as_known({f"letter-{name}": value for name, value in draft.typed.items()})["letter"]) if draft else {}


def with_paragraph(request: HttpRequest, case: Expediente) -> dict[str, Any]:
    """What was typed, with the paragraph that was chosen at its end."""
    typed = request.POST.dict()
    chosen = ModelParagraph.objects.for_letters_of(case.app).filter(pk=as_number(typed.get("paragraph")) or 0).first()
    if chosen:
        typed["text"] = f"{typed.get('text', '').rstrip()}\n\n{chosen.text}".strip()
    return typed


def keep(request: UserRequest, case: Expediente, form: CaseForm[Any], key: Any) -> LetterDraft:
    """Keep what was typed, or what the page shows in its place."""
    facts = {"writer": request.user} | ({"key": key} if key else {})
    draft, _ = case.letter_drafts.get_or_create(act=_act(request), defaults=facts)
    shown = {name: value for name, value in form.initial.items() if name in form.fields}
    draft.keep(typed_in([form], request.POST) if form.is_bound else shown, only=changed_control(request))
    return draft


def overtaken(request: HttpRequest, case: Expediente) -> dict[str, str]:
    """What the page that was sent has otherwise than the draft, by the names of its controls, when that was changed on
    another page since this one was read: an older page never takes back what was written since."""
    read, draft = request.POST.get("draft_read"), draft_of(request, case)
    if read is None or draft is None or read == draft.fingerprint:
        return {}
    kept = as_posted(draft.typed)  # a box that was ticked is sent as a word
    told = [name for name in request.POST if name in draft.typed]
    changed = (name for name in told if _lines(request.POST, name) != _lines(kept, name))
    return {name: ", ".join(request.POST.getlist(name)) for name in changed}


def _lines(posted: QueryDict, name: str) -> list[list[str]]:
    """Browsers end them in their own way."""
    return [value.splitlines() for value in posted.getlist(name)]


def saved(request: HttpRequest, draft: LetterDraft) -> HttpResponse:
    """The page has read by now what it has written."""
    return render(request, "expedientes/desk/_draft_read.html", {"draft": draft, "oob": True})


def not_saved() -> HttpResponse:
    return HttpResponse(save_state(None, oob=True, told=OVERTAKEN))


def discarded(request: UserRequest, case: Expediente) -> HttpResponse:
    case.letter_drafts.filter(act=_act(request)).delete()
    return redirect(request.get_full_path())


# --- A second pair of eyes ------------------------------------------------------------------------------
def look_form(request: UserRequest, case: Expediente) -> SecondLookForm:
    """What was typed for it, judged only when its own buttons were pressed."""
    verb = Pressed.of(request).verb
    facts: dict[str, Any] = {"case": case, "user": request.user, "verb": verb}
    if verb in OF_A_SECOND_LOOK:
        return SecondLookForm(request.POST, **facts)
    return SecondLookForm(initial=request.POST.dict(), **facts)


def second_look(request: UserRequest, case: Expediente, draft: LetterDraft, look: SecondLookForm) -> bool:
    """Ask for it, agree, or give it back; whether any of these was done."""
    if not look.is_valid():
        return False
    verb, remarks = Pressed.of(request).verb, look.cleaned_data["remarks"]
    if verb == "ask_reader":
        chosen = look.readers[look.cleaned_data["reader"]]
        draft.writer, draft.reader, draft.read_at = request.user, chosen, None
        draft.agreed_with, draft.remarks = "", remarks
        told, to = "letter_to_read", chosen
        done = f"Le pedimos a {chosen} que la revise: le llega un correo, y la encuentra en «Mi trabajo»."
    elif draft.reader == request.user:
        draft.read_at, draft.remarks = timezone.now(), remarks
        draft.agreed_with = draft.fingerprint if verb == "agree" else ""
        told, to = "letter_read", draft.writer
        done = f"Se lo dijimos a {draft.writer}, también por correo."
    else:
        return False
    with transaction.atomic():
        draft.save()
        record(Action.CHANGED, request=request, subject=case, what=f"letter_{verb}")
        owe(
            case.desk.event(told),
            recipient=to.email,
            about=case,
            occasion=f"{draft.pk} {verb} {sha256(f'{draft.fingerprint}{remarks}'.encode()).hexdigest()[:16]}",
            draft=draft.pk,
            act=draft.act,
            writer=str(draft.writer),
            reader=str(draft.reader),
            is_agreed=verb == "agree",
        )
    messages.success(request, done)
    return True


def letters_to_read(cases: type[Expediente], user: User) -> list[Waiting]:
    """Those that others asked the user to read, and those of the user that were read and are not sent yet."""
    open_ones = cases.objects.open_to(user).with_number().defer("radicado__snapshot")
    asked = open_ones.filter(letter_drafts__reader=user, letter_drafts__read_at=None)
    back = open_ones.filter(letter_drafts__writer=user, letter_drafts__read_at__isnull=False)
    lines = [*(("Carta por revisar", case) for case in asked), *(("Carta ya revisada", case) for case in back)]
    return [
        Waiting(1, f"{words}: {case.radicado.number}", cases.desk.case_url(case.radicado.number))
        for words, case in lines
    ]


def _act(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""
