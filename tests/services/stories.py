"""Requests as stories: what happened to each until it stands where a test wants it, what its acts are answered, and
where its steps say that it stands."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from expedientes.acts.steps import Act, ActRefusedError
from expedientes.models import Paso
from legal_calendar.stored import current_calendar
from radicados.filing import annul
from radicados.letters import fingerprint
from services.acts.another_year import reprice
from services.acts.answers import accept, ask_change, ask_requote, decline, in_force
from services.acts.complement import accept_more, quote_more
from services.acts.completion import complete, lapse, recall, request_completion
from services.acts.delivery import rate, shut_down
from services.acts.pauses import open_again, suspend
from services.acts.payments import defer
from services.acts.reception import Read
from services.acts.returns import ask_reversal, confirm_reversal
from services.acts.review import Ground, reject
from services.acts.scheduling import Doing
from services.acts.size import prove_size, withdraw_discount
from services.acts.works import start, to_start
from services.acts.writings import withdraw
from services.bookings import first_day_free, unbooked
from services.expiry import end_quotes
from services.facts import facts_of, quote_in_force
from services.kinds import State, Step
from services.ledger import complement_waiting, counted_payments, proposals
from services.models import MoneyBack, Payment, ServiceRequest, TransferProof
from services.opinions import Verdict
from services.price import AskedLine
from services.states import state_of
from services.views.customer import FOLLOWING
from services.workflow import (
    CERTIFY,
    CHECK,
    CONFIRM_REVERSAL,
    FINISH,
    OF_COURSES,
    OF_MATERIALS,
    OF_ROUNDS,
    OPINE,
    STAFF,
    START,
)
from tariffs.pricing.quote import CompanySize, Customer
from tests.services.payments import confirmed, only_payment, paid_online, started, with_proof
from tests.services.requests import (
    WORDS,
    again,
    checked,
    facts,
    filed,
    opined,
    quoted,
    sent,
)
from tests.services.test_another_year import NEXT, business_day
from tests.services.works import (
    GOOD,
    certified,
    delivered,
    draft_with_a_file,
    given_back,
    measured,
    received,
    scheduled,
)

CONTRACT = {"number": "CO-1", "signed_on": date(2026, 1, 2), "supervisor": "Ana", "due_on": None, "text": ""}
SEEN = {"is_difference_seen": True}
TRANSFER = {"amount": Decimal(1), "bank": "Banco Ceiba", "reference": "1", "text": "", "draft_id": None}
# Those of courses: tests/services/test_waiting_list.py; of materials: tests/services/test_materials.py; of rounds:
# tests/services/test_rounds.py and its sisters.
ELSEWHERE = (*OF_COURSES, *OF_MATERIALS, *OF_ROUNDS)
CUSTOMERS = [act.row for act in FOLLOWING.acts if act.row not in ELSEWHERE]
ACTS = (*(act for act in STAFF if act not in ELSEWHERE), *CUSTOMERS)
MICRO = Customer(size=CompanySize.MICRO, proves_size=True, is_secondary_laboratory=True)


class Story:
    """A request filed today, what happens to it, and the day to which it takes us."""

    def __init__(self, by, laboratory, on: Callable[[date], None]):
        self.by, self.laboratory, self.on = by, laboratory, on
        self.first = filed()

    @property
    def case(self) -> ServiceRequest:
        return again(self.first)

    def is_opined(self) -> None:
        opined(self.case, self.laboratory)

    def is_refused(self) -> None:
        opined(self.case, self.laboratory, Verdict.CANNOT)

    def is_asked(self) -> None:
        request_completion(**facts(self.case, self.by), text=WORDS)

    def is_asked_and_late(self) -> None:
        self.is_asked()
        self.on(self.case.asked_until + timedelta(days=1))

    def is_completed(self) -> None:
        self.is_opined()
        self.is_asked()
        complete(**sent(self.case), text=WORDS, draft_id=None)

    def is_recalled(self) -> None:
        self.is_checked()
        self.is_asked()
        recall(**facts(self.case, self.by), text=WORDS)

    def is_lapsed(self) -> None:
        self.is_asked_and_late()
        lapse(**facts(self.case, self.by), text="")

    def is_checked(self) -> None:
        checked(self.case, self.by)

    def is_quoted(self) -> None:
        quoted(self.case, self.by)

    def is_on_its_last_day(self) -> None:
        self.is_quoted()
        self.on(in_force(self.case).valid_until)

    def is_past_its_last_day(self) -> None:
        self.is_quoted()
        self.on(in_force(self.case).valid_until + timedelta(days=1))

    def is_expired(self) -> None:
        self.is_past_its_last_day()
        assert end_quotes() == 1

    def is_shut(self) -> None:
        self.is_declined()
        self.on(timezone.localdate() + timedelta(days=31))
        assert end_quotes() == 1

    def is_accepted(self) -> None:
        self.is_quoted()
        accept(**sent(self.case), read=in_force(self.case).content_sha256)

    def is_being_paid(self) -> None:
        self.is_accepted()
        started(self.case)

    def is_proved(self) -> None:
        self.is_accepted()
        with_proof(self.case)

    def is_paid(self) -> None:
        paid_online(self.case, self.by)

    def is_part_paid(self) -> None:
        self.is_accepted()
        confirmed(self.case, with_proof(self.case), self.by, amount=1_000)

    def is_paid_too_much(self) -> None:
        self.is_proved()
        paid_online(self.case, self.by)
        confirmed(self.case, TransferProof.objects.get(), self.by)

    def is_asked_to_be_reversed(self) -> None:
        self.is_paid()
        ask_reversal(**facts(self.case, self.by), payment=only_payment(self.case), text=WORDS)

    def is_reversed(self) -> None:
        self.is_asked_to_be_reversed()
        confirm_reversal(**facts(self.case, self.laboratory), text=WORDS)

    def is_past_its_term(self) -> None:
        self.is_accepted()
        self.on(self.case.next_on + timedelta(days=1))

    def is_unpaid(self) -> None:
        self.is_past_its_term()
        assert end_quotes() == 1

    def is_of_the_state(self) -> None:
        self.first = filed(customer=Customer(is_under_public_contracting=True))
        self.is_accepted()

    def is_owed(self) -> None:
        self.is_of_the_state()
        defer(**facts(self.case, self.by), **CONTRACT)

    def is_scheduled(self) -> None:
        scheduled(self.case, self.by)

    def is_received(self) -> None:
        self.is_scheduled()
        received(self.case, self.laboratory)

    def is_started(self) -> None:
        self.is_received()
        start(**facts(self.case, self.laboratory), items=to_start(self.case), text="")

    def is_measured(self) -> None:
        self.is_received()
        measured(self.case, self.laboratory)

    def is_certified(self) -> None:
        self.is_measured()
        certified(self.case, self.laboratory)

    def is_delivered(self) -> None:
        self.is_certified()
        delivered(self.case, self.by)

    def is_given_back(self) -> None:
        self.is_delivered()
        given_back(self.case, self.by)

    def is_revised(self) -> None:
        self.is_delivered()
        certified(self.case, self.laboratory, "INM-2", reason=WORDS)

    def is_rated(self) -> None:
        self.is_given_back()
        rate(**sent(self.case), score=5, text="")

    def is_over(self) -> None:
        self.is_given_back()
        shut_down(**facts(self.case, self.by), text="")

    def is_micro(self) -> None:
        self.first = filed(customer=MICRO)
        opined(self.case, self.laboratory)
        CHECK.verb(**facts(self.case, self.by), is_size_proved=True)
        self.is_scheduled()

    def is_micro_and_certified(self) -> None:
        self.is_micro()
        received(self.case, self.laboratory)
        measured(self.case, self.laboratory)
        certified(self.case, self.laboratory)

    def is_micro_without_discount(self) -> None:
        self.is_micro_and_certified()
        withdraw_discount(**facts(self.case, self.by), text=WORDS)

    def is_micro_after_all(self) -> None:
        self.is_micro_without_discount()
        prove_size(**facts(self.case, self.by), proved_on=timezone.localdate(), text=WORDS)

    def is_quoted_more(self) -> None:
        quote_more(**facts(self.case, self.by), **self.more())

    def more(self) -> dict:
        """What is added to its item."""
        rates = [AskedLine("CAL-201", 1)]
        return {"item": self.case.items.first(), "rates": rates, "travel": {}, "replaces": None, "text": ""}

    def is_accepted_and_quoted_more(self) -> None:
        self.is_accepted()
        self.is_quoted_more()

    def is_paid_and_quoted_more(self) -> None:
        self.is_paid()
        self.is_quoted_more()

    def is_quoted_more_and_late(self) -> None:
        self.is_paid_and_quoted_more()
        self.on(complement_waiting(self.case).valid_until + timedelta(days=1))

    def is_started_and_owes_more(self) -> None:
        self.is_started()
        self.is_quoted_more()
        accept_more(**sent(self.case), read=complement_waiting(self.case).content_sha256)

    def is_suspended(self) -> None:
        self.is_started()
        until = timezone.localdate() + timedelta(days=9)
        suspend(**facts(self.case, self.laboratory), until=until, text=WORDS)

    def is_opened_again(self) -> None:
        self.is_over()
        open_again(**facts(self.case, self.by), text=WORDS)

    def is_repriced(self) -> None:
        self.is_scheduled()
        reprice(**facts(self.case, self.by), **self.another_year())

    def another_year(self) -> dict:
        """Its appointment in January, as the customer asked."""
        appointment, day = self.case.appointments.live().first(), business_day(NEXT)
        return {"appointment": appointment, "begins_on": day, "doing": Doing.CUSTOMER, "text": ""}

    def is_repriced_and_late(self) -> None:
        self.is_repriced()
        asked_on = timezone.localdate(proposals(self.case)[0].step.at)
        self.on(current_calendar().count(asked_on, 15).due_on + timedelta(days=1))

    def read_difference(self) -> str:
        asked = proposals(self.case)
        return fingerprint(asked[0].step.letter.snapshot) if asked else ""

    def is_withdrawn_once_paid(self) -> None:
        self.is_paid()
        self.is_withdrawn()

    def is_declined(self) -> None:
        self.is_quoted()
        decline(**sent(self.case), text=WORDS)

    def is_declined_and_late(self) -> None:
        self.is_declined()
        self.on(timezone.localdate() + timedelta(days=31))

    def is_changed(self) -> None:
        self.is_quoted()
        ask_change(**sent(self.case), text=WORDS, draft_id=None)

    def is_asked_again(self) -> None:
        self.is_declined()
        ask_requote(**sent(self.case), text="")

    def is_withdrawn(self) -> None:
        withdraw(**sent(self.case), text="")

    def is_rejected(self) -> None:
        reject(**facts(self.case, self.by), ground=Ground.OUT_OF_SCOPE, text=WORDS)

    def answers(self) -> dict[str, dict]:
        """Those with which an act is possible if it is at all."""
        case = self.case
        line, quote, today = case.lines.live().first(), quote_in_force(case), timezone.localdate()
        proof = TransferProof.objects.filter(answered_by=None).first() or TransferProof(amount=Decimal(1))
        payment, more = next(iter(counted_payments(case)), None), complement_waiting(case)
        return {
            "desk_quote": {"travel": {}, "text": ""},
            "desk_quote_more": self.more(),
            "desk_suspend": {"until": today + timedelta(days=9), "text": WORDS},
            "desk_resume": {"text": WORDS},
            "desk_reopen": {"text": WORDS},
            "desk_reprice": self.another_year(),
            "desk_end_unanswered": {"text": ""},
            "accept_difference": {"read": self.read_difference()},
            "refuse_difference": {"text": ""},
            "accept_more": {"read": more.content_sha256 if more else ""},
            "decline_more": {"text": ""},
            "desk_request_completion": {"text": WORDS},
            "desk_lapse": {"text": ""},
            "desk_reject": {"ground": Ground.UNLAWFUL, "text": WORDS},
            "desk_check": {},
            "desk_correct": {"quantities": {line.pk: line.quantity + 1}, "reason": WORDS},
            "desk_recall": {"text": WORDS},
            "desk_assign": {"assignee": self.by},
            "desk_opinion": {"verdicts": {line.pk: Verdict.CAN}, "lead_days": 5, "text": ""},
            "desk_message": {"text": WORDS},
            "desk_note": {"text": WORDS},
            "desk_relate": {"number": self.other.radicado.number},
            "desk_defer": CONTRACT,
            **self.answers_at_work(),
            "desk_confirm": {"proof": proof, "amount": proof.amount, "paid_on": today, "account": "0", **SEEN},
            "desk_refuse_proof": {"proof": proof, "text": WORDS},
            "desk_ask_reversal": {"payment": payment, "text": WORDS},
            "desk_confirm_reversal": {"text": WORDS},
            "desk_drop_reversal": {"text": WORDS},
            "desk_refund": {"amount": Decimal(1), "account": "0", "administrative_act": "R 1", "on": today, "text": ""},
            "desk_invoice": {"number": "FE-1", "cufe": "", "issued_on": today},
            "pay": {},
            "send_proof": TRANSFER | {"paid_on": today},
            "complete": {"text": WORDS, "draft_id": None},
            "accept": {"read": quote.content_sha256 if quote else ""},
            "ask_change": {"text": WORDS, "draft_id": None},
            "decline": {"text": ""},
            "ask_requote": {"text": ""},
            "write": {"text": WORDS, "draft_id": None},
            "withdraw": {"text": ""},
        }

    def answers_at_work(self) -> dict[str, dict]:
        case, today = self.case, timezone.localdate()
        laboratory = next(iter(unbooked(case)), None)
        day, item = first_day_free(laboratory), case.items.first()
        appointment = case.appointments.live().first()
        certificate = {"issued_on": today, "place": "INM", "reason": WORDS, "draft_id": draft_with_a_file("z.pdf")}
        went = {"taken_by": "Ana", "document": "1", "guide": "", "text": ""}
        return {
            "desk_schedule": {"laboratory": laboratory, "begins_on": day, "days": 1, "text": ""},
            "desk_move": {"appointment": appointment, "begins_on": day, "doing": Doing.NEITHER, "text": ""},
            "desk_receive": {"read": {item.pk: Read(item.serial, GOOD)}, "brought_by": "Ana", "text": ""},
            "desk_exclude": {"item": item, "text": WORDS},
            "desk_take": {"item": item, "place": "Estante 1"},
            "desk_relabel": {"item": item, "text": WORDS},
            "desk_start": {"items": [item], "text": ""},
            "desk_finish": {"items": [item], "began_on": today, "ended_on": today, "text": ""},
            "desk_certify": {"item": item, "number": f"INM-{uuid4()}", **certificate},
            "desk_prove_size": {"proved_on": today, "text": WORDS},
            "desk_withdraw_discount": {"text": WORDS},
            "desk_deliver": {"text": ""},
            "desk_give_back": {"items": [item], **went},
            "desk_close": {"text": ""},
            "rate": {"score": 4, "text": ""},
        }

    def attempt(self, act: Act, answers: dict) -> tuple[str, State | None]:
        """What the verb says, or "" and where the request stands once it is done; everything is undone."""
        case, before = self.case, transaction.savepoint()
        by = self.laboratory if act in (OPINE, CONFIRM_REVERSAL, START, FINISH, CERTIFY) else self.by
        try:
            act.verb(**(facts(case, by) if act in STAFF else sent(case)) | answers)
        except ActRefusedError as refusal:
            return str(refusal), None
        else:
            done = self.case
            assert done.state == state_of(facts_of(done)) == read_from_the_steps(done)
            return "", State(done.state)
        finally:
            transaction.savepoint_rollback(before)


STORIES = {
    "filed": lambda story: None,
    "with its opinion": Story.is_opined,
    "with an opinion that says no": Story.is_refused,
    "asked": Story.is_asked,
    "asked and late": Story.is_asked_and_late,
    "completed": Story.is_completed,
    "recalled": Story.is_recalled,
    "lapsed": Story.is_lapsed,
    "checked": Story.is_checked,
    "quoted": Story.is_quoted,
    "on its last day": Story.is_on_its_last_day,
    "past its last day": Story.is_past_its_last_day,
    "expired": Story.is_expired,
    "accepted": Story.is_accepted,
    "being paid": Story.is_being_paid,
    "with a proof": Story.is_proved,
    "part paid": Story.is_part_paid,
    "paid": Story.is_paid,
    "paid too much": Story.is_paid_too_much,
    "asked to be reversed": Story.is_asked_to_be_reversed,
    "reversed": Story.is_reversed,
    "past its term to pay": Story.is_past_its_term,
    "unpaid": Story.is_unpaid,
    "of the State": Story.is_of_the_state,
    "owed": Story.is_owed,
    "scheduled": Story.is_scheduled,
    "received": Story.is_received,
    "started": Story.is_started,
    "measured": Story.is_measured,
    "certified": Story.is_certified,
    "delivered": Story.is_delivered,
    "given back": Story.is_given_back,
    "revised": Story.is_revised,
    "rated": Story.is_rated,
    "over": Story.is_over,
    "micro": Story.is_micro,
    "micro and certified": Story.is_micro_and_certified,
    "micro and without its discount": Story.is_micro_without_discount,
    "micro after all": Story.is_micro_after_all,
    "accepted, and quoted more": Story.is_accepted_and_quoted_more,
    "paid, and quoted more": Story.is_paid_and_quoted_more,
    "quoted more, and late": Story.is_quoted_more_and_late,
    "started, and owes more": Story.is_started_and_owes_more,
    "suspended": Story.is_suspended,
    "opened again": Story.is_opened_again,
    "repriced": Story.is_repriced,
    "repriced and late": Story.is_repriced_and_late,
    "withdrawn once paid": Story.is_withdrawn_once_paid,
    "declined": Story.is_declined,
    "declined and late": Story.is_declined_and_late,
    "shut": Story.is_shut,
    "asked to be changed": Story.is_changed,
    "asked again": Story.is_asked_again,
    "withdrawn": Story.is_withdrawn,
    "rejected": Story.is_rejected,
    "annulled": lambda story: annul(radicado=story.case.radicado, by=story.by, reason=WORDS),
}

# I2: where each step leads by itself, read without the facts.
LEADS = {
    Paso.Kind.FILED: State.FILED,
    Step.COMPLETION_REQUESTED: State.INCOMPLETE,
    Step.COMPLETED: State.FILED,
    Step.LAPSED: State.WITHDRAWN,
    Step.CHECKED: State.CHECKED,
    Step.REJECTED: State.REJECTED,
    Step.QUOTED: State.QUOTED,
    Step.ACCEPTED: State.ACCEPTED,
    Step.CHANGE_ASKED: State.CHECKED,
    Step.DECLINED: State.DECLINED,
    Step.EXPIRED: State.EXPIRED,
    Step.REQUOTE_ASKED: State.CHECKED,
    Step.WITHDRAWN: State.WITHDRAWN,
    Step.PAYMENT_DEFERRED: State.OWED,
    Step.PAYMENT_REVERSED: State.ACCEPTED,
    Step.UNPAID: State.EXPIRED,
    Step.UNANSWERED: State.WITHDRAWN,
    Step.REOPENED: State.DELIVERED,
    Step.SCHEDULED: State.SCHEDULED,
    Step.ITEMS_RECEIVED: State.RECEIVED,
    Step.ITEM_EXCLUDED: State.DELIVERED,  # the only one
    Step.STARTED: State.IN_SERVICE,
    Step.FINISHED: State.IN_SERVICE,
    Step.DELIVERED: State.DELIVERED,
    Paso.Kind.ANNULLED: State.ANNULLED,
}


def read_from_the_steps(case: ServiceRequest) -> State:
    """I3: their instants are in their order, too."""
    instants = list(case.steps.order_by("pk").values_list("at", flat=True))
    assert instants == sorted(instants)
    state, before = State.FILED, State.FILED
    for kind in case.steps.order_by("pk").values_list("kind", flat=True):
        if kind == Step.COMPLETION_REQUESTED:
            before = state
        state = before if kind == Step.COMPLETION_RECALLED else LEADS.get(kind, state)
        if kind == Step.CERTIFICATE_REGISTERED and state == State.IN_SERVICE:
            state = State.DONE
        if kind == Step.CLOSED and state == State.DELIVERED:
            state = State.CLOSED
        is_due = state in {State.ACCEPTED, State.OWED}  # what is born later is owed, and moves nothing
        if is_due and kind == Step.PAYMENT_RECEIVED and sum_of_payments(case) >= in_force(case).total:
            state = State.PAID
    return state


def sum_of_payments(case: ServiceRequest) -> Decimal:
    """I5: what came, each transaction once, less what went back."""
    came = Payment.objects.filter(chain__request=case, is_counted=True)
    back = MoneyBack.objects.filter(payment__in=came).exclude(step=None).exclude(kind=MoneyBack.Kind.REVERSAL)
    return sum((each.amount for each in came), Decimal(0)) - sum((each.amount for each in back), Decimal(0))
