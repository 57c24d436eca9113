"""Radicados per second with 1, 8 and 32 filers, against the same transaction without a number.

One transaction is what filing writes, through the ORM: the request, three people and two items (an insert
each), the work of its letter and of its mail, and the radicado with its snapshot; then the broker is told.
One in ten is rolled back after its number was given. Without a number it is the same but for the trigger,
which takes the sequence's next value: no lock, no counter, no order, and gaps.

Filers are processes, each with a persistent connection. The contenders take turns in short blocks and the
median block counts; a block lasts until the broker was told of all its filings. Latencies are those of the
whole call, from the first statement until control returns.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from statistics import median
from unittest import mock

from django.db import connection, connections, transaction

from ground.work import bell
from radicados.filing import prepare_radicado, radicar
from radicados.models import Radicado
from radicados.triggers import NUMBER
from requests_oec.models import EquipmentItem, LegalBasis, OecRequest, StaffMember
from tests.benchmarks import room
from tests.benchmarks.percentiles import percentiles
from tests.factories import ANSWERS, laboratory_user
from tests.radicados.sample_letter import sample_letter

FILERS = (1, 8, 32)
ROLLED_BACK_EVERY = 10
LETTER = sample_letter()

UNNUMBERED = """
CREATE SEQUENCE bench_sequence;
CREATE FUNCTION bench_unnumbered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.filed_at := clock_timestamp();
    NEW.year := 1;
    NEW.sequence := nextval('bench_sequence');
    INSERT INTO radicados_actuacion (radicado_id, kind, at, by_id, detail)
        VALUES (NEW.id, 'filed', NEW.filed_at, NEW.filed_by_id, '');
    RETURN NEW;
END $$;
CREATE TRIGGER bench_unnumbered BEFORE INSERT ON radicados_radicado
    FOR EACH ROW EXECUTE FUNCTION bench_unnumbered();
