"""Docker or Buildah, whichever works here: the few things that trying the image asks of either.

Containers share the machine's network, so that they find servers which listen on its loopback only.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

# A build goes out to the network as the machine does.
PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
HOMEMADE = "localhost/inm-portal:base"
# The Debian whose Python is the one of the base that Containerfile names.
SUITE = "bookworm"
PACKAGES = "ca-certificates,python3,python3-venv"


class EngineError(Exception):
    """The engine is missing or did not do what it was asked; the message is for whoever runs the program."""


class Engine:
    """Docker with its engine running: a client alone builds nothing. Buildah, below, differs in few words."""

    program = "docker"
    build_words = ["build"]
    # As compose.yaml has it, nothing of the image can be written.
    confined = ["--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges"]

    def __init__(self) -> None:
        self._containers: dict[str, list[str]] = {}

    def works(self) -> bool:
        """Whether it can make a container here."""
        os.environ["DOCKER_BUILDKIT"] = "1"  # the builder that knows secrets
        return _succeeds("docker", "info")

    def describe(self) -> str:
        """Its name and version."""
        return _output("docker", "version", "--format=docker {{.Server.Version}}")

    def has(self, image: str) -> bool:
        return _succeeds(self.program, "inspect", "--type=image", image)

    def pull(self, image: str) -> bool:
        return _succeeds(self.program, "pull", image)

    def size(self, image: str) -> str:
        return _output(self.program, "images", "--format={{.Size}}", image)

    def import_root(self, root: Path, image: str) -> None:
        """Make an image of one layer out of a root file system."""
        with subprocess.Popen(["tar", "-C", root, "-c", "."], stdout=subprocess.PIPE) as archive:
            _output("docker", "import", "-", image, stdin=archive.stdout)

    def build(self, root: Path, image: str, *, base: str, recipe: str, secrets: Mapping[str, Path]) -> None:
        """The image in the place of one of the same name, if there was."""
        former = self._id(image)
        options = [f"--file={root / recipe}", f"--tag={image}", f"--build-arg=BASE={base}", "--network=host"]
        options += [f"--build-arg={name}" for name in PROXY_VARIABLES if name in os.environ]
        options += [f"--secret=id={name},src={path}" for name, path in secrets.items()]
        _output(self.program, *self.build_words, *options, str(root))
        if former and former != self._id(image):
            _succeeds(self.program, "rmi", former)

    def create(self, image: str, name: str) -> None:
        """A new container, in which `command` runs."""
        self._containers[name] = ["--rm", f"--name={name}", image]

    def command(
        self,
        name: str,
        words: Sequence[str],
        *,
        env: Mapping[str, str],
        folders: Sequence[Path] = (),
        is_root: bool = False,
    ) -> list[str]:
        """The words that run others in a container, with the machine's folders at their own paths.

        Unless as root, they hold no capability.
        """
        return [
            *(self.program, "run", "--network=host"),
            *(["--user=0"] if is_root else self.confined),
            *(f"--volume={folder}:{folder}" for folder in folders),
            *(f"--env={key}={value}" for key, value in env.items()),
            *(*self._containers[name], *words),
        ]

    def remove(self, name: str) -> None:
        """The container, should there be one."""
        _succeeds(self.program, "rm", name)

    def _id(self, image: str) -> str:
        return _output(self.program, "images", "--quiet", "--no-trunc", image) if self.has(image) else ""


class Buildah(Engine):
    """Buildah, making do with the storage and the isolation that the machine's kernel allows."""

    program = "buildah"
    build_words = ["build", "--layers"]
    confined = ["--cap-drop=all"]

    def works(self) -> bool:
        """With the storage that is set up or else with plain folders, which ask nothing of the kernel."""
        for driver in ({}, {"STORAGE_DRIVER": "vfs"}):
            os.environ |= driver
            made = subprocess.run(["buildah", "from", "scratch"], capture_output=True, text=True)
            if made.returncode == 0 and _succeeds("buildah", "rm", made.stdout.strip()):
                return True
        return False

    def describe(self) -> str:
        return _output("buildah", "--version").partition(" (")[0]

    def import_root(self, root: Path, image: str) -> None:
        container = _output("buildah", "from", "scratch")
        _output("buildah", "add", container, str(root), "/")
        _output("buildah", "commit", "--rm", container, image)

    def build(self, root: Path, image: str, *, base: str, recipe: str, secrets: Mapping[str, Path]) -> None:
        """Isolated by chroot where there is no runtime for containers, or none that may do its work."""
        probe = _output("buildah", "from", base)
        if not _succeeds("buildah", "run", probe, "--", "true"):
            os.environ["BUILDAH_ISOLATION"] = "chroot"
        self.remove(probe)
        super().build(root, image, base=base, recipe=recipe, secrets=secrets)

    def create(self, image: str, name: str) -> None:
        _output("buildah", "from", f"--name={name}", image)
        self._containers[name] = [name, "--"]


def working_engine() -> Engine:
    """Raises EngineError when there is none."""
    for kind in (Engine, Buildah):
        if shutil.which(kind.program) and (engine := kind()).works():
            return engine
    raise EngineError("Hace falta buildah (apt-get install buildah debootstrap) o docker con su servicio en marcha.")


def ensure_base(engine: Engine, wanted: str, folder: Path, say: Callable[[str], None]) -> str:
    """The name of a base for the portal's image that is there now: the one wanted, or else one made here.

    Raises EngineError when there is no way to one.
    """
    if engine.pull(wanted):
        say(f"Base: {wanted}")
        return wanted
    if engine.has(HOMEMADE):
        say(f"Base: no se pudo traer {wanted}; sirve la que ya se había hecho con paquetes de Debian")
        return HOMEMADE
    say(f"Base: no se pudo traer {wanted}; se hace una con los paquetes de Debian {SUITE} (debootstrap)…")
    if os.geteuid() or shutil.which("debootstrap") is None:
        raise EngineError(
            "Sin registro de imágenes, la base se hace con debootstrap: instálelo "
            "(apt-get install debootstrap) y ejecute esta orden como root."
        )
    root = folder / "debian"
    words = ["debootstrap", "--variant=minbase", "--force-check-gpg", f"--include={PACKAGES}"]
    _output(*words, SUITE, str(root))
    for leftovers in ("var/cache/apt/archives", "var/lib/apt/lists"):
        shutil.rmtree(root / leftovers)
    engine.import_root(root, HOMEMADE)
    return HOMEMADE


def _succeeds(*words: str) -> bool:
    return subprocess.run(words, capture_output=True).returncode == 0


def _output(*words: str, stdin: IO[bytes] | None = None) -> str:
    """What a command prints; raises EngineError with the last lines of what it said instead."""
    done = subprocess.run(words, stdin=stdin, capture_output=True, text=True, errors="replace")
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-25:])
        raise EngineError(f"«{' '.join(words[:2])}» falló ({done.returncode}):\n{said}")
    return done.stdout.strip()
