"""How much memory is free: the least of the machine's and of every control group's around us."""

import pytest

from machine.needs import free_bytes

MB = 1024 * 1024
INSIDE = "app/portal"


@pytest.fixture
def root(tmp_path):
    """A system with 4000 MB available and, at first, without control groups."""
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/meminfo").write_text(f"MemTotal: 9999999 kB\nMemAvailable: {4000 * 1024} kB\n")
    (tmp_path / "proc/self/cgroup").write_text("")
    return tmp_path


def limit(group, *, version: int, limit: str, used: int, cached: int) -> None:
    names = {
        1: ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
        2: ("memory.max", "memory.current", "inactive_file"),
    }[version]
    group.mkdir(parents=True, exist_ok=True)
    (group / names[0]).write_text(f"{limit}\n")
    (group / names[1]).write_text(f"{used * MB}\n")
    (group / "memory.stat").write_text(f"anon 1\n{names[2]} {cached * MB}\n")


def test_without_groups_it_is_the_machines(root):
    assert free_bytes(root) == 4000 * MB


@pytest.mark.parametrize(
    ("version", "line", "mount"),
    [(2, f"0::/{INSIDE}", "sys/fs/cgroup"), (1, f"4:cpu,memory:/{INSIDE}", "sys/fs/cgroup/memory")],
)
class TestGroups:
    @pytest.fixture(autouse=True)
    def _member(self, root, line):
        (root / "proc/self/cgroup").write_text(f"9:pids:/other\n{line}\n")

    def test_own_limit_counts_and_cached_files_are_free(self, root, version, mount):
        limit(root / mount / INSIDE, version=version, limit=str(900 * MB), used=300, cached=50)
        assert free_bytes(root) == 650 * MB

    def test_limit_further_up_counts(self, root, version, mount):
        limit(root / mount / INSIDE, version=version, limit=str(9000 * MB), used=1, cached=0)
        limit(root / mount / "app", version=version, limit=str(500 * MB), used=100, cached=0)
        assert free_bytes(root) == 400 * MB

    def test_container_that_sees_only_its_own_group_as_the_mount_is_read(self, root, version, mount):
        limit(root / mount, version=version, limit=str(700 * MB), used=600, cached=0)
        assert free_bytes(root) == 100 * MB

    def test_group_that_is_over_its_limit_has_nothing_left(self, root, version, mount):
        limit(root / mount, version=version, limit=str(100 * MB), used=120, cached=0)
        assert free_bytes(root) == 0

    def test_no_limit_is_none(self, root, version, mount):
        unlimited = {1: str(2**63 - 4096), 2: "max"}[version]
        limit(root / mount / INSIDE, version=version, limit=unlimited, used=300, cached=0)
        assert free_bytes(root) == 4000 * MB
