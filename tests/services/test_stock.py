"""The units of a lot: set apart with the acceptance, of the first to expire, for as long as it stands (54, I7, N22)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.permanence import broken_constraint
from services import stock
from services.acts.answers import accept, ask_requote, in_force
from services.acts.reception import exclude
from services.acts.returns import ask_reversal, confirm_reversal
from services.acts.writings import withdraw
from services.expiry import end_quotes
from services.kinds import State, UnitsMove
from services.models import Lot, StockMovement
from services.shelf import Stocked, first_expiring
from tests.factories import laboratory_user
from tests.services.materials import NAME, apart, left, lot, ordered, wants
from tests.services.payments import only_payment, treasurer
from tests.services.requests import WORDS, accepted, again, facts, officer, quoted, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
TODAY = date(2027, 3, 1)


def stocked(*lots: tuple[int, int]) -> list[Stocked]:
    """The units that are free and the days that each lasts, numbered from 1."""
    return [Stocked(key, free, TODAY + timedelta(days=days)) for key, (free, days) in enumerate(lots, 1)]


@pytest.mark.parametrize(
    ("lots", "units", "life", "taken"),
    [
        ([(5, 100), (5, 50)], 3, 0, {2: 3}),  # the first to expire
        ([(5, 100), (5, 50)], 7, 0, {2: 5, 1: 2}),
        ([(5, 100), (5, 50)], 3, 51, {1: 3}),  # of those that last as asked
        ([(5, 50)], 3, 50, {1: 3}),  # the last day included
        ([(5, 50)], 3, 51, {}),
        ([(5, 50), (5, 50)], 6, 0, {1: 5, 2: 1}),
        ([(0, 50), (2, 60)], 6, 0, {2: 2}),  # not enough: as many as there are
        ([], 1, 0, {}),
    ],
)
def test_the_first_to_expire_goes_first_of_those_that_last(lots, units, life, taken):
    assert first_expiring(stocked(*lots), units, on=TODAY, life=life) == taken


def of_lots(case) -> dict[str, int]:
    """What is set apart for it, by the number of the lot."""
    numbers = dict(Lot.objects.values_list("pk", "number"))
    return {numbers[lot]: units for (_, lot), units in stock.held(case).items()}


def counts(number: str) -> tuple[int, int, int]:
    """What is reserved of a lot, sold and free."""
    row = Lot.objects.counted().get(number=number)
    return row.reserved, row.sold, row.free


def test_acceptance_sets_apart_what_was_asked_for():
    lot("LATE", lasts=400)
    lot("SOON", units=4, lasts=200)
    by = officer()
    case = accepted(ordered(wants(6, life=90)), by)
    assert of_lots(case) == {"SOON": 4, "LATE": 2}
    assert counts("LATE") == (2, 0, 8)
    assert case.state == State.ACCEPTED
    told = [row for block in case.steps.get(kind="accepted").letter.snapshot["blocks"] if block["block"] == "fields"
            for row in block["rows"]]  # fmt: skip
    assert ["Apartado: pH 7,00, 200 mL", "2 del lote LATE"] in [list(row) for row in told]
    assert apart(by, wants(1)).state == State.SCHEDULED
    assert again(case).state_label != "Apartada"
    assert apart(by, wants(1)).state_label == "Apartada"


@pytest.mark.parametrize(
    ("lots", "asked", "said"),
    [
        ([{"units": 5}], wants(6), "Hay 5 unidades disponibles del lote A; pida menos o espere el siguiente lote."),
        (
            [{"units": 1}, {"made_on": timedelta(9), "lasts": 900}], wants(2, of="A"),
            "Hay 1 unidad disponible del lote A; pida menos o espere el siguiente lote ({soon}).",
        ),
        (
            [{"units": 2}, {"units": 2}], wants(5),
            f"Hay 4 unidades disponibles de {NAME}; pida menos o espere el siguiente lote.",
        ),
        ([{"lasts": 80}], wants(1, of="A", life=90), "El lote A vence el {ends}, antes de lo que pide."),
        ([{"blocked_at": timezone.now()}], wants(), "No hay unidades disponibles del lote A: espere el siguiente "),
        ([], wants(), "Ese material no tiene lotes: pídalo de nuevo."),
    ],
)  # fmt: skip
def test_who_asks_for_more_than_there_is_accepts_nothing(lots, asked, said):
    today = timezone.localdate()
    for letter, told in zip("AB", lots, strict=False):
        if soon := told.get("made_on"):
            told = told | {"made_on": today + soon}
        lot(letter, **told)
    case = quoted(ordered(asked), officer())
    words = {"soon": stock.long_date(today + timedelta(days=9)), "ends": stock.long_date(today + timedelta(days=80))}
    with pytest.raises(ActRefusedError) as refused:
        accept(**sent(case), read=in_force(case).content_sha256)
    assert str(refused.value).startswith(said.format(**words))
    assert again(case).state == State.QUOTED
    assert not StockMovement.objects.exists()


def test_two_items_of_a_material_are_counted_together():
    lot("A", units=5)
    case = quoted(ordered(wants(3), wants(3, of="A")), officer())
    with pytest.raises(ActRefusedError, match="Hay 2 unidades disponibles del lote A"):
        accept(**sent(case), read=in_force(case).content_sha256)


def test_what_is_made_to_order_waits_for_nobody():
    by = officer()
    case = apart(by, wants(3, name="Cacao en polvo", code="MRC-007", of=""))
    assert (case.state, case.state_label) == (State.PAID, "Pagada, por apartar")
    assert not stock.held(case)


# --- As long as it stands ----------------------------------------------------------------------------------
def _withdrawn(case, by, on) -> None:
    withdraw(**sent(case), text="")


def _quoted_again(case, by, on) -> None:
    quoted(case, by)


def _unpaid(case, by, on) -> None:
    on(case.next_on + timedelta(days=1))
    assert end_quotes() == 1


@pytest.mark.parametrize("ends", [_withdrawn, _quoted_again, _unpaid])
def test_what_was_set_apart_is_free_again_once_it_stands_no_more(ends, on):
    lot("A", units=3)
    by = officer()
    case = accepted(ordered(wants(3)), by)
    assert counts("A") == (3, 0, 0)
    ends(case, by, on)
    assert counts("A") == (0, 0, 3)
    assert not stock.held(case)


def test_who_asks_again_after_the_term_gets_what_is_left(on):
    lot("A", units=3)
    by = officer()
    case = accepted(ordered(wants(3)), by)
    _unpaid(case, by, on)
    accepted(ordered(wants(1), user=laboratory_user()), by)
    ask_requote(**sent(case), text="")
    case = quoted(again(case), by)
    with pytest.raises(ActRefusedError, match="Hay 2 unidades disponibles"):
        accept(**sent(case), read=in_force(case).content_sha256)


def test_a_payment_that_is_not_there_leaves_it_set_apart():
    lot("A", units=3)
    by = officer()
    case = apart(by, wants(3))
    ask_reversal(**facts(case, by), payment=only_payment(case), text=WORDS)
    confirm_reversal(**facts(case, treasurer()), text=WORDS)
    assert (again(case).state, counts("A")) == (State.ACCEPTED, (3, 0, 0))


def test_what_is_excluded_is_free_again():
    lot("A", units=3)
    by = officer()
    case = apart(by, wants(2), wants(1, of="A"))
    exclude(**facts(case, by), item=case.items.get(position=1), text=WORDS)
    assert counts("A") == (1, 0, 2)


# --- The database ------------------------------------------------------------------------------------------
def refused_by(rows) -> str:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        rows()
    return broken_constraint(refused.value) or str(refused.value)


def test_the_database_promises_no_more_than_there_is():
    some, by = lot("A", units=3), officer()
    case = apart(by, wants(2))
    item, step = case.items.get(), case.steps.latest("pk")

    def move(kind: UnitsMove, units: int, of: Lot = some):
        return lambda: StockMovement.objects.create(lot=of, item=item, kind=kind, units=units, step=step)

    assert refused_by(move(UnitsMove.RESERVED, 2)) == "units_of_lot"
    assert refused_by(move(UnitsMove.RELEASED, 3)) == "units_of_item"
    assert refused_by(move(UnitsMove.DISPATCHED, 3)) == "units_of_item"
    assert refused_by(lambda: Lot.objects.filter(pk=some.pk).update(units=1)) == "units_of_lot"
    for change in ({"expires_on": timezone.localdate()}, {"number": "B"}, {"name": "pH 4"}):
        assert "conserva su material" in refused_by(lambda told=change: Lot.objects.filter(pk=some.pk).update(**told))
    Lot.objects.filter(pk=some.pk).update(blocked_at=timezone.now())
    assert refused_by(move(UnitsMove.RESERVED, 1)) == "lot_for_sale"
    assert refused_by(move(UnitsMove.DISPATCHED, 1)) == "lot_for_sale"
    over = lot("OVER", lasts=-1, made_on=timezone.localdate() - timedelta(days=9))
    move(UnitsMove.RESERVED, 1, over)()
    assert refused_by(move(UnitsMove.DISPATCHED, 1, over)) == "lot_for_sale"
    Lot.objects.filter(pk=some.pk).update(blocked_at=None)
    assert left(case, by, A=2).state == State.DELIVERED


@pytest.mark.django_db(transaction=True)
def test_of_those_who_accept_the_last_units_at_once_as_many_get_them_as_there_are():
    """Two units, six orders."""
    lot("A", units=2)
    by, crowd = officer(), 6
    cases = [quoted(ordered(wants(1), user=laboratory_user()), by) for _ in range(crowd)]
    together = Barrier(crowd, timeout=60)

    def answer(case) -> str:
        together.wait()
        try:
            accept(**sent(case), read=in_force(case).content_sha256)
        except ActRefusedError as lost:
            return str(lost)
        else:
            return "got it"
        finally:
            connection.close()

    with ThreadPoolExecutor(crowd) as pool:
        got = Counter(pool.map(answer, cases))
    assert got == {"got it": 2, "No hay unidades disponibles del lote A: espere el siguiente lote.": 4}
    assert counts("A") == (2, 0, 0)
    assert sorted(again(case).state for case in cases) == sorted([State.ACCEPTED] * 2 + [State.QUOTED] * 4)
