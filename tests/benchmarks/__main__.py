"""`python -m tests.benchmarks`: every measurement of the portal's speed, and a table with their goals.

Nothing of an installation is touched: everything is kept in a folder of the run's own, and servers named by
DATABASE_URL and REDIS_URL lend a separate database and Redis number. Names of measurements may be given to
run only those; `--quick` makes all of them shorter and their figures rougher.
"""

import argparse
import atexit
import os
import shutil
import socket
import tempfile
import time

VAR_DIR = tempfile.mkdtemp(prefix="portal-bench-")
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


os.makedirs(f"{VAR_DIR}/static")  # WhiteNoise warns about a missing one
os.environ.update(
    DJANGO_SETTINGS_MODULE="inm_portal.settings",
    PORTAL_ENV="demo",
    PORTAL_ENV_FILE=f"{VAR_DIR}/portal.env",
    PORTAL_VAR=VAR_DIR,
    PORT=str(_free_port()),
    LOG_LEVEL="WARNING",
    GUNICORN_CMD_ARGS="--config=python:tests.benchmarks.gunicorn",
)

import django  # noqa: E402 - the environment comes first

django.setup()

from tests.benchmarks import (  # noqa: E402
    bench_filing,
    bench_issuing,
    bench_letter,
    bench_pqrsd,
    bench_queries,
    bench_search,
    bench_services,
    bench_tariffs,
    bench_web,
    room,
    table,
)

MEASUREMENTS = {
    "letter": bench_letter.main,
    "filing": bench_filing.main,  # before anything of this process speaks to the broker: its filers are forks
    "issuing": bench_issuing.main,
    "web": bench_web.main,
    "queries": bench_queries.main,
    "search": bench_search.main,
    "services": bench_services.main,  # the last three fill the tables
    "tariffs": bench_tariffs.main,
    "pqrsd": bench_pqrsd.main,
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="medida", help=", ".join(MEASUREMENTS))
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(MEASUREMENTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return arguments


def main() -> None:
    arguments = _arguments()
    figures: dict[str, float] = {}
    with room.opened():
        for name, measure in MEASUREMENTS.items():
            if not arguments.names or name in arguments.names:
                began = time.monotonic()
                figures |= measure(is_quick=arguments.quick)
                print(f"· {name}: {time.monotonic() - began:.0f} s", flush=True)
    table.show(figures)


if __name__ == "__main__":
    main()
