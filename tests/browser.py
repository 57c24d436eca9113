"""A real Chromium that objects to what a person would not see: script errors, blocked or broken resources."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect, sync_playwright

from machine.packages import CHROMIUM

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# One rule reads the style sheets anew on every page; tests/test_pages.py asks it once.
ORIENTATION = "css-orientation-lock"
CONTRAST = "color-contrast"
NARROW = 576  # px: below it, pages have their layout for phones
# What a page is to axe: its elements, what they say and how they stand, numbers and keys aside.
LOOK = r"""() => JSON.stringify([...document.querySelectorAll("*")].map(element => [
    element.tagName,
    element === document.activeElement,
    element.checked,
    [...element.attributes].filter(({name}) => !["value", "nonce"].includes(name))
        .map(({name, value}) => name + "=" + value),
    [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data),
])).replace(/[\w-]{20,}/g, "key").replace(/\d+/g, "0")"""

# What the contrast of its texts depends on: how each is written, and what is painted behind it.
COLOURS = r"""() => {
    const behind = new Map(), found = new Set();
    for (const element of document.querySelectorAll("body, body *")) {
        const style = getComputedStyle(element);
        const {backgroundColor, backgroundImage, opacity, position} = style;
        const painted = [backgroundColor, backgroundImage, opacity, position].join();
        const below = behind.get(element.parentElement) ?? "";
        behind.set(element, painted === "rgba(0, 0, 0, 0),none,1,static" ? below : below + "/" + painted);
        const isWritten = element.matches("input, select, textarea")
            || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (isWritten && element.checkVisibility({visibilityProperty: true, opacityProperty: true})) {
            found.add(JSON.stringify([
                element.tagName, element.matches(":disabled, [aria-disabled]"), element.clientWidth === 1,
                style.color, style.fontSize, style.fontWeight, style.textShadow, behind.get(element),
            ]));
        }
    }
    return [...found];
}"""

# What was found well in this run: looks with their layout, and colours of texts.
_layouts: set[tuple[int, bool]] = set()
_colours: set[str] = set()
expect.set_options(timeout=20_000)  # a loaded machine is slow, not wrong


class Chromium:
    """One browser for as many tests in a row as use it, driven by Playwright's synchronous API.

    Its event loop stays in this thread until it is closed, and Django would take every query for one made
    from asynchronous code; whoever does not use it must not meet it.
    """

    def __init__(self) -> None:
        self._open = ExitStack()
        self._browser: Browser | None = None

    def browser(self) -> Browser:
        """The one that runs; it starts if none does."""
        if self._browser is None:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
            self._open.callback(os.environ.pop, "DJANGO_ALLOW_ASYNC_UNSAFE")
            playwright = self._open.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path=shutil.which(CHROMIUM), args=ARGUMENTS)
            self._open.callback(self._browser.close)
        return self._browser

    def close(self) -> None:
        self._browser = None
        self._open.close()


@contextmanager
def watched_page(browser: Browser, base_url: str, *, width: int, height: int, **options) -> Iterator[Page]:
    """A page in a context of its own (no cookies), judged when the test is over."""
    # A worker that a test does not ask for would fetch behind its back.
    options = {"service_workers": "block", **options}
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        locale="es-CO",
        timezone_id="America/Bogota",
        reduced_motion="reduce",  # half-way through fading in, colours are nobody's choice
        **options,
    )
    complaints = []
    context.set_default_timeout(60_000)
    context.on("page", lambda page: _listen(page, complaints))
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not complaints, "The browser objects:\n" + "\n".join(complaints)


def assert_accessible(page: Page) -> None:
    """Zero axe-core violations of WCAG 2.1 A and AA and of its best practices on the page as it is now.

    A state is judged once: journeys meet the same pages on their ways. Contrast, which takes longest, is
    judged where texts have colours that were not seen yet.
    """
    look, is_narrow = hash(page.evaluate(LOOK)), page.evaluate("innerWidth") < NARROW
    if (look, is_narrow) in _layouts:
        return
    colours = set(page.evaluate(COLOURS))
    rules = {ORIENTATION: {"enabled": False}, CONTRAST: {"enabled": not colours <= _colours}}
    options = {"runOnly": AXE_TAGS, "rules": rules, "preload": False, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    _layouts.add((look, is_narrow))
    _colours.update(colours)


def _listen(page: Page, complaints: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        # The browser's own line on a bad status says less than `on_response` knows.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(f"console: {message.text}")

    def on_response(response: Response) -> None:
        if _is_unexpected(response):
            complaints.append(f"{response.status}: {response.url}")

    def on_request_failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a download, or a page left while it was loading
            complaints.append(f"{request.failure}: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("response", on_response)
    page.on("requestfailed", on_request_failed)


def _is_unexpected(response: Response) -> bool:
    """Pages may answer 4xx, and a rejected form 422; anything else that a page needs must be there."""
    is_page = response.request.is_navigation_request()
    return response.status >= 500 or (response.status >= 400 and not is_page and response.status != 422)
