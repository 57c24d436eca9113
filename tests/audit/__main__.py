"""`make audit`: every page of the demonstration, walked by its links and judged by engines that are not ours.

The portal is started anew with its demonstration data and walked as nobody, as a person, as a laboratory and as
staff: of each route one page is opened, at 360 and at 1366 px, and judged by axe and by HTML_CodeSniffer (WCAG 2.1
AA); its HTML by vnu; four pages by Lighthouse's mobile preset, the median of five. A link that leads nowhere is a
fault as well. It needs node with npm, and java; it fails when it cannot run, and when anything is found.
"""

import atexit
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from machine.needs import free_port
from machine.packages import CHROMIUM

CHECKOUT = Path(__file__).resolve().parent.parent.parent
TOOLS = CHECKOUT / "var" / "audit"
MODULES = TOOLS / "node_modules"
PACKAGES = ("html_codesniffer@2.5.1", "vnu-jar@26.9.27", "lighthouse@12.8.2")
VAR_DIR = tempfile.mkdtemp(prefix="portal-audit-")
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
signal.signal(signal.SIGTERM, lambda *_: sys.exit("interrumpido"))  # so that the portal ends with it
os.environ.update(
    DJANGO_SETTINGS_MODULE="inm_portal.settings",
    PORTAL_ENV="demo",
    PORTAL_ENV_FILE=f"{VAR_DIR}/portal.env",
    PORTAL_VAR=VAR_DIR,
    PORT=str(free_port()),
)

import django  # noqa: E402 - the environment comes first

django.setup()

from django.urls import reverse  # noqa: E402

from tests.audit.walk import Finding, walk  # noqa: E402

MEASURED = ("home", "tariffs:catalogue", "pqrsd:file", "radicados:lookup")
RUNS = 5
GOALS = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
CHROMIUM_FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking"


class CannotRunError(Exception):
    """The message says what is missing."""


def prepare() -> None:
    """The engines, under var/audit, once."""
    if missing := [name for name in ("node", "npm", "java") if shutil.which(name) is None]:
        raise CannotRunError(f"Falta {', '.join(missing)}: apt-get install nodejs npm default-jre-headless")
    if not all((MODULES / name.split("@")[0]).exists() for name in PACKAGES):
        TOOLS.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", TOOLS, *PACKAGES], check=True
        )


def start() -> str:
    """The portal's address, once it is ready; it ends with this process."""
    portal = subprocess.Popen(
        [sys.executable, "manage.py", "run_portal"], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )
    atexit.register(portal.wait, 60)
    atexit.register(portal.terminate)
    assert portal.stdout
    for line in portal.stdout:
        if address := next((word for word in line.split() if word.startswith("http://")), ""):
            return address.rstrip("/")
    raise CannotRunError("El portal de demostración no arrancó.")


def judge_html(pages: dict[str, str]) -> list[Finding]:
    """What vnu says of pages, by their address."""
    folder = Path(VAR_DIR) / "html"
    folder.mkdir()
    files = {}
    for number, (address, html) in enumerate((address, html) for address, html in pages.items() if html):
        file = folder / f"{number}.html"
        file.write_text(html)
        files[file.as_uri()] = address
    jar = MODULES / "vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", jar, "--format", "json", "--errors-only", "--exit-zero-always", folder]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stderr)
    return [
        Finding(files.get(each["url"].replace("file:/", "file:///", 1), each["url"]), "vnu", each["message"])
        for each in said["messages"]
    ]


def measure(address: str) -> list[Finding]:
    """Where a page's median of five falls short."""
    command = [MODULES / ".bin/lighthouse", address, "--quiet", "--output=json", f"--chrome-flags={CHROMIUM_FLAGS}"]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or shutil.which(CHROMIUM) or ""}
    runs = []
    for _ in range(RUNS):
        answer = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        runs.append(json.loads(answer.stdout)["categories"])
    medians = {name: round(100 * statistics.median(run[name]["score"] for run in runs)) for name in GOALS}
    print(f"  {address}: " + ", ".join(f"{name} {score}" for name, score in medians.items()), flush=True)
    return [
        Finding(address, "lighthouse", f"{name}: {medians[name]}, menos que {goal}")
        for name, goal in GOALS.items()
        if medians[name] < goal
    ]


def main() -> None:
    prepare()
    address = start()
    pages, findings = walk(address, sniffer=(MODULES / "html_codesniffer/build/HTMLCS.js").read_text())
    print(f"{len(pages)} páginas", flush=True)
    findings += judge_html(pages)
    for name in MEASURED:
        findings += measure(address + reverse(name))
    for finding in sorted(set(findings)):
        print(f"{finding.engine}: {finding.page}: {finding.text}")
    if findings:
        raise CannotRunError(f"{len(set(findings))} hallazgos")


if __name__ == "__main__":
    try:
        main()
    except (CannotRunError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))
