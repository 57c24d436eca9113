"""What the table of the workflow says is what the acts do: of a request in every state, up to an accepted quote."""

import re
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError, offered
from legal_calendar.legal_time import long_date
from radicados.filing import annul
from services.acts.answers import expire, in_force, shut
from services.acts.completion import completion_due_on
from services.desk import CONFIRM_PAYMENT, SCHEDULE
from services.expiry import end_quotes
from services.facts import facts_of, quote_in_force
from services.kinds import State, Step
from services.opinions import Verdict
from services.price import AskedLine
from services.states import state_of
from services.workflow import (
    ACCEPT,
    ACCEPT_DIFFERENCE,
    ACCEPT_MORE,
    ANY,
    CERTIFY,
    CHECK,
    DECLINE_MORE,
    END_UNANSWERED,
    FINISH,
    GIVE_BACK,
    OPINE,
    PAY_ONLINE,
    PROVE_SIZE,
    REFUSE_DIFFERENCE,
    RESUME,
    SEND_PROOF,
    STAFF,
    START,
    SUSPEND,
    WITHDRAW_DISCOUNT,
)
from tests.services.requests import (
    WORDS,
    again,
    asked,
    facts,
    filed,
    measurer,
    officer,
    opined,
    quoted,
    sent,
)
from tests.services.stories import ACTS, LEADS, MICRO, STORIES, Story, read_from_the_steps
from tests.services.test_another_year import NEXT, tariff_since

pytestmark = pytest.mark.django_db

# What these ask is where money, an item or its custody stands, wherever the request does.
BY_ITS_ROWS = [act for act in STAFF if act.before == ANY and act.permission in {CONFIRM_PAYMENT, SCHEDULE}]
BY_ITS_ROWS += [START, FINISH, CERTIFY, GIVE_BACK, PROVE_SIZE, WITHDRAW_DISCOUNT, PAY_ONLINE, SEND_PROOF]
BY_ITS_ROWS += [ACCEPT_MORE, DECLINE_MORE, ACCEPT_DIFFERENCE, REFUSE_DIFFERENCE, END_UNANSWERED, SUSPEND, RESUME]


@pytest.fixture
def story(ready, on) -> Story:
    told = Story(officer(), measurer(key="22" * 20), on)
    told.other = filed()
    tariff_since(date(NEXT.year, 1, 1), 10)
    return told


def test_table_says_of_each_act_from_where_and_to_where_it_leads(story, on):
    """What is offered can be done, and the rest is refused with its reason, in every state of a request."""
    led, refused = defaultdict(set), set()
    for name, happens in STORIES.items():
        before, first = transaction.savepoint(), story.first
        happens(story)
        case, today, answers = story.case, timezone.localdate(), story.answers()
        assert case.state == state_of(facts_of(case)) == read_from_the_steps(case), name
        for act in ACTS:
            about, reason = f"{name}: {act.name}", act.refusal(case, today)
            if reason:
                assert (reason[0].isupper(), reason[-1]) == (True, "."), about
            if reason and (act.name, reason) in refused:
                continue
            if not reason and State(case.state) in led[act.name]:
                continue
            refused.add((act.name, reason))
            said, after = story.attempt(act, answers[act.name])
            assert said == reason, about
            if not reason:
                assert State(case.state) in act.before, about
                assert after in (act.after or {State(case.state)}), about
                led[act.name].add(State(case.state))
        transaction.savepoint_rollback(before)
        story.first = first
        on(timezone.localdate(timezone.now()))
    reached = {State(each) for each in LEADS.values()} | {State.INCOMPLETE, State.PAID, State.CLOSED}
    assert [act.name for act in ACTS if not led[act.name] or not led[act.name] <= act.before] == []
    missed = {act.name: act.before & reached - led[act.name] for act in ACTS if act not in BY_ITS_ROWS}
    assert {name: states for name, states in missed.items() if states} == {}


