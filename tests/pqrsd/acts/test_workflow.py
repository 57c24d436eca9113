"""What the table of the workflow says is what the acts do: of every kind of case, in every state."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from expedientes.acts.records import Delivery, letters_of
from expedientes.acts.steps import Act, ActRefusedError, offered
from expedientes.models import Dependencia
from inm_portal.staff_groups import INTERNAL_CONTROL, PETITIONS_OFFICER
from pqrsd.acts.answer import answer, extend
from pqrsd.acts.completion import ask_more_time, complete
from pqrsd.acts.endings import ArchiveGround, RejectionGround, lapse, reject
from pqrsd.acts.transfer import transfer
from pqrsd.acts.writings import rate, withdraw
from pqrsd.deadlines import Ground
from pqrsd.kinds import Kind, Outcome
from pqrsd.models import Pqrsd
from pqrsd.views.petitioner import FOLLOWING
from pqrsd.workflow import (
    COMPLETE,
    DELIVER,
    EXTEND,
    HANDLERS,
    LAPSE,
    MORE_TIME,
    MOVE,
    RATE,
    RECLASSIFY,
    REQUEST_COMPLETION,
    SET_RIGHTS,
    Stage,
)
from radicados.filing import annul
from tests.pqrsd.acts.cases import COMMISSION, again, ask, facts, join, received
from tests.pqrsd.desk import REASON, case_path
from tests.pqrsd.following import enter
from tests.staff import staff_user, verified

pytestmark = pytest.mark.django_db

PETITIONERS = [act.row for act in FOLLOWING.acts]
ACTS = (*HANDLERS, *PETITIONERS)
# Those that look at the law of the kind, at its reserve or at letters; the others, at where the case stands.
PARTICULAR = (REQUEST_COMPLETION, LAPSE, EXTEND, MOVE, RECLASSIFY, SET_RIGHTS, DELIVER, COMPLETE, MORE_TIME)
WORDS = "Por estas razones."


class Story:
    """A petition received today, what happens to it, and the day to which it takes us."""

    def __init__(self, kind: Kind, by, on: Callable[[date], None]):
        self.first, self.by, self.on = received(kind, effective_on=timezone.localdate()), by, on

    @property
    def case(self) -> Pqrsd:
        return again(self.first)

    @property
    def facts(self) -> dict:
        return facts(self.case, self.by)

    @property
    def place(self) -> Stage | Outcome:
        case, today = self.case, timezone.localdate()
        if not case.is_open:
            return Outcome(case.outcome)
        if case.is_waiting:
            return Stage.WAITING if today <= case.waiting_until else Stage.WAITING_OVER
        if case.due_on < today:
            return Stage.OVERDUE
        return Stage.EXTENDED if case.extended_at else Stage.RUNNING

    def sent(self) -> dict:
        """What a verb of the petitioner's takes from its page."""
        request = RequestFactory().post("/")
        request.user = AnonymousUser()
        return {"pk": self.first.pk, "submission": uuid4(), "request": request, "text": WORDS}

    def is_completed(self) -> None:
        """What a norm lets run waits for nobody."""
        ask(self.case, self.by)
        if self.case.is_waiting:
            complete(**self.sent(), draft_id=None)

    def is_late(self) -> None:
        self.on((self.case.due_on or self.case.waiting_until) + timedelta(days=1))

    def is_asked_and_late(self) -> None:
        ask(self.case, self.by)
        self.is_late()

    def is_extended(self) -> None:
        extend(**self.facts, days=5, text=WORDS)

    def is_extended_and_late(self) -> None:
        self.is_extended()
        self.is_late()

    def is_answered(self) -> None:
        answer(**self.facts, text=WORDS)

    def is_answered_and_rated(self) -> None:
        self.is_answered()
        rate(**self.sent(), score=5)

    def is_given_more_time(self) -> None:
        ask(self.case, self.by)
        ask_more_time(**self.sent())

    def is_lapsed(self) -> None:
        self.is_asked_and_late()
        lapse(**self.facts, text=WORDS)

    def is_annulled(self) -> None:
        annul(radicado=self.case.radicado, by=self.by, reason=REASON)

    def loses_its_letters(self) -> None:
        for letter in letters_of(self.case):
            annul(radicado=letter, by=self.by, reason=REASON)

    def attempt(self, act: Act, case: Pqrsd, answers: dict) -> tuple[str, Stage | Outcome | None]:
        """What the verb says, or "" and where the case stands once it is done; everything is undone."""
        before = transaction.savepoint()
        common = facts(case, self.by) if act in HANDLERS else self.sent()
        try:
            act.verb(**common | answers)
        except ActRefusedError as refusal:
            return str(refusal), None
        else:
            return "", self.place
        finally:
            transaction.savepoint_rollback(before)


