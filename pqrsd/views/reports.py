"""The quarterly reports, as they were frozen, open to all."""

from hashlib import sha256

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe

from ground.charts.drawing import drawn
from ground.doors.reading import reading_page
from ground.spreadsheets.workbooks import CONTENT_TYPE
from pqrsd.models import QuarterlyReport
from pqrsd.reports.report import Report, csv_of, from_json, name_of, xlsx_of


@reading_page()
def reports(request):
    """The latest first."""
    published = [from_json(row.figures) for row in QuarterlyReport.objects.all()]
    return render(request, "pqrsd/reports/list.html", {"reports": published})


@reading_page()
def report(request, year, quarter):
    found = _published(year, quarter)
    # Drawn by our own module, which escapes every text.
    tables = [(table, mark_safe(drawn(table))) for table in found.tables[1:]]
    return render(request, "pqrsd/reports/report.html", {"report": found, "tables": tables})


@reading_page()
def report_csv(request, year, quarter):
    streamed = csv_of(_published(year, quarter))
    return HttpResponse(streamed.getvalue(), headers=streamed.headers)  # whole, so that it has its tag


@reading_page()
def report_xlsx(request, year, quarter):
    found = _published(year, quarter)
    headers = {
        "Content-Disposition": f'attachment; filename="{name_of(found)}.xlsx"',
        # Of what it says: a workbook has the instant of its making in it.
        "ETag": f'W/"{sha256(repr(found).encode()).hexdigest()}"',
    }
    return HttpResponse(xlsx_of(found), content_type=CONTENT_TYPE, headers=headers)


def _published(year: int, quarter: int) -> Report:
    """404 for a quarter without report."""
    return from_json(get_object_or_404(QuarterlyReport, year=year, quarter=quarter).figures)
