"""What a browser says of itself, in words that its owner recognises. Pure."""

import re

# The first that matches counts: most browsers claim to be others as well.
_BROWSERS = [
    (r"Edg(e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrom(e|ium)/|CriOS/|HeadlessChrome/", "Chrome"),
    (r"Safari/", "Safari"),
]
_SYSTEMS = [
    (r"iPhone|iPod", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "Mac"),
    (r"CrOS", "ChromeOS"),
    (r"Linux|X11", "Linux"),
]


def browser_in_words(user_agent: str) -> str:
    """`Firefox en Windows`; what is not known is not guessed."""
    browser = _first(_BROWSERS, user_agent) or "Navegador desconocido"
    system = _first(_SYSTEMS, user_agent)
    return f"{browser} en {system}" if system else browser


def _first(names: list[tuple[str, str]], user_agent: str) -> str:
    return next((name for pattern, name in names if re.search(pattern, user_agent)), "")
