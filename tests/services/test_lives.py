"""Lives of requests: anybody does anything in any order, the bank says what it likes, days pass, and what must hold of
every request holds after each of it (the invariants of a service, by their numbers).

LIVES is how many of them; each is long. What fails is told as the shortest life that fails.
"""

import os
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from expedientes.acts.steps import Act, ActRefusedError
from expedientes.models import Paso
from ground.mails.models import Mail
from services.expiry import end_quotes
from services.facts import facts_of
from services.kinds import ItemState, State, Step
from services.ledger import balances
from services.models import Certificate, Heard, Intent, MoneyBack, Payment, Quote, ServiceRequest
from services.payment.port import Verdict
from services.states import state_of
from services.workflow import CONFIRM_REVERSAL, STAFF
from tariffs.pricing.quote import Customer
from tests.services.payments import told, word_of
from tests.services.requests import facts, filed, measurer, officer, sent
from tests.services.stories import ACTS, MICRO, Story

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LIVES = int(os.environ.get("LIVES", "5"))
OF_LABORATORIES = {"desk_opinion", "desk_start", "desk_finish", "desk_certify"}
# What leads on to a certificate and its end, the furthest first; a life without it would end among its first steps.
USUAL = (
    "rate", "desk_close", "desk_give_back", "desk_deliver", "desk_prove_size", "desk_certify", "desk_finish",
    "desk_start", "desk_receive", "desk_schedule", "desk_defer", "desk_confirm", "pay", "send_proof", "accept",
    "desk_quote", "desk_check", "desk_opinion",
)  # fmt: skip
# What is possible nearly always, and says little or ends it: tried as seldom as anything else.
SELDOM = {"desk_note", "desk_message", "write", "desk_relate", "desk_assign", "withdraw", "desk_reject", "decline"}
OF_THE_USUAL = sorted((act for act in ACTS if act.name in USUAL), key=lambda act: USUAL.index(act.name))
CUSTOMER_KINDS = (Customer(), MICRO, Customer(is_under_public_contracting=True))
# I14: what is only added; of the rest a trigger says what may change.
WRITTEN = (Paso, Heard)


