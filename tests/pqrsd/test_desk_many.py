"""One act on many cases at once: who may, what each case says of it, and each by itself."""

import pytest
from django.test import Client

from expedientes.acts.records import note
from expedientes.models import Dependencia, Paso
from ground.audit.models import Action, Entry
from inm_portal.staff_groups import AUDITOR
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from tests.pqrsd.desk import QUEUE, REASON, at_desk, changed, closed
from tests.pqrsd.petitions import petition
from tests.staff import staff_user

MANY = f"{QUEUE}varios/"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ready")]


def open_page(client: Client, act: str, *cases: Pqrsd, **more):
    return client.get(MANY, {"acto": f"desk_{act}", "caso": [case.radicado.number for case in cases], **more})


def send(client: Client, act: str, *cases: Pqrsd, **answers):
    """The page as it was read just now, with the answers."""
    read = {"caso": [case.radicado.number for case in cases], "version": [case.version for case in cases]}
    return client.post(MANY, {"acto": f"desk_{act}", **read, **answers}, follow=True)


def said(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def again(*cases: Pqrsd) -> list[Pqrsd]:
    return [Pqrsd.objects.get(pk=case.pk) for case in cases]


@pytest.fixture
def two():
    return [petition(subject="Una"), petition(subject="Otra")]


def test_queue_offers_the_acts_and_a_box_for_each_case(desk, two):
    page = desk.get(QUEUE)
    assert [act.name for act in page.context["acts"]] == ["desk_assign", "desk_move", "desk_prioritise", "desk_note"]
    assert page.text.count('name="caso"') == 2
    assert page.text.count("checked") == 0
    assert desk.get(QUEUE, {"elegir": "pagina"}).text.count("checked") == 2


def test_page_lists_the_cases_and_says_what_refuses_each(desk, two):
    ended = closed(petition(subject="Ya respondida"))
    page = open_page(desk, "assign", *two, ended)
    assert [each.case for each in page.context["ready"]] == two
    assert [each.case for each in page.context["refused"]] == [ended]
    assert "El caso está cerrado: respondida." in page.text
    assert Pqrsd.objects.filter(assignee=None).count() == 3


@pytest.mark.parametrize(
    ("act", "answers", "kind"),
    [
        ("move", {"reason": REASON}, Paso.Kind.MOVED),
        ("prioritise", {"is_priority": "si", "reason": REASON}, "priority_set"),
        ("note", {"text": "Se llamó a los dos."}, Paso.Kind.NOTED),
    ],
)
def test_each_case_gets_its_own_step(desk, two, act, answers, kind):
    if act == "move":
        answers = answers | {"office": Dependencia.objects.get(code="SG").pk}
    page = send(desk, act, *two, **answers)
    assert said(page)[0].endswith("se hizo en 2 casos.")
    assert [case.steps.filter(kind=kind).count() for case in two] == [1, 1]


def test_assigning_says_where_it_was_refused_and_goes_back_to_the_queue(desk, two, ana):
    changed(two[1], assignee=ana)
    page = send(desk, "assign", *two, assignee=ana.pk, cola="orden=-asunto")
    assert page.redirect_chain[-1][0] == f"{QUEUE}?orden=-asunto"
    done, refused = said(page)
    assert done == "Asignar responsable: se hizo en 1 caso."
    assert refused.startswith(f"Asignar responsable: no se hizo en {two[1].radicado.number} (")
    assert "ya es responsable" in refused
    assert [case.assignee for case in again(*two)] == [ana, ana]
    assert two[1].steps.filter(kind=Paso.Kind.ASSIGNED).count() == 0


def test_case_that_changed_after_it_was_read_is_left_and_named(desk, two, ana):
    note(Pqrsd, pk=two[0].pk, version=None, text="De otra persona.", by=ana)
    page = send(desk, "prioritise", *two, is_priority="si", reason=REASON)
    assert said(page)[1] == (
        f"Decidir la prioridad: no se hizo en {two[0].radicado.number} (El caso cambió mientras tanto)."
    )
    assert [case.is_priority for case in again(*two)] == [False, True]


def test_pressed_twice_it_is_done_once(desk, two):
    for _ in range(2):
        send(desk, "note", *two, text="Una sola vez.")
    assert [case.steps.filter(kind=Paso.Kind.NOTED).count() for case in two] == [1, 1]


def test_page_without_versions_has_read_nothing(desk, two):
    numbers = [case.radicado.number for case in two]
    desk.post(MANY, {"acto": "desk_note", "caso": numbers, "version": ["1"], "text": "No."})
    assert not Paso.objects.filter(kind=Paso.Kind.NOTED).exists()


def test_wrong_answer_is_said_on_the_page_and_nothing_is_done(desk, two):
    page = send(desk, "move", *two)
    assert (page.status_code, "Escriba el motivo." in page.text) == (422, True)
    assert [each.case for each in page.context["ready"]] == two


def test_form_offers_what_any_of_the_cases_may_take(desk, two, ana, berta):
    changed(two[0], assignee=ana)
    people = open_page(desk, "assign", *two).context["form"].fields["assignee"].queryset
    assert {ana, berta} <= {*people}
    assert ana not in open_page(desk, "assign", two[0]).context["form"].fields["assignee"].queryset


def test_none_chosen_is_said(desk):
    page = open_page(desk, "note")
    assert (page.status_code, "No eligió ningún caso" in page.text) == (422, True)


@pytest.mark.parametrize("number", ["\x00", "9" * 50, "2026-E-%", "😀"])
def test_what_is_no_number_is_passed_over(desk, two, number):
    numbers = [number, two[0].radicado.number]
    opened = desk.get(MANY, {"acto": "desk_note", "caso": numbers})
    assert [each.case for each in opened.context["ready"]] == [two[0]]
    desk.post(MANY, {"acto": "desk_note", "caso": numbers, "version": ["0", two[0].version], "text": "Para todos."})
    assert [case.version - before.version for case, before in zip(again(*two), two, strict=True)] == [1, 0]


@pytest.mark.parametrize("act", ["answer", "reject", "reclassify", "", "relate"])
def test_what_is_not_for_many_has_no_such_page(desk, two, act):
    assert open_page(desk, act, *two).status_code == 404


def test_opening_the_page_is_recorded(desk, two):
    open_page(desk, "note", *two)
    entry = Entry.objects.filter(action=Action.SEARCHED).first()
    assert entry.detail["results"] == 2
    assert two[0].radicado.number in entry.detail["query"]


# --- Who -----------------------------------------------------------------------------------------------
def test_denuncias_are_neither_listed_nor_done_nor_named_to_the_others(desk, control, two):
    denuncia = petition(Kind.REPORT, subject="Soborno")
    page = open_page(desk, "note", *two, denuncia)
    assert [each.case for each in page.context["ready"]] == two
    assert "Soborno" not in page.text
    page = send(desk, "note", *two, denuncia, text="Nada de esto.")
    assert denuncia.radicado.number not in " ".join(said(page))
    assert denuncia.steps.count() == 1
    send(control, "note", *two, denuncia, text="Solo esta.")
    assert denuncia.steps.count() == 2
    assert [case.steps.count() for case in two] == [2, 2]


def test_superuser_reaches_no_denuncia_so(two):
    denuncia = petition(Kind.REPORT)
    client = at_desk(staff_user(key="33" * 20, is_superuser=True))
    assert open_page(client, "note", denuncia).status_code == 422
    assert send(client, "note", denuncia, text="Nada.").status_code == 422
    assert denuncia.steps.count() == 1


def test_who_may_only_read_is_offered_nothing_and_refused_everything(two):
    reader = at_desk(staff_user(AUDITOR, key="44" * 20))
    page = reader.get(QUEUE)
    assert (page.status_code, page.text.count('name="caso"'), page.text.count('name="acto"')) == (200, 0, 0)
    page = open_page(reader, "note", *two)
    assert (page.context["ready"], len(page.context["refused"])) == ([], 2)
    send(reader, "note", *two, text="Nada.")
    assert [case.steps.count() for case in two] == [1, 1]


def test_without_the_second_factor_or_without_a_desk_nobody_enters(client, ana, two):
    assert open_page(client, "note", *two).status_code == 302
    client.force_login(ana)
    assert open_page(client, "note", *two).url.startswith("/ingreso/segundo-factor/")
    client.force_login(staff_user(key="55" * 20))
    assert open_page(client, "note", *two).status_code == 404