@pytest.mark.parametrize(
    ("name", "act", "sentence"),
    [
        # services: the sentences that each act says, and the norm of the act.
        ("asked", "desk_request_completion", "Ya se pidió completar; vence el {asked}."),  # CPACA, 17
        ("filed", "complete", "No hace falta completarla."),  # CPACA, 17
        ("asked", "desk_lapse", "El plazo va hasta el {asked}."),  # CPACA, 17
        ("filed", "desk_check", "Falta el concepto de Masa."),  # art. 8
        (
            "with an opinion that says no",
            "desk_check",
            "Masa dijo que no puede prestar CAL-201: corrija los servicios, o rechace la solicitud.",
        ),
        ("past its last day", "accept", "La cotización venció el {valid}."),  # art. 8
        ("past its last day", "decline", "La cotización venció el {valid}."),
        ("accepted", "decline", "Ya la aceptó."),
        ("declined and late", "ask_requote", "Pasaron más de 30 días: copie la solicitud en una nueva."),  # art. 9
        ("shut", "ask_requote", "Pasaron más de 30 días: copie la solicitud en una nueva."),
        ("rejected", "desk_quote", "El caso está cerrado: rechazada."),
        ("filed", "desk_quote", "Ese paso ya no es posible: la solicitud está radicada."),
        ("accepted", "desk_correct", "Ese paso ya no es posible: la solicitud está aceptada, por pagar."),
    ],
)
def test_refusals_say_why(story, name, act, sentence):
    STORIES[name](story)
    case, quote = story.case, quote_in_force(story.case)
    words = {
        "asked": long_date(case.asked_until) if case.asked_until else "",
        "valid": long_date(quote.valid_until) if quote else "",
    }
    row = next(each for each in ACTS if each.name == act)
    assert row.refusal(case, timezone.localdate()) == sentence.format(**words)


# --- Who (the matrix of permissions) -----------------------------------------------------------------------
def test_who_measures_only_measures_and_a_superuser_only_reads(story):
    case = story.case
    names = {act.name for act in offered(STAFF, case, timezone.localdate(), to=story.laboratory)}
    assert names == {"desk_opinion", "desk_message", "desk_note"}
    root = officer(key="77" * 20)
    root.groups.clear()
    root.is_superuser = True
    root.save()
    assert offered(STAFF, case, timezone.localdate(), to=type(root).objects.get(pk=root.pk)) == []


def test_an_opinion_is_of_the_laboratory(story):
    other = measurer("Volumen", key="88" * 20)
    line = story.case.lines.get()
    with pytest.raises(ActRefusedError, match="El concepto es de Masa"):
        OPINE.verb(**facts(story.case, other), verdicts={line.pk: Verdict.CAN}, lead_days=1, text="")


def test_an_opinion_is_asked_again_of_what_was_completed(story):
    story.is_completed()
    assert CHECK.refusal(story.case, timezone.localdate()) == "Falta el concepto de Masa."


def test_the_support_of_article_4_is_verified_before_quoting(ready):
    """Resolución 015 de 2020, art. 4 par.: without it, there is no discount."""
    by, case = officer(), filed(customer=MICRO)
    opined(case, measurer(key="22" * 20))
    with pytest.raises(ActRefusedError, match="Falta verificar el soporte del artículo 4"):
        CHECK.verb(**facts(case, by))
    CHECK.verb(**facts(case, by), is_size_proved=False)
    assert again(case).priced_customer.proves_size is False
    assert not in_force(quoted(again(case), by)).discount


# --- Lines (art. 1) ----------------------------------------------------------------------------------------
def test_a_corrected_line_is_dropped_and_what_was_asked_stays(story):
    correct = next(act for act in STAFF if act.name == "desk_correct")
    line = story.case.lines.get()
    step = correct.verb(**facts(story.case, story.by), quantities={line.pk: 3}, reason=WORDS)
    assert [str(each) for each in story.case.lines.live()] == ["3 × CAL-201"]
    line.refresh_from_db()
    assert (line.dropped_by, step.text) == (step, WORDS)
    with pytest.raises(ActRefusedError, match="No cambió nada"):
        correct.verb(**facts(story.case, story.by), quantities={}, reason=WORDS)


