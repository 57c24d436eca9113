"""What a desk draws of its cases, as the attributes of SVG: the clock of each and the load of all. The same is
said in words beside them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.conf import settings

from expedientes.lights import Light, Lights
from expedientes.models import Expediente
from legal_calendar.days import UncoveredYearError
from legal_calendar.legal_time import business_days

# --- The clock of a case: the same length for a day in every row, so that rows compare ---------------------
DAY = 4
LONGEST = 30  # business days; of a longer term the last ones are drawn
LATEST = LONGEST + 1


@dataclass(frozen=True)
class MiniClock:
    """Paths in a box of 128 by 18: a mark for each business day of the term, the days gone, those too many, the
    limit, and the index where today is. While the clock is stopped no day is gone and there is no index."""

    ticks: str
    gone: str
    late: str
    end: str
    index: str
    light: Light

    @classmethod
    def of(cls, case: Expediente, lights: Lights) -> "MiniClock | None":
        """None for a closed case, one without a term or one that the calendar does not reach."""
        last = case.due_on or case.initial_due_on
        if not case.is_open or case.effective_on is None or last is None:
            return None
        try:
            whole = lights.calendar.days_between(case.effective_on, last)
            today = lights.calendar.days_between(case.effective_on, lights.today)
        except UncoveredYearError:
            return None
        term = min(whole, LONGEST)
        here = min(max(today - (whole - term), 0), LATEST)
        end, now = DAY * term, DAY * here
        is_running = case.due_on is not None
        return cls(
            ticks="".join(f"M{DAY * day + 0.5} 16v-{8 if day % 5 == 0 else 4}" for day in range(1, term)),
            gone=f"M0 13H{min(now, end) if is_running else end}",
            late=f"M{end} 13H{now}" if is_running and now > end else "",
            end=f"M{end} 16V1",
            index=f"M{now - 4} 1h8l-4 8z" if is_running else "",
            light=lights.of(case),
        )


# --- The load of a desk: a dash for each case over the days that are left ----------------------------------
FIRST, LAST = -3, 30  # the ends stand for all that is beyond them
COLUMN, DASH, GROUND, HIGHEST = 25, 18, 41, 33  # in the units of the drawing
MOST_DASHES = 22
FAR = timedelta(days=90)


@dataclass(frozen=True)
class LoadColumn:
    """The cases with so many business days left: its dashes, and the due days that it stands for."""

    left: int
    count: int
    first: date
    last: date
    dashes: str
    tone: str

    @property
    def x(self) -> int:
        return COLUMN * (self.left - FIRST)

    @property
    def words(self) -> str:
        beyond = " o más" if self.left in {FIRST, LAST} else ""
        days = f"{abs(self.left)}{beyond} días hábiles" if beyond else business_days(abs(self.left))
        lack = "Falta" if self.left == 1 else "Faltan"
        when = "Vencen hoy" if self.left == 0 else f"Vencidas hace {days}" if self.left < 0 else f"{lack} {days}"
        return f"{when}: {self.count} caso{'s' if self.count != 1 else ''}"


@dataclass(frozen=True)
class Load:
    """The columns of one drawing; each dash stands for `cases_a_dash`."""

    columns: list[LoadColumn]
    cases_a_dash: int

    width = COLUMN * (LAST - FIRST + 1)
    today = COLUMN * -FIRST + COLUMN // 2
    axis = "".join(
        f"M{COLUMN * (left - FIRST) + COLUMN // 2} 44v{6 if left % 5 == 0 else 3}" for left in range(FIRST, LAST + 1)
    )
    labels = [(COLUMN * (left - FIRST) + COLUMN // 2, left) for left in range(5, LAST + 1, 5)]

    @classmethod
    def of(cls, due: Mapping[date, int], lights: Lights) -> "Load":
        """`due` says how many cases are due on each day."""
        days: dict[int, list[date]] = defaultdict(list)
        for day in sorted(due):
            days[_left(day, lights)].append(day)
        counts = {left: sum(due[day] for day in together) for left, together in days.items()}
        highest = max(counts.values(), default=0)
        each = max(ceil(highest / MOST_DASHES), 1)
        step = min(3.0, HIGHEST / max(ceil(highest / each), 1))
        columns = []
        for left, together in sorted(days.items()):
            x = COLUMN * (left - FIRST) + (COLUMN - DASH) / 2
            dashes = "".join(f"M{x} {GROUND - step * n:.1f}h{DASH}" for n in range(ceil(counts[left] / each)))
            tone = "bad" if left <= 0 else "near" if left <= settings.CASE_WARNING_DAYS else "ok"
            columns.append(LoadColumn(left, counts[left], together[0], together[-1], dashes, tone))
        return cls(columns, each)


def _left(day: date, lights: Lights) -> int:
    """Business days until then, within the drawing; far away and beyond the calendar, its ends."""
    end = FIRST if day < lights.today else LAST
    if abs(day - lights.today) > FAR:
        return end
    try:
        return min(max(lights.calendar.days_between(lights.today, day), FIRST), LAST)
    except UncoveredYearError:
        return end
