"""What is reported in a round, until its hour; and its report: by codes, each to its own (acts 52 and 53, I20)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.audit.models import Entry
from ground.mails.models import Mail
from services.acts.delivery import shut_down
from services.acts.round_results import Reported, report_results, reporting_refusal
from services.acts.rounds import assign_values, attest_no_report, report_refusal, report_round, to_report
from services.kinds import Evaluation, RoundStage, State, Step
from services.models import ReportedValue, Round
from services.round_results import judge, reported_by
from tests.pqrsd.form_answers import text_of
from tests.services.requests import WORDS, again, facts, measurer, officer, sent
from tests.services.rounds import code_of, participant, place_of, round_
from tests.services.test_rounds import _is_told
from tests.staff import verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


def circulating(chosen: Round) -> Round:
    """The same, on the day on which its item begins to go about."""
    today = timezone.localdate()
    Round.objects.filter(pk=chosen.pk).update(
        opens_on=today - timedelta(days=9), closes_on=today - timedelta(days=2), begins_on=today
    )
    chosen.refresh_from_db()
    return chosen


def closed(chosen: Round) -> Round:
    """The same, a minute after its hour."""
    Round.objects.filter(pk=chosen.pk).update(results_until=timezone.now() - timedelta(minutes=1))
    chosen.refresh_from_db()
    return chosen


def reported(case, value: str = "1,05", uncertainty: str = "0,04", coverage: str = "2"):
    chosen = place_of(case).round
    values = {each.pk: Reported(value, uncertainty, coverage) for each in chosen.measurands.all()}
    return report_results(**sent(case), values=values, method="Comparación directa", text="", draft_id=None)


def with_values(chosen: Round, by, **figures: str) -> None:
    told = {"assigned": "1,00", "uncertainty": "0,03"} | figures
    assign_values(chosen=chosen, values={each.pk: told for each in chosen.measurands.all()}, by=by)


@pytest.fixture
def running():
    """A round under way with two participants, its officer and its laboratory."""
    by, laboratory, chosen = officer(), measurer(key="22" * 20), round_()
    cases = [participant(chosen, by), participant(chosen, by, "Laboratorio Dos")]
    return circulating(chosen), cases, by, laboratory


# --- 52 ----------------------------------------------------------------------------------------------------
def test_results_stay_as_they_were_typed_and_the_last_ones_count(running):
    chosen, (case, _rival), _by, _laboratory = running
    assert chosen.current_stage is RoundStage.CIRCULATING
    step = reported(case, "1,050", "0.04")
    assert again(case).state == State.IN_SERVICE
    row = step.reported_values.get()
    assert (row.value, row.uncertainty, row.coverage) == ("1,050", "0.04", "2")
    assert "1,050 mg; U = 0.04 mg; k = 2" in str(step.letter.snapshot)
    reported(case, "1,06")
    (last,) = reported_by(place_of(case)).values()
    assert (last.value, ReportedValue.objects.count()) == ("1,06", 2)


def test_two_clicks_report_once(running):
    _chosen, (case, _rival), _by, _laboratory = running
    answers = sent(case) | {"method": "M", "text": "", "draft_id": None}
    answers["values"] = {place_of(case).round.measurands.get().pk: Reported("1", "1", "2")}
    assert report_results(**answers) == report_results(**answers)
    assert ReportedValue.objects.count() == 1


def test_before_the_round_and_after_its_hour_nothing_is_reported(running):
    chosen, (case, _rival), _by, _laboratory = running
    Round.objects.filter(pk=chosen.pk).update(begins_on=timezone.localdate() + timedelta(days=1))
    assert "La ronda comienza el " in reporting_refusal(again(case), timezone.localdate())
    circulating(closed(chosen))
    with pytest.raises(ActRefusedError, match=r"La ronda cerró el .* a las \d+:\d\d\s[ap]\.\sm\.$"):
        reported(case)


def test_the_database_takes_no_late_result(running):
    chosen, (case, _rival), _by, _laboratory = running
    step = reported(case)
    closed(chosen)
    figures = {"value": "9", "uncertainty": "1", "coverage": "2"}
    late = ReportedValue(
        step=case.steps.first(), participation=place_of(case), measurand=step.reported_values.get().measurand, **figures
    )
    with pytest.raises(IntegrityError, match="La ronda ya no recibe resultados"), transaction.atomic():
        late.save()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": ""}, "Escriba el valor."),
        ({"value": "1,2,3"}, "Escriba un número, con coma o punto para los decimales."),
        ({"value": "uno"}, "Escriba un número, con coma o punto para los decimales."),
        ({"uncertainty": "-0,1"}, "Escriba un número mayor que cero."),
        ({"uncertainty": "0"}, "Escriba un número mayor que cero."),
        ({"coverage": ""}, "Escriba el factor k."),
        ({"method": ""}, "Diga con qué método midió."),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(running, client, typed, said):
    _chosen, (case, _rival), _by, _laboratory = running
    client.force_login(case.user)
    key = place_of(case).round.measurands.get().pk
    told = {"value": "−1,5", "uncertainty": "0,2", "coverage": "2", "method": "Doble sustitución"} | typed
    posted = {name if name == "method" else f"of-{key}-{name}": answer for name, answer in told.items()}
    url = reverse("services:report_results", args=[case.radicado.number])
    assert "factor k" in text_of(client.get(url))
    page = client.post(url, posted | {"submission": str(uuid4()), "draft": str(uuid4())})
    assert (page.status_code, said in text_of(page)) == (422, True), text_of(page)
    for name, answer in told.items():
        assert name in typed or f'value="{answer}"' in page.text
    assert not ReportedValue.objects.exists()


def test_results_are_sent_from_the_page_and_shown_to_be_corrected(running, client):
    _chosen, (case, rival), _by, _laboratory = running
    client.force_login(case.user)
    key, url = place_of(case).round.measurands.get().pk, reverse("services:report_results", args=[case.radicado.number])
    posted = {f"of-{key}-value": "−1,5", f"of-{key}-uncertainty": "0,2", f"of-{key}-coverage": "2", "method": "M"}
    assert client.post(url, posted | {"submission": str(uuid4()), "draft": str(uuid4())}).status_code == 302
    assert "−1,5 mg, U = 0,2, k = 2" in text_of(client.get(case.get_absolute_url()))
    assert 'value="−1,5"' in client.get(url).text
    client.force_login(rival.user)
    assert "−1,5" not in text_of(client.get(rival.get_absolute_url()))


# --- 53 ----------------------------------------------------------------------------------------------------
def test_a_round_is_not_reported_while_something_is_missing(running):
    chosen, (case, rival), by, laboratory = running
    today = timezone.localdate()
    said = report_refusal(chosen, today)
    assert (said.startswith("Los resultados se reciben hasta el "), said.endswith("..")) == (True, False)
    reported(case)
    closed(chosen)
    assert report_refusal(chosen, today) == "Falta 1 resultado o su constancia de no reporte."
    assert to_report(chosen) == [place_of(rival)]
    attest_no_report(participation=place_of(rival), text=WORDS, by=laboratory)
    with pytest.raises(ActRefusedError, match="Todos reportaron, o tienen su constancia"):
        attest_no_report(participation=place_of(rival), text=WORDS, by=laboratory)
    assert report_refusal(chosen, today) == "Error a 100 g (mg): Falta el valor asignado."
    with pytest.raises(ActRefusedError, match="Falta el valor asignado"):
        report_round(chosen=chosen, by=laboratory)
    with_values(chosen, laboratory)
    assert report_refusal(chosen, today) == ""


def test_each_participant_has_a_letter_with_its_own_code_and_all_results_by_code(running):
    chosen, (case, rival), by, laboratory = running
    reported(case, "1,05", "0,04")
    reported(rival, "1,11", "0,04")
    with_values(closed(chosen), laboratory)
    codes = code_of(case), code_of(rival)
    assert report_round(chosen=chosen, by=laboratory) == 2
    for one, mine, other in ((case, *codes), (rival, *reversed(codes))):
        step = one.steps.get(kind=Step.ROUND_REPORTED)
        told = str(step.letter.snapshot)
        assert (step.letter.is_reserved, f"{mine} (usted)" in told, other in told) == (True, True, True)
        assert f"{other} (usted)" not in told
        assert {"1,00", "2,20"} <= {cell for block in step.letter.snapshot["blocks"] for row in block.get("rows", ())
                                    for cell in row}  # fmt: skip
        assert again(one).state == State.DELIVERED
        assert not _is_told(mine, step.letter.snapshot["subject"])
    assert "Laboratorio Dos" not in str(case.steps.get(kind=Step.ROUND_REPORTED).letter.snapshot)
    chosen.refresh_from_db()
    assert chosen.current_stage is RoundStage.REPORTED
    shut_down(**facts(again(case), by), text="")
    with pytest.raises(ActRefusedError, match="Esa ronda ya se informó"):
        report_round(chosen=chosen, by=laboratory)
    with pytest.raises(IntegrityError, match="Una ronda informada"), transaction.atomic():
        chosen.measurands.update(assigned="9")


@pytest.mark.parametrize(
    ("way", "figures", "scores"),
    [
        # ISO 13528:2022, 9.7: (1,05 − 1,00) / √(0,04² + 0,03²); 9.4: (1,05 − 1,00) / 0,02.
        (Evaluation.EN, {}, {"1,00", "−1,00", "0,00"}),
        (Evaluation.Z, {"deviation": "0,02"}, {"2,50", "−2,50", "0,00"}),
        (Evaluation.Z_ROBUST, {}, {"0,88", "−0,88", "0,00"}),
    ],
)
def test_results_are_judged_as_the_protocol_says(running, way, figures, scores):
    chosen, (case, rival), by, laboratory = running
    Round.objects.filter(pk=chosen.pk).update(opens_on=timezone.localdate(), closes_on=timezone.localdate() +
                                              timedelta(days=2), begins_on=timezone.localdate() + timedelta(days=9),
                                              evaluation=way)  # fmt: skip
    chosen.refresh_from_db()
    third = participant(chosen, by, "Tres")
    circulating(chosen)
    for one, value in ((case, "1,05"), (rival, "0.95"), (third, "1")):
        reported(one, value)
    with_values(closed(chosen), laboratory, **figures)
    (found,) = judge(chosen)
    assert {score.shown for _row, score in found.results.values()} == scores
    assert found.chart().startswith("<svg")


# --- I20 ---------------------------------------------------------------------------------------------------
def test_nothing_that_others_read_tells_whose_a_code_is(running, client):
    """Pages, mails, exports and the trail, of whoever does not coordinate the round."""
    chosen, (case, rival), by, laboratory = running
    for one in (case, rival):
        reported(one)
    with_values(closed(chosen), laboratory)
    report_round(chosen=chosen, by=laboratory)
    code, number = code_of(case), case.radicado.number
    officers = verified(Client(), by)
    sent_, told = (case.steps.get(kind=kind) for kind in (Step.RESULTS_SENT, Step.ROUND_REPORTED))
    for letter in (sent_.letter, told.letter):
        assert officers.get(reverse("services:desk_letter", args=[number, letter.number])).status_code == 404
        assert not client.get(reverse("radicados:verify", args=[letter.verification_code])).text.count(code)
    pages = [reverse("services:desk_case", args=[number]), reverse("services:desk"), reverse("services:desk_export")]
    for url in pages:
        response = officers.get(url)
        text = b"".join(response).decode() if response.streaming else text_of(response)
        assert not _is_told(code, text), url
    coordinators = verified(Client(), laboratory)
    assert "Laboratorio Uno" in text_of(coordinators.get(reverse("services:desk_round", args=[chosen.pk])))
    assert "Laboratorio Uno" not in text_of(officers.get(reverse("services:desk_round", args=[chosen.pk])))
    results = reverse("services:desk_round_reported", args=[chosen.pk])
    for reader in (officers, coordinators):
        assert _is_told(code, text_of(reader.get(results)))
    client.force_login(rival.user)
    theirs = text_of(client.get(reverse("services:round_report", args=[rival.radicado.number])))
    assert _is_told(code, theirs)
    assert f"{code_of(rival)} (usted)" in theirs
    assert "Laboratorio Uno" not in theirs
    for mail in Mail.objects.exclude(recipient=case.mail_address):
        assert not _is_told(code, f"{mail.details} {mail.occasion}")
    for entry in Entry.objects.all():
        assert not _is_told(code, str(entry.detail))


def test_assigned_values_are_secret_until_the_report(running, client):
    chosen, (case, _rival), by, laboratory = running
    url = reverse("services:desk_round_values", args=[chosen.pk])
    key = chosen.measurands.get().pk
    theirs, officers = verified(Client(), laboratory), verified(Client(), by)
    wrong = theirs.post(url, {f"assigned_{key}": "x", f"uncertainty_{key}": "-1"})
    assert wrong.status_code == 422
    assert "Escriba un número mayor que cero." in text_of(wrong)
    assert theirs.post(url, {f"assigned_{key}": "7,7301", f"uncertainty_{key}": "0,03"}).status_code == 302
    assert 'value="7,7301"' in theirs.get(url).text
    assert officers.get(url).status_code == 403
    assert officers.get(reverse("services:desk_round_reported", args=[chosen.pk])).status_code == 403
    client.force_login(case.user)
    for page in (reverse("services:desk_round", args=[chosen.pk]), reverse("services:rounds"), case.get_absolute_url()):
        assert "7,7301" not in text_of(officers.get(page)) + text_of(client.get(page))
    assert client.get(reverse("services:round_report", args=[case.radicado.number])).status_code == 404
    assert not any("7,7301" in str(entry.detail) for entry in Entry.objects.all())