STORIES = {
    "running": lambda story: None,
    "on its last day": lambda story: story.on(story.case.due_on),
    "overdue": Story.is_late,
    "extended": Story.is_extended,
    "extended and overdue": Story.is_extended_and_late,
    "waiting": lambda story: ask(story.case, story.by),
    "waiting to be clarified": lambda story: ask(story.case, story.by, Ground.UNCLEAR),
    "waiting with more time": Story.is_given_more_time,
    "waiting over": Story.is_asked_and_late,
    "answered": Story.is_answered,
    "answered and rated": Story.is_answered_and_rated,
    "transferred": lambda story: transfer(**story.facts, to=COMMISSION, text=WORDS),
    "rejected": lambda story: reject(
        **story.facts, ground=RejectionGround.DISRESPECTFUL, text=WORDS
    ),
    "archived": lambda story: join(story.case, story.by),
    "lapsed": Story.is_lapsed,
    "withdrawn": lambda story: withdraw(**story.sent()),
    "annulled": Story.is_annulled,
}  # fmt: skip


# What Ley 1581 de 2012, arts. 14 and 15, does not know.
WITHOUT = {
    Kind.PRIVATE_INTEREST: set(),
    Kind.REPORT: set(),
    Kind.DATA_CLAIM: {"waiting with more time"},
    Kind.DATA_QUERY: {"waiting with more time", "lapsed"},
}


@pytest.fixture
def officer(officer):
    """Somebody who handles every case."""
    return staff_user(PETITIONS_OFFICER, INTERNAL_CONTROL, key="11" * 20)


@pytest.fixture
def tell(officer, on):
    """`tell(name, kind)`: a case with that story; `has_letters`, with one of the entity's in any case or with
    none."""

    def told(name: str, kind: Kind, *, has_letters: bool) -> Story:
        story = Story(kind, officer, on)
        if has_letters:
            story.is_completed()
        STORIES[name](story)
        if not has_letters:
            story.loses_its_letters()
        return story

    return told


@pytest.fixture
def answers_to(officer):
    """`answers_to(case)`: those with which an act is possible if it is at all, by the name of its address."""
    today, other = timezone.localdate(), received()
    colleague = staff_user(PETITIONS_OFFICER, INTERNAL_CONTROL, key="22" * 20)
    office = Dependencia.objects.get(code="SMF")

    def answers(case: Pqrsd) -> dict[str, dict]:
        letter = letters_of(case).first()
        delivery = {"result": Delivery.RETURNED, "delivered_on": today, "carrier": "Correo", "guide": ""}
        return {
            "desk_answer": {"text": WORDS},
            "desk_request_completion": {"ground": Ground.UNCLEAR, "text": WORDS},
            "desk_lapse": {"text": WORDS},
            "desk_extend": {"days": 1, "text": WORDS},
            "desk_transfer": {"to": COMMISSION, "text": WORDS},
            "desk_reject": {"ground": RejectionGround.DISRESPECTFUL, "text": WORDS},
            "desk_archive": {"ground": ArchiveGround.JOINED, "first": other.radicado.number, "text": WORDS},
            "desk_assign": {"assignee": colleague},
            "desk_move": {"office": office, "reason": REASON},
            "desk_reclassify": {"kind": Kind.COMPLAINT, "reason": REASON},
            "desk_rights": {"is_about_rights": "si", "reason": REASON},
            "desk_prioritise": {"is_priority": True, "reason": REASON},
            "desk_relate": {"number": other.radicado.number},
            "desk_note": {"text": WORDS},
            "desk_deliver": delivery | {"letter": letter.number if letter else "", "text": WORDS},
            "complete": {"draft_id": None},
            "more_time": {},
            "rate": {"score": 5},
            "reply": {"draft_id": None},
            "withdraw": {},
        }

    return answers


