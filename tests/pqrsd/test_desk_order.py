"""The queue in parts, sorted and drawn; and its next case, from the page of each."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from ground.audit.models import Action, Entry
from legal_calendar.stored import current_calendar
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from tests.pqrsd.desk import QUEUE, act, case_path, changed, closed, due_in, listed, tallies, waiting
from tests.pqrsd.petitions import petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


def named(subject: str, kind: Kind = Kind.PRIVATE_INTEREST, **facts) -> Pqrsd:
    return changed(petition(kind, subject=subject), **facts)


def due(days: int):
    return current_calendar().after(timezone.localdate(), days)


@pytest.fixture
def four(ana, berta):
    """In the order of their reception; the last one is closed."""
    named("Balanza", due_on=due(9), assignee=berta)
    named("Ánfora", due_on=due(5))
    named("Cinta", due_on=due(7), assignee=ana)
    closed(named("Dado", assignee=ana))


def tabs(client, **filters) -> dict[str, str]:
    return {tab.label: tab.shown for tab in client.get(QUEUE, filters).context["tabs"]}


# --- Tabs ----------------------------------------------------------------------------------------------
def test_tabs_count_what_they_list(desk, four):
    page = desk.get(QUEUE)
    assert {tab.label: tab.shown for tab in page.context["tabs"]} == {
        "Míos": "1", "Sin asignar": "1", "Todos": "3", "Cerrados": "1",
    }  # fmt: skip
    for tab in page.context["tabs"]:
        assert desk.get(QUEUE + tab.url).context["page"].paginator.count == tab.count
    assert [tab.label for tab in page.context["tabs"] if tab.is_current] == ["Todos"]


def test_lights_and_load_are_of_the_tab_and_keep_it(desk, four):
    page = desk.get(QUEUE, {"responsable": "mias"})
    assert sum(tally.count for tally in page.context["tallies"]) == 1
    assert [column.count for column in page.context["load"].columns] == [1]
    in_term = next(tally for tally in page.context["tallies"] if tally.value == "en_termino")
    assert listed(desk, **{name: value for name, [value] in parse_qs(in_term.url[1:]).items()}) == ["Cinta"]
    assert desk.get(QUEUE, {"estado": "cerradas"}).context["load"] is None


def test_column_of_the_load_lists_the_cases_that_it_draws(desk, four):
    column = desk.get(QUEUE).context["load"].columns[0]
    assert f"vence_desde={column.first:%Y-%m-%d}&amp;vence_hasta={column.last:%Y-%m-%d}" in desk.get(QUEUE).text
    assert listed(desk, vence_desde=column.first, vence_hasta=column.last) == ["Ánfora"]


def test_what_nobody_completed_in_its_time_is_a_filter(desk):
    waiting(named("a tiempo"))
    waiting(named("tarde"), timezone.localdate().replace(year=timezone.localdate().year - 1))
    assert listed(desk, semaforo="sin_completar") == ["tarde"]
    assert tallies(desk)["detenida"] == "2"


# --- Order ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("", "Ánfora Cinta Balanza"),
        ("vence", "Ánfora Cinta Balanza"),
        ("-vence", "Balanza Cinta Ánfora"),
        ("recibida", "Balanza Ánfora Cinta"),
        ("-recibida", "Cinta Ánfora Balanza"),
        ("asunto", "Ánfora Balanza Cinta"),
        ("-asunto", "Cinta Balanza Ánfora"),
        ("responsable", "Cinta Balanza Ánfora"),
        ("-responsable", "Balanza Cinta Ánfora"),
    ],
)
def test_heading_sorts_both_ways(desk, four, order, found):
    assert listed(desk, orden=order) == found.split()


def test_heading_says_how_it_sorts_and_links_to_the_other_way(desk, four):
    assert desk.get(QUEUE).text.count('aria-sort="ascending"') == 1
    page = desk.get(QUEUE, {"clase": "interes_particular", "orden": "asunto", "pagina": "1"})
    assert page.context["headings"]["asunto"].sorts == "ascending"
    assert "?clase=interes_particular&amp;orden=-asunto" in page.text
    assert desk.get(QUEUE, {"orden": "-asunto"}).text.count('aria-sort="descending"') == 1
    assert desk.get(QUEUE, {"estado": "cerradas"}).context["headings"]["vence"].sorts == "descending"


def test_order_is_kept_through_pages_filters_and_tabs(desk, four, monkeypatch):
    monkeypatch.setattr("expedientes.views.desk.PAGE_SIZE", 1)
    page = desk.get(QUEUE, {"orden": "-asunto"})
    assert "?orden=-asunto&amp;pagina=2" in page.text
    assert '<input type="hidden" name="orden" value="-asunto"' in page.text
    assert {parse_qs(urlsplit(tab.url).query)["orden"][0] for tab in page.context["tabs"]} == {"-asunto"}
    assert listed(desk, orden="-asunto", pagina=2) == ["Balanza"]


def test_invented_order_is_said_to_be_wrong(desk, four):
    assert desk.get(QUEUE, {"orden": "password"}).status_code == 422


# --- The next case -------------------------------------------------------------------------------------
def place(client, subject: str, queue: str, at: int = 1):
    case = Pqrsd.objects.get(subject=subject)
    return client.get(case_path(case), {"cola": queue, "lugar": at}).context["place"]


def number(subject: str) -> str:
    return Pqrsd.objects.get(subject=subject).radicado.number if subject else ""


@pytest.mark.parametrize(
    ("queue", "subject", "before", "after"),
    [
        ("", "Ánfora", "", "Cinta"),
        ("", "Cinta", "Ánfora", "Balanza"),
        ("", "Balanza", "Cinta", ""),
        ("orden=-asunto", "Balanza", "Cinta", "Ánfora"),
        ("responsable=mias", "Cinta", "", ""),
        ("orden=inventado", "Cinta", "Ánfora", "Balanza"),
    ],
)
def test_case_knows_its_neighbours_in_the_queue_as_filtered(desk, four, queue, subject, before, after):
    found = place(desk, subject, queue)
    assert (found.before, found.after) == (number(before), number(after))


def test_queue_gives_each_case_its_place(desk, four):
    page = desk.get(QUEUE, {"orden": "-asunto"}).text
    assert f'{case_path(Pqrsd.objects.get(subject="Balanza"))}?cola=orden%3D-asunto&amp;lugar=2"' in page


def test_case_that_an_act_took_out_of_the_queue_leaves_its_place_to_the_next(desk, four):
    case = Pqrsd.objects.get(subject="Ánfora")
    query = "?cola=responsable%3Dsin&lugar=1"
    named("Émbolo", due_on=due(12))
    page = desk.get(case_path(case) + query)
    assert page.context["place"].after == number("Émbolo")
    assert case_path(case, "asignar/") + query.replace("&", "&amp;") in page.text
    sent = {"version": case.version, "assignee": desk.session["_auth_user_id"]}
    answer = desk.post(case_path(case, "asignar/") + query, sent)
    assert answer.url == case_path(case) + query
    page = desk.get(answer.url)
    assert f"Siguiente: {number('Émbolo')}" in page.text
    assert (page.context["place"].is_in, page.context["place"].length) == (False, 1)


def test_without_a_queue_a_case_has_no_place_and_acts_go_back_to_it(desk, four):
    case = Pqrsd.objects.get(subject="Cinta")
    assert desk.get(case_path(case)).context["place"] is None
    assert act(desk, case, "nota", text="Una nota.").url == case_path(case)


@pytest.mark.parametrize("query", ["cola=%00&lugar=%00", "cola=responsable%3D999999&lugar=-5", "cola=q%3Dx&lugar=9e9"])
def test_hostile_place_breaks_nothing(desk, four, query):
    assert desk.get(f"{case_path(Pqrsd.objects.get(subject='Cinta'))}?{query}").status_code == 200


# --- Denuncias -----------------------------------------------------------------------------------------
def test_denuncias_are_in_no_tab_load_or_next_link_of_the_others(desk, control):
    due_in(named("Soborno", Kind.REPORT), -1)
    due_in(named("Ordinaria"), -1)
    assert tabs(desk)["Todos"] == tabs(control)["Todos"] == tabs(desk)["Sin asignar"] == "1"
    for client, subject in ((desk, "Ordinaria"), (control, "Soborno")):
        assert [column.count for column in client.get(QUEUE).context["load"].columns] == [1]
        found = place(client, subject, "")
        assert (found.before, found.after, found.length) == ("", "", 1)


def test_place_is_not_another_listing_in_the_trail(desk, four):
    before = Entry.objects.filter(action=Action.SEARCHED).count()
    place(desk, "Cinta", "")
    assert Entry.objects.filter(action=Action.SEARCHED).count() == before