ALTER TABLE radicados_radicado DISABLE TRIGGER bench_unnumbered;
"""
SWITCH = "ALTER TABLE radicados_radicado DISABLE TRIGGER {}, ENABLE TRIGGER {}"


class RolledBackError(Exception):
    """Undoes a filing whose number was given already."""


@dataclass(frozen=True)
class Filing:
    """One committed filing: its number and when it began and ended (seconds of one monotonic clock)."""

    sequence: int
    began: float
    ended: float


@dataclass(frozen=True)
class Block:
    """What some filers did at once, and when the last of their rings had reached the broker."""

    filings: list[Filing]
    quiet_at: float

    @property
    def per_second(self) -> float:
        return len(self.filings) / (self.quiet_at - min(each.began for each in self.filings))

    @property
    def latencies(self) -> dict[str, float]:
        return percentiles([each.ended - each.began for each in self.filings])

    @property
    def overtakings(self) -> int:
        """Filings that had ended before one with a smaller number even began."""
        latest_beginning, count = 0.0, 0
        for each in sorted(self.filings, key=lambda each: each.sequence):
            count += each.ended < latest_beginning
            latest_beginning = max(latest_beginning, each.began)
        return count


# --- A filer's side --------------------------------------------------------------------------------------


def _serve(orders: Connection, user, basis: LegalBasis) -> None:
    """File for as long as each order says, and answer with what was filed; None ends it."""
    _file_one(user, basis, is_kept=True)
    time.sleep(2)  # the connections, to the broker too, are open before anything is timed
    orders.send("ready")
    for begin, seconds, is_rung in iter(orders.recv, None):
        with ExitStack() as stack:
            if not is_rung:
                stack.enter_context(mock.patch("ground.work.leases.ring"))
            time.sleep(max(0.0, begin - time.monotonic()))
            filings = list(_filings(user, basis, until=begin + seconds))
        room.wait(bell._rings.empty, pause=0.002)  # a late ring is this block's work
        orders.send((filings, time.monotonic()))


def _filings(user, basis: LegalBasis, *, until: float) -> Iterator[Filing]:
    count = 0
    while (began := time.monotonic()) < until:
        count += 1
        is_kept = count % ROLLED_BACK_EVERY != 0
        radicado = _file_one(user, basis, is_kept=is_kept)
        if is_kept:
            yield Filing(radicado.sequence, began, time.monotonic())


def _file_one(user, basis: LegalBasis, *, is_kept: bool) -> Radicado:
    with suppress(RolledBackError), transaction.atomic(durable=True):
        radicado = _prepare(user)
        request = OecRequest.objects.create(applicant=user, company=radicado.company, legal_basis=basis, **ANSWERS)
        for n in range(3):
            StaffMember.objects.create(
                request=request, document_type="CC", document_number=f"100{n}", first_name="A", last_name="B"
            )
        for n in range(2):
            EquipmentItem.objects.create(request=request, description=f"Balanza analítica {n}")
        request.radicado = radicado
        request.save()
        radicar(radicado=radicado, acknowledge_to=user.email)
        if not is_kept:
            raise RolledBackError
    return radicado


def _prepare(user) -> Radicado:
    return prepare_radicado(
        letter=LETTER,
        kind=Radicado.Kind.ENTRADA,
        document_kind="Comunicación OEC",
        office="Dirección General",
        filed_by=user,
        company=user.profile.company,
        filer_name="Laboratorio de Pruebas",
        filer_document="NIT 900.000.000-1",
    )


# --- The side that gives the orders ----------------------------------------------------------------------


@contextmanager
def _filers(count: int) -> Iterator[list[Connection]]:
    """The lines to that many filers, ready to file."""
    users, basis = [laboratory_user() for _ in range(count)], LegalBasis.objects.get()
    connections.close_all()  # no process may use another's connection
    pipes = [Pipe() for _ in users]
    processes = [
        Process(target=_serve, args=(there, user, basis), daemon=True)
        for user, (_, there) in zip(users, pipes, strict=True)
    ]
    for process in processes:
        process.start()
    lines = [here for here, _ in pipes]
    for line in lines:
        line.recv()
    yield lines
    for line, process in zip(lines, processes, strict=True):
        line.send(None)
        process.join()


def _block(lines: list[Connection], seconds: float, *, is_numbered=True, is_rung=True) -> Block:
    _switch(is_numbered=is_numbered)
    begin = time.monotonic() + 0.2
    for line in lines:
        line.send((begin, seconds, is_rung))
    answers = [line.recv() for line in lines]
    room.empty_broker()
    filings = [each for some, _ in answers for each in some]
    return Block(filings, quiet_at=max(quiet_at for _, quiet_at in answers))


def _switch(*, is_numbered: bool) -> None:
    triggers = ["bench_unnumbered", NUMBER.get_pgid(Radicado)]
    with connection.cursor() as cursor:
        cursor.execute(SWITCH.format(*(triggers if is_numbered else reversed(triggers))))


def _gaps_and_disorder() -> dict[str, int]:
    """Numbers that nobody has, and numbers whose instant is not later than that of the one before."""
    rows = list(Radicado.objects.filter(year__gt=1).order_by("sequence").values_list("sequence", "filed_at"))
    return {
        "gaps": rows[-1][0] - len(rows),
        "disorder": sum(after[1] <= before[1] for before, after in pairwise(rows)),
    }


def _summary(name: str, blocks: list[Block]) -> dict[str, float]:
    figures = {"per_second": median(block.per_second for block in blocks)}
    for percentile in ("p50", "p95", "p99"):
        figures[percentile] = median(block.latencies[percentile] for block in blocks)
    return {f"{name}_{key}": value for key, value in figures.items()}


def main(*, is_quick: bool = False) -> dict[str, float]:
    """Throughput per second, latencies in milliseconds, ratios, gaps and violations of the order."""
    rounds, seconds = (1, 1.0) if is_quick else (3, 2.5)
    with connection.cursor() as cursor:
        cursor.execute(UNNUMBERED)
    figures, overtakings = {}, 0
    with _filers(max(FILERS)) as lines:
        for count in FILERS:
            run = partial(_block, lines[:count], seconds)
            contenders = {"numbered": {}, "unnumbered": {"is_numbered": False}, "silent": {"is_rung": False}}
            blocks = {name: [] for name in contenders}
            for turn in range(rounds):
                for name in list(contenders)[:: -1 if turn % 2 else 1]:
                    blocks[name].append(run(**contenders[name]))
            for name, turns in blocks.items():
                figures |= _summary(f"{name}_{count}", turns)
            overtakings += sum(block.overtakings for block in blocks["numbered"] + blocks["silent"])
    _switch(is_numbered=True)
    return figures | _ratios(figures) | _gaps_and_disorder() | {"overtakings": overtakings}


def _ratios(figures: dict[str, float]) -> dict[str, float]:
    most = max(FILERS)
    return {
        "numbered_over_unnumbered": figures[f"numbered_{most}_per_second"] / figures[f"unnumbered_{most}_per_second"],
        "filing_p99_over_p50": figures[f"numbered_{most}_p99"] / figures[f"numbered_{most}_p50"],
        "rung_over_silent": figures[f"numbered_{most}_per_second"] / figures[f"silent_{most}_per_second"],
    }
