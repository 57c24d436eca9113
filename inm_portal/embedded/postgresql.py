"""PostgreSQL, listening on a Unix socket only; root, whom it refuses, runs it as a user of the system."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

import psutil

from inm_portal.embedded.daemon import PATIENCE_SECONDS, Daemon, ServerError, within
from inm_portal.embedded.wheels import postgresql_home

# Nobody's PGPORT or locale: the same cluster on every machine.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
PORT = 5432
REMAINS_SECONDS = 10
PID_FILE_STATUS = 7  # the line of `postmaster.pid` that says `ready`
USER_NAME = "pgserver"
User = pwd.struct_passwd
LONGEST_TEMPORARY_PATH = 70  # bytes, of the 107 that a socket's path may have
OTHER_PLACES = (Path("/tmp"), Path("/var/tmp"))


class PostgreSQL(Daemon):
    """A cluster in `folder`, with `settings` of `postgresql.conf` beyond the server's own.

    Its socket has a folder of its own: the path of a socket must be short, and the data's need not be.
    """

    name = "PostgreSQL"
    program = "postgres"
    pid_file = "postmaster.pid"
    disk_mb = 120
    memory_mb = 120

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None):
        super().__init__(folder)
        self._settings = settings or {}

    def ensure_running(self) -> str:
        if not self.is_running():
            self._start()
        elif not within(self._is_ready):  # somebody else is starting it
            raise ServerError(f"PostgreSQL no respondió en {PATIENCE_SECONDS} s. Su registro: {self.log}")
        return f"postgresql://postgres@:{PORT}/postgres?host={quote(os.readlink(self._socket_link))}"

    def stop(self) -> None:
        super().stop()
        remove_socket_folder(self._socket_link)

    def _start(self) -> None:
        home = postgresql_home()
        user = prepared_user([self.folder, home / "bin"], readable=home) if os.geteuid() == 0 else None
        if not (self.folder / "PG_VERSION").exists():
            self._create(home, user)
        folder = str(emptied_socket_folder(self._socket_link, user)).replace('"', '""')
        listening = {"listen_addresses": "", "port": PORT, "unix_socket_directories": f'"{folder}"'}
        settings = [f"--{name}={value}" for name, value in {**self._settings, **listening}.items()]
        command = [home / "bin/postgres", "-D", self.folder, *settings]
        # The processes of a killed server leave one by one; until the last is gone no other may start.
        deadline = time.monotonic() + REMAINS_SECONDS
        while True:
            # A killed server's own note, whose process id a stranger may have now, bars the way; the shared
            # memory tells of its remains without it.
            (self.folder / self.pid_file).unlink(missing_ok=True)
            try:
                return self._launch(command, is_ready=self._is_ready, **_running_as(user))
            except ServerError as error:
                if "still in use" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def _create(self, home: Path, user: User | None) -> None:
        """Make the cluster beside its place and move it there whole: half of one is none."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if user:
            os.chown(unfinished, user.pw_uid, user.pw_gid)
        result = subprocess.run(
            [
                *(home / "bin/initdb", "-D", unfinished, "--username=postgres", "--encoding=UTF8"),
                *("--auth=trust", "--no-instructions"),
                *(["--no-sync"] if self._settings.get("fsync") == "off" else []),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            start_new_session=True,
            **_running_as(user),
        )
        if result.returncode:
            complaints = result.stderr.strip().splitlines() or ["no dijo por qué"]
            shutil.rmtree(unfinished, ignore_errors=True)
            raise ServerError(f"No se pudo crear la base de datos en «{self.folder}»: {complaints[0]}.")
        unfinished.rename(self.folder)

    def _is_ours(self, process: psutil.Process) -> bool:
        # Where it works is a secret to a root without every capability, its command line is not.
        return str(self.folder) in process.cmdline()

    def _is_ready(self) -> bool:
        try:
            lines = (self.folder / self.pid_file).read_text().splitlines()
        except FileNotFoundError:
            return False
        return lines[PID_FILE_STATUS:] != [] and lines[PID_FILE_STATUS].strip() == "ready"

    @property
    def _socket_link(self) -> Path:
        return self.folder.with_name(self.folder.name + ".socket")


def _running_as(user: User | None) -> dict:
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    return {"env": ENVIRONMENT, "cwd": "/", **identity}


# --- Where its socket is ---
def emptied_socket_folder(link: Path, user: User | None) -> Path:
    """The short folder where the socket is: the one that the link names, or a new one, with nothing inside.

    It is in the system's temporary place, 0700; `user` owns it, or else we do. A symbolic link beside the
    data names it, so that a server that was killed comes back at the same address and whoever knows that
    address finds it again. Its name is drawn by chance: nobody can be there before.
    """
    owner = user.pw_uid if user else os.geteuid()
    if folder := _named(link, owner):
        for remains in folder.iterdir():
            remains.unlink()
        return folder
    # The same for the same data, so that what a killed run left is known when `var/` is gone.
    prefix = f"portal-{hashlib.sha256(os.fsencode(link)).hexdigest()[:8]}-"
    place = _temporary_place(is_searched_by_others=user is not None)
    for abandoned in place.glob(f"{prefix}*"):
        if abandoned.lstat().st_uid == owner:
            shutil.rmtree(abandoned, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    link.unlink(missing_ok=True)
    link.symlink_to(folder)
    return folder


def remove_socket_folder(link: Path) -> None:
    """The folder and the link to it; they may be gone already."""
    if link.is_symlink():
        shutil.rmtree(os.readlink(link), ignore_errors=True)
        link.unlink()


def _named(link: Path, owner: int) -> Path | None:
    """What the link names, if it is still what we made: after a restart of the machine it may not be."""
    try:
        folder = Path(os.readlink(link))
        status = folder.lstat()
    except OSError:
        return None
    is_as_made = stat.S_ISDIR(status.st_mode) and stat.S_IMODE(status.st_mode) == 0o700
    return folder if is_as_made and status.st_uid == owner else None


def _temporary_place(*, is_searched_by_others: bool) -> Path:
    """TMPDIR or what stands for it, unless a socket can't be there: too long, or in nobody else's reach."""
    for place in (Path(tempfile.gettempdir()).resolve(), *OTHER_PLACES):
        # A comma separates hosts in a URL of PostgreSQL's.
        is_short = len(os.fsencode(place)) <= LONGEST_TEMPORARY_PATH and "," not in str(place)
        if is_short and not is_searched_by_others:
            return place
        if is_short and all(folder.stat().st_mode & stat.S_IXOTH for folder in (place, *place.parents)):
            return place
    return OTHER_PLACES[0]


# --- Whom it runs as ---
def prepared_user(ways: Iterable[Path], *, readable: Path) -> User:
    """The user, to whom the folders above each of `ways` are open to search, and all of `readable` to read:
    the least that works."""
    user = _existing() or _created()
    for way in ways:
        for folder in way.parents:
            _allow(folder, stat.S_IXOTH)
    for inner, _, files in os.walk(readable):
        _allow(Path(inner), stat.S_IROTH | stat.S_IXOTH)
        for file in (Path(inner, name) for name in files):
            if not file.is_symlink():  # what the owner may read and run, so may others
                _allow(file, stat.S_IMODE(file.stat().st_mode) >> 6 & (stat.S_IROTH | stat.S_IXOTH))
    return user


def _existing() -> User | None:
    try:
        return pwd.getpwnam(USER_NAME)
    except KeyError:
        return None


def _created() -> User:
    # Whoever became root by a plain `su` keeps a PATH without the system's own commands.
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"
    options = ["--system", "--no-create-home", "--home-dir=/", "--shell=/usr/sbin/nologin", USER_NAME]
    try:
        result = subprocess.run(
            [shutil.which("useradd", path=path) or "useradd", *options], capture_output=True, text=True
        )
        complaint = result.stderr.strip()
    except FileNotFoundError:
        complaint = "falta la orden useradd"
    # Another run may have created it meanwhile.
    if user := _existing():
        return user
    raise ServerError(
        f"PostgreSQL no corre como administrador y no se pudo crear el usuario «{USER_NAME}» ({complaint}): "
        "ejecute el portal con un usuario corriente."
    )


def _allow(path: Path, bits: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & bits != bits:
        path.chmod(mode | bits)
