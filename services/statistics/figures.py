"""All that is counted for somebody, as tables: the first says what there is to know at a glance."""

from ground.charts.tables import FigureTable, Value, written
from legal_calendar.stored import current_calendar
from services.models import ServiceRequest
from services.payment.balance import ZERO
from services.statistics import money, requests, times, work
from services.statistics.scope import Scope
from tariffs.pricing.quote import Currency


def figures(scope: Scope) -> list[FigureTable]:
    """Whoever measures is told no amount, and whoever has to do with money alone nothing of the work."""
    desk = ServiceRequest.desk
    calendar, delivered = current_calendar(), times.delivered(scope)
    filed, of_requests = requests.filed(scope, times.by_month(delivered))
    summary: list[tuple[str, Value]] = [("Radicadas", filed), ("Entregadas", sum(each.count for each in delivered))]
    tables = of_requests
    if desk.sees_money(scope.user):
        sums, of_money = money.values(scope)
        for currency in Currency:
            paid = sum((found["Pagado"] for key, found in sums.items() if key[0] == currency.value), ZERO)
            if paid or currency is Currency.COP:
                amount = written(money.figure(paid, currency))
                summary.append((f"Pagado, en {money.IN_WORDS[currency]}", amount))
        tables += [*requests.conversion(scope), *of_money, money.receivable(scope)]
    if desk.sees_courses(scope.user):
        tables += times.medians(scope, delivered, calendar)
        tables += [times.promises(delivered), work.backlog(scope), work.occupancy(scope, calendar)]
        tables.append(work.satisfaction(scope))
    return [FigureTable("resumen", "Resumen", ("Dato", "Valor"), tuple(summary)), *tables]