@pytest.mark.parametrize(
    ("code", "quantity", "facts_", "sentence"),
    [
        ("CAL-177", 1, {}, "solo se cobra junto con «CAL-176 "),
        ("CAL-203", 1, {}, "no corresponde a esta tasa."),
        ("CAL-199", 1, {}, "Para un mismo instrumento elija una sola de estas tasas: CAL-201 "),
        ("CAL-216", 1, {}, "se presta en sus instalaciones"),
        ("CAP-012", 1, {}, "Cada solicitud es de un servicio"),
        ("DES-001", 1, {"is_on_site": True}, "Los costos de desplazamiento los calcula el INM."),
        ("CAL-201", 2, {}, "Esa tasa ya está en este ítem"),
        ("CAL-203", 0, {}, "un número entero de 1 a 10.000"),
    ],
)
def test_a_correction_keeps_the_rules_of_a_request(on, ready, code, quantity, facts_, sentence):
    case, by = filed(items=(asked(details={"range_to": "1", "range_unit": "kg"}),)), officer()
    correct = next(act for act in STAFF if act.name == "desk_correct")
    added = AskedLine(code, quantity, **facts_)
    answers = {"quantities": {}, "item": case.items.get(), "added": added, "reason": WORDS}
    with pytest.raises(ActRefusedError, match=re.escape(sentence)):
        correct.verb(**facts(case, by), **answers)
    assert [str(line) for line in again(case).lines.live()] == ["1 × CAL-201"]


def test_an_officer_who_sees_that_the_instrument_is_another_corrects_against_what_was_told(ready):
    case, by = filed(items=(asked(details={"range_to": "1", "range_unit": "g"}),)), officer()
    correct = next(act for act in STAFF if act.name == "desk_correct")
    answers = {"quantities": {case.lines.get().pk: 2}, "reason": WORDS}
    with pytest.raises(ActRefusedError, match="le corresponde «CAL-200 "):
        correct.verb(**facts(case, by), **answers)
    correct.verb(**facts(case, by), **answers, is_told_otherwise=True)
    assert [str(line) for line in again(case).lines.live()] == ["2 × CAL-201"]


def test_two_clicks_accept_once(story):
    story.is_quoted()
    answers = sent(story.case) | {"read": in_force(story.case).content_sha256}
    assert ACCEPT.verb(**answers) == ACCEPT.verb(**answers)
    assert story.case.steps.filter(kind=Step.ACCEPTED).count() == 1


@pytest.mark.parametrize(
    ("asked_on", "due_on"),
    [
        # One month (CPACA, art. 17), to the next business day (Ley 4 de 1913, arts. 59 and 62).
        (date(2027, 1, 29), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2027, 1, 31), date(2027, 3, 1)),
        (date(2026, 11, 30), date(2026, 12, 30)),
        (date(2026, 12, 1), date(2027, 1, 4)),  # 1 January, and then Saturday and Sunday
    ],
)
def test_a_request_is_completed_within_a_month(ready, asked_on, due_on):
    assert completion_due_on(asked_on) == due_on


def test_an_annulled_quote_is_quoted_again(story):
    story.is_quoted()
    annul(radicado=in_force(story.case).step.letter, by=story.by, reason=WORDS)
    assert story.case.state == State.CHECKED
    assert quoted(story.case, story.by).state == State.QUOTED


def test_nothing_expires_early_nor_twice(story):
    story.is_on_its_last_day()
    assert end_quotes() == 0
    assert expire(pk=story.case.pk) is None
    story.on(in_force(story.case).valid_until + timedelta(days=1))
    assert end_quotes() == 1
    assert end_quotes() == 0
    assert shut(pk=story.case.pk) is None
    assert story.case.state == State.EXPIRED
