"""What Containerfile and compose.yaml say, read where it stands so that nobody keeps a copy of it."""

import json
import re
from pathlib import Path

CONTAINERFILE = "Containerfile"
COMPOSE = "compose.yaml"

_ENTRY = re.compile(r"""(\w+)=("[^"]*"|\S+)""")
_SERVICE_OR_COMMAND = re.compile(r"^  (?P<service>\w+):$|^    command: (?P<command>\[.*\])$", re.MULTILINE)


def instructions(root: Path) -> list[tuple[str, str]]:
    """The Containerfile's in order, each its name and the rest of its line, continued ones joined."""
    lines = (root / CONTAINERFILE).read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    joined = re.sub(r"\s*\\\n\s*", " ", text)
    words = (line.split(maxsplit=1) for line in joined.splitlines() if line.strip())
    return [(name, rest) for name, rest in words]


def default_base(root: Path) -> str:
    """The image that the portal's is built upon unless told otherwise."""
    return next(rest for name, rest in instructions(root) if name == "ARG").removeprefix("BASE=")


def environment(root: Path) -> dict[str, str]:
    """What ENV sets, with its `$NAME` as written."""
    entries = (rest for name, rest in instructions(root) if name == "ENV")
    return {key: value.strip('"') for rest in entries for key, value in _ENTRY.findall(rest)}


def own_steps(root: Path) -> list[str]:
    """The commands that run on the portal's own files: those after all of them are copied."""
    steps = instructions(root)
    return [rest for name, rest in steps[steps.index(("COPY", ". .")) :] if name == "RUN"]


def web_command(root: Path, port: int) -> list[str]:
    """The image's own command, listening on this port."""
    command = next(rest for name, rest in instructions(root) if name == "CMD")
    return [word.replace(":8000", f":{port}") for word in json.loads(command)]


def service_commands(root: Path) -> dict[str, list[str]]:
    """The command of each service of compose.yaml that states one, in one line of JSON."""
    commands, service = {}, ""
    for match in _SERVICE_OR_COMMAND.finditer((root / COMPOSE).read_text(encoding="utf-8")):
        service = match["service"] or service
        if match["command"]:
            commands[service] = json.loads(match["command"])
    return commands