@pytest.fixture
def ask_all(tell, answers_to, on):
    """`ask_all(kind, acts)` asks of a case of that kind in every state those acts that `acts(state)` gives: what
    is offered can be done and the rest is refused with its reason. It returns from where to where each leads,
    by its name; `look` is shown each case once it was asked."""

    def asked(kind: Kind, acts: Callable[[str], Sequence[Act]], *, has_letters: bool, look=lambda case: None):
        led = {act.name: set() for act in ACTS}
        for name in [name for name in STORIES if name not in WITHOUT[kind]]:
            before = transaction.savepoint()
            story = tell(name, kind, has_letters=has_letters)
            for act, *way in ways(story, acts(name), name):
                led[act.name].add(tuple(way))
            look(story.case)
            transaction.savepoint_rollback(before)
            on(timezone.localdate(timezone.now()))
        return led

    def ways(story: Story, acts: Sequence[Act], name: str):
        case, place, today = story.case, story.place, timezone.localdate()
        answers = answers_to(case)
        for act in acts:
            about, reason = f"{name}: {act.name}", act.refusal(case, today)
            said, after = story.attempt(act, case, answers[act.name])
            assert said == reason, about
            if reason:
                assert (reason[0].isupper(), reason[-1] in ".!") == (True, True), about
            else:
                assert place in act.before, about
                assert after in (act.after or {place}), about
                yield act, place, after

    return asked


def test_table_says_of_each_act_from_where_and_to_where_it_leads(ask_all, officer):
    """And the pages offer what refuses nothing, and open it."""
    desk, opened = verified(Client(), officer), set()

    def look(case: Pqrsd) -> None:
        today, petitioner = timezone.localdate(), Client()
        at_the_desk = [act for act, label in desk.get(case_path(case)).context["acts"]]
        assert at_the_desk == offered(HANDLERS, case, today)
        page = petitioner.get(enter(petitioner, case)).context
        to_the_petitioner = [act for act in PETITIONERS if act in page["acts"] or act is RATE]
        if not page["rating_form"]:
            to_the_petitioner.remove(RATE)
        assert to_the_petitioner == offered(PETITIONERS, case, today)
        for act in [act for act in (*at_the_desk, *to_the_petitioner) if act.name not in opened]:
            browser = desk if act in HANDLERS else petitioner
            assert browser.get(reverse(act.view_name, args=[case.radicado.number])).status_code == 200, act.name
            opened.add(act.name)

    led = ask_all(Kind.PRIVATE_INTEREST, lambda state: ACTS, has_letters=True, look=look)
    # What only a law of before tells apart is offered for nothing that is received today.
    today_s = [act for act in ACTS if act is not SET_RIGHTS]
    assert opened == {act.name for act in today_s}
    for act in today_s:
        assert {place for place, _ in led[act.name]} == act.before, act.name


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("kind", "has_letters"),
    [
        (Kind.PRIVATE_INTEREST, False),
        *product((Kind.REPORT, Kind.DATA_CLAIM, Kind.DATA_QUERY), (True, False)),
    ],
)
def test_of_every_kind_what_is_offered_can_be_done_and_the_rest_is_refused_with_its_reason(ask_all, kind, has_letters):
    """What looks neither at the kind nor at letters is asked of each kind while it runs, waits and is answered."""
    every = () if has_letters else ("running", "waiting", "answered")
    ask_all(kind, lambda state: ACTS if state in every else PARTICULAR, has_letters=has_letters)


def test_overdue_case_is_not_offered_to_ask_for_what_will_be_refused(tell):
    story = tell("overdue", Kind.PRIVATE_INTEREST, has_letters=False)
    names = {act.name for act in offered(HANDLERS, story.case, timezone.localdate())}
    assert not {"desk_request_completion", "desk_extend", "desk_lapse", "desk_deliver"} & names
    assert {"desk_answer", "desk_transfer"} <= names
