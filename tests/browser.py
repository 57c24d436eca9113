"""A real Chromium that objects to what a person would not see: script errors, blocked or broken resources."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from machine.packages import CHROMIUM

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# One rule reads the style sheets anew on every page; tests/test_pages.py asks it once.
ORIENTATION = "css-orientation-lock"
# Those that look at colours take longest.
COLOURS = ["color-contrast", "link-in-text-block"]
NARROW = 576  # px: below it, pages have their layout for phones
# What a page is to axe: its elements, what they say and how they stand, numbers and keys aside; its layout; and
# whether axe is there.
LOOK = r"""narrow => [JSON.stringify([...document.querySelectorAll("*")].map(element => [
    element.tagName,
    element === document.activeElement,
    element.checked,
    [...element.attributes].filter(({name}) => !["value", "nonce"].includes(name))
        .map(({name, value}) => name + "=" + value),
    [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data),
])).replace(/[\w-]{20,}/g, "key").replace(/\d+/g, "0"),
    [innerWidth < narrow, matchMedia("(prefers-color-scheme: dark)").matches], "axe" in window]"""

# Judges the page, and the colours of the texts that are not among those known; it gives these, too. What they
# depend on is how each text is written, what is painted behind it and, for a link, what stands around it.
JUDGE = r"""async ({known, options, byColour}) => {
    const behind = new Map(), colours = new Set(), texts = [];
    for (const element of document.querySelectorAll("body, body *")) {
        const style = getComputedStyle(element);
        const {backgroundColor, backgroundImage, opacity, position} = style;
        const painted = [backgroundColor, backgroundImage, opacity, position].join();
        const below = behind.get(element.parentElement) ?? "";
        behind.set(element, painted === "rgba(0, 0, 0, 0),none,1,static" ? below : below + "/" + painted);
        const isWritten = element.matches("input, select, textarea")
            || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (isWritten && element.checkVisibility({visibilityProperty: true, opacityProperty: true})) {
            const parent = element.parentElement;
            const around = element.matches("a, [role=link]") && [
                style.textDecorationLine, parent.textContent.trim() !== element.textContent.trim(),
                getComputedStyle(parent).color,
            ];
            const colour = JSON.stringify([
                element.tagName, element.matches(":disabled, [aria-disabled]"), element.clientWidth === 1,
                style.color, style.fontSize, style.fontWeight, style.textShadow, behind.get(element), around,
            ]);
            if (!known.includes(colour)) {
                colours.add(colour);
                texts.push(element);
            }
        }
    }
    const {violations} = await axe.run(document, options);
    if (texts.length) {
        violations.push(...(await axe.run(texts, byColour)).violations);
    }
    return {violations, colours: [...colours]};
}"""

# What was found well in this run: looks with their layout, and colours of texts.
_states: set[tuple] = set()
_colours: set[str] = set()
# Contexts that no test has at present, emptied, by what they were opened with.
_idle: dict[tuple, list[BrowserContext]] = defaultdict(list)
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
        _idle.clear()
        self._open.close()


@contextmanager
def watched_page(browser: Browser, base_url: str, *, is_kept: bool = True, **options) -> Iterator[Page]:
    """A page in a context that has no cookies and stores nothing, judged when the test is over.

    `options` are width and height, and others of Playwright's contexts. A context that cannot be made what it
    was is not kept for other tests.
    """
    # A worker that a test does not ask for would fetch behind its back.
    options = {"service_workers": "block", **options}
    idle, complaints = _idle[base_url, *sorted(options.items())], []

    def listen(page: Page) -> None:
        _listen(page, complaints)

    context = idle.pop() if idle and is_kept else _context(browser, base_url, **options)
    context.on("page", listen)
    try:
        yield context.new_page()
    finally:
        context.remove_listener("page", listen)
        if is_kept:
            _empty(context)
            idle.append(context)
        else:
            context.close()
    assert not complaints, "The browser objects:\n" + "\n".join(complaints)


def _context(browser: Browser, base_url: str, *, width: int, height: int, **options) -> BrowserContext:
    """Its first page stays open at an address of the portal's that needs nothing: the process that draws the
    next ones goes on with what it has loaded and compiled."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        locale="es-CO",
        timezone_id="America/Bogota",
        reduced_motion="reduce",  # half-way through fading in, colours are nobody's choice
        **options,
    )
    context.set_default_timeout(60_000)
    context.new_page().goto("/salud/")
    return context


def _empty(context: BrowserContext) -> None:
    first, *others = context.pages
    for page in others:
        page.close()
    context.clear_cookies()
    first.evaluate("localStorage.clear()")


def assert_accessible(page: Page) -> None:
    """Zero axe-core violations of WCAG 2.1 A and AA and of its best practices on the page as it is now.

    A state is judged once: journeys meet the same pages on their ways. Colours are judged of the texts whose
    colours were not seen yet.
    """
    look, layout, has_axe = page.evaluate(LOOK, NARROW)
    if (state := (hash(look), *layout)) in _states:
        return
    if not has_axe:
        page.evaluate(AXE_SCRIPT)
    shared = {"preload": False, "resultTypes": ["violations"]}
    rules = {name: {"enabled": False} for name in (ORIENTATION, *COLOURS)}
    asked = {
        "known": list(_colours),
        "options": shared | {"runOnly": AXE_TAGS, "rules": rules},
        "byColour": shared | {"runOnly": {"type": "rule", "values": COLOURS}},
    }
    results = AxeResults(page.evaluate(JUDGE, asked))
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    _states.add(state)
    _colours.update(results.response["colours"])


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
