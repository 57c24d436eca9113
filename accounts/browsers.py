"""What a browser says of itself, in words that its owner recognises. Pure."""

import re

# The first that matches counts: most browsers claim to be others as well.
_BROWSERS = {
    "Edge": r"Edg(e|A|iOS)?/",
    "Opera": r"OPR/|Opera",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrom(e|ium)/|CriOS/|HeadlessChrome/",
    "Safari": r"Safari/",
    "Navegador desconocido": r"",
}
_SYSTEMS = {
    " en iPhone": r"iPhone|iPod",
    " en iPad": r"iPad",
    " en Android": r"Android",
    " en Windows": r"Windows",
    " en Mac": r"Mac OS X|Macintosh",
    " en ChromeOS": r"CrOS",
    " en Linux": r"Linux|X11",
    "": r"",
}


def browser_in_words(user_agent: str) -> str:
    """`Firefox en Windows`; what is not known is not guessed."""
    browser, system = (
        next(words for words, pattern in known.items() if re.search(pattern, user_agent))
        for known in (_BROWSERS, _SYSTEMS)
    )
    return browser + system