class Life(RuleBasedStateMachine):
    """That of one request; another one stands beside it."""

    by: ClassVar[Any]
    laboratory: ClassVar[Any]
    on: ClassVar[Any]

    @initialize(customer=st.sampled_from(CUSTOMER_KINDS))
    def begins(self, customer: Customer) -> None:
        self.before = transaction.savepoint()
        self.on(timezone.localdate(timezone.now()))
        self.story = Story(self.by, self.laboratory, self.on)
        self.story.first, self.story.other = filed(customer=customer), filed()
        self.written: dict[type, set] = {}

    def teardown(self) -> None:
        if hasattr(self, "before"):
            transaction.savepoint_rollback(self.before)

    @property
    def case(self) -> ServiceRequest:
        return self.story.case

    def does(self, act: Act) -> None:
        """Somebody who may does it, answering what would make it possible; it is done just when nothing refuses it."""
        case = self.case
        reason = act.refusal(case, timezone.localdate())
        by = self.laboratory if act.name in OF_LABORATORIES or act is CONFIRM_REVERSAL else self.by
        who = facts(case, by) if act in STAFF else sent(case)
        inside = transaction.savepoint()
        try:
            act.verb(**who | self.story.answers()[act.name])
        except ActRefusedError:
            transaction.savepoint_rollback(inside)
        else:
            assert not reason, (act.name, reason)
            assert State(case.state) in act.before, act.name
            assert State(self.case.state) in (act.after or {State(case.state)}), act.name

    def first_possible(self, acts: Iterable[Act]) -> Act | None:
        case, today = self.case, timezone.localdate()
        return next((act for act in acts if not act.refusal(case, today)), None)

    @rule(times=st.integers(1, 6))
    def it_goes_its_usual_way(self, times: int) -> None:
        for _ in range(times):
            if act := self.first_possible(OF_THE_USUAL):
                self.does(act)

    @rule(acts=st.permutations([act for act in ACTS if act.name not in SELDOM]))
    def something_possible_is_done(self, acts: list[Act]) -> None:
        if act := self.first_possible(acts):
            self.does(act)

    @rule(act=st.sampled_from(ACTS))
    def something_is_tried(self, act: Act) -> None:
        self.does(act)

    @precondition(lambda self: Intent.objects.filter(chain__request=self.case).exists())
    @rule(
        data=st.data(),
        verdict=st.sampled_from(Verdict),
        less=st.sampled_from([0, 0, 0, 1]),
        times=st.integers(1, 2),
    )
    def the_bank_speaks(self, data, verdict: Verdict, less: int, times: int) -> None:
        intent = data.draw(st.sampled_from(list(Intent.objects.filter(chain__request=self.case).order_by("opened_at"))))
        for _ in range(times):
            told(word_of(intent, verdict, amount=intent.amount - less))

    @rule(days=st.sampled_from([1, 3, 16, 31]))
    def days_pass(self, days: int) -> None:
        self.on(timezone.localdate() + timedelta(days=days))
        end_quotes()

    # --- What must hold ------------------------------------------------------------------------------------
    @invariant()
    def quotes_add_up(self) -> None:
        """I1, I4."""
        for quote in Quote.objects.filter(chain__request=self.case).select_related("chain"):
            assert quote.subtotal - quote.discount == quote.total
            assert sum(Decimal(line["amount"]) for line in quote.lines) == quote.subtotal
        in_force = Counter(Quote.objects.in_force().filter(chain__request=self.case).values_list("chain", flat=True))
        assert set(in_force.values()) <= {1}

    @invariant()
    def state_is_one(self) -> None:
        """I2, I3."""
        case = self.case
        assert case.state == state_of(facts_of(case))
        instants = list(case.steps.order_by("pk").values_list("at", flat=True))
        assert instants == sorted(instants)
        assert case.version == len(instants)

    @invariant()
    def money_is_what_the_bank_and_the_treasury_said(self) -> None:
        """I5, I6."""
        case = self.case
        for chain, balance in balances(case):
            came = Payment.objects.filter(chain=chain, is_counted=True)
            back = MoneyBack.objects.filter(payment__in=came).exclude(step=None)
            assert balance.paid == sum(p.amount for p in came) - sum(b.amount for b in back)
            assert balance.paid >= 0
            online = came.filter(way=Payment.Way.ONLINE).values_list("transaction", flat=True)
            assert len(set(online)) == len(online) <= Heard.objects.values("transaction").distinct().count()
        is_at_work = case.state in {State.SCHEDULED, State.RECEIVED, State.IN_SERVICE}
        if is_at_work and not case.contract and not _went_back(case):
            assert all(not balance.owed for _, balance in balances(case))

    @invariant()
    def what_is_here_is_in_somebodys_hands(self) -> None:
        """I9."""
        here = {ItemState.RECEIVED, ItemState.IN_SERVICE, ItemState.DONE, ItemState.CERTIFIED, ItemState.DELIVERED}
        for item in self.case.items.all():
            if item.state in here:
                assert item.custodies.order_by("pk").last() is not None, item.state

    @invariant()
    def nothing_written_changes(self) -> None:
        """I14, I16."""
        for model in WRITTEN:
            fields = [
                f.attname for f in model._meta.concrete_fields if model is not Mail or f.name in ("event", "recipient")
            ]
            now = {tuple(map(str, row)) for row in model.objects.values_list(*fields)}
            assert self.written.get(model, set()) <= now, model.__name__
            self.written[model] = now
        once = Mail.objects.filter(cancelled_at=None).exclude(occasion="")
        owed = Counter(once.values_list("event", "subject_type", "subject_id", "occasion", "recipient"))
        assert set(owed.values()) <= {1}

    @invariant()
    def certificates_are_told_apart(self) -> None:
        """I18."""
        numbers = Counter(Certificate.objects.values_list("number", flat=True))
        assert set(numbers.values()) <= {1}

    @invariant()
    def what_is_over_owes_nothing(self) -> None:
        """I19."""
        case = self.case
        if case.state == State.CLOSED:
            assert all(balance.is_settled and not balance.credit for _, balance in balances(case))


def _went_back(case: ServiceRequest) -> bool:
    """Money that came and went after its date was fixed."""
    return case.steps.filter(kind__in=(Step.PAYMENT_REVERSED, Step.REFUNDED)).exists()


@pytest.mark.timeout(60 * LIVES)
def test_whatever_anybody_does_what_must_hold_holds(ready, on):
    Life.by, Life.laboratory, Life.on = officer(), measurer(key="22" * 20), staticmethod(on)
    lives = settings(
        max_examples=LIVES, stateful_step_count=30, deadline=None, derandomize="LIVES" not in os.environ, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=lives)
