"""The desk of services with a hundred requests, and with a hundred thousand; and how many are filed and quoted.

Its pages are asked for in this process, in turns with the home page; the median counts, against the home page's of the
same minute. The statistics are those of the last twelve months, in which there are as many requests however many came
before. Requests are filed by 32 threads at once, each with its connection, through the door of the page's button; the
letters of quotes are composed, drawn and signed by one core.
"""

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inm_portal.staff_groups import SERVICES_OFFICER
from radicados import demo_pki, signing
from radicados.rendering import render
from services.acts.quoting import quote_letter
from services.models import ServiceRequest
from tests.benchmarks import bench_letter, many_requests
from tests.benchmarks.bench_pqrsd import got, milliseconds, queries
from tests.factories import laboratory_user
from tests.radicados.sample_letter import FILING
from tests.services.requests import checked, filed, officer
from tests.staff import staff_user, verified

FEW, MANY, MANY_IN_A_HURRY = 100, 100_000, 10_000
FILERS = 32
PAGES = {
    "services_queue": ("desk", ""),
    "services_queue_stage": ("desk", "?etapa=cotizada"),
    "services_board": ("desk_board", ""),
    "services_statistics": ("desk_statistics", ""),
}


def main(*, is_quick: bool = False) -> dict[str, float]:
    """Milliseconds and queries of each page with few and with many requests, and the growth; requests and letters per
    second."""
    officers = [staff_user(SERVICES_OFFICER).pk for _ in range(5)]
    speeds = _filing(is_quick) | _letters(is_quick)
    pages = _pages(verified(Client(), staff_user(SERVICES_OFFICER)))
    many_requests.add(1, FEW, officers=officers)
    few, few_queries = milliseconds(pages, is_quick), queries(pages)
    many_requests.add(FEW + 1, MANY_IN_A_HURRY if is_quick else MANY, officers=officers)
    many, many_queries = milliseconds(pages, is_quick), queries(pages)
    return speeds | {
        **{f"{page}_ms": many[page] for page in PAGES},
        **{f"{page}_few_ms": few[page] for page in PAGES},
        **{f"{page}_growth": (many[page] / many["home"]) / (few[page] / few["home"]) for page in PAGES},
        **{f"{page}_queries": many_queries[page] for page in PAGES},
        "service_requests": ServiceRequest.objects.count(),
        "service_queries_growth": sum(abs(many_queries[page] - few_queries[page]) for page in PAGES),
    }


def _pages(desk: Client) -> dict[str, Callable[[], None]]:
    addresses = {page: reverse(f"services:{name}") + query for page, (name, query) in PAGES.items()}
    asked = {page: partial(got, desk, address) for page, address in addresses.items()}
    return asked | {"home": partial(got, Client(), reverse("home"))}


# --- Requests and letters per second -----------------------------------------------------------------------
def _filing(is_quick: bool) -> dict[str, float]:
    users, seconds = [laboratory_user() for _ in range(FILERS)], 2 if is_quick else 10

    def file_until(user, end: float) -> int:
        count = 0
        while time.monotonic() < end:
            filed(user=user)
            count += 1
        connections.close_all()
        return count

    with ThreadPoolExecutor(FILERS) as pool:
        began = time.monotonic()
        counts = list(pool.map(partial(file_until, end=began + seconds), users))
        taken = time.monotonic() - began
    return {"service_filings_per_second": sum(counts) / taken}


def _letters(is_quick: bool) -> dict[str, float]:
    """Of a request whose laboratory has said that it can be served."""
    case = checked(filed(), officer(key="11" * 20))
    with tempfile.TemporaryDirectory() as directory:
        demo_pki.store(demo_pki.make(validity=timedelta(days=1)), Path(directory))
        signer = signing.load_signer(Path(directory) / demo_pki.SIGNER_FILE, Path(directory) / demo_pki.PASSPHRASE_FILE)
        naming = {"number": FILING["number"], "name": "PERSONA FICTICIA DE EJEMPLO", "at": timezone.now()}

        def letter() -> object:
            return signer.sign(render(quote_letter(case, travel={}, text=""), **FILING), **naming)

        times = bench_letter.measure({"letter": letter}, rounds=3 if is_quick else 9)
    return {"quote_letters_per_second": 1000 / times["letter"]}
