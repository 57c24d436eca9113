"""How much memory is free for us: the machine's, within the limits of the control groups around us."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def free_bytes(root: Path = Path("/")) -> int:
    """The least of what the machine has available and what each control group above us has left.

    `root` is another place than the system's for the tests.
    """
    facts = dict(line.split(":", 1) for line in (root / "proc/meminfo").read_text().splitlines())
    return min([int(facts["MemAvailable"].split()[0]) * 1024, *_left_in_groups(root)])


def _left_in_groups(root: Path) -> Iterator[int]:
    """What is left under the limit of every group of memory that we are in, of either version."""
    for line in (root / "proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        if not controllers:
            names = ("memory.max", "memory.current", "inactive_file")
            mounts: tuple[str, ...] = ("sys/fs/cgroup", "sys/fs/cgroup/unified")
        elif "memory" in controllers.split(","):
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
            mounts = ("sys/fs/cgroup/memory",)
        else:
            continue
        for mount in mounts:
            # The group and all above it; inside a container only the mount itself may be there to read.
            group = root / mount / path.lstrip("/")
            while group != root / mount:
                yield from _left(group, *names)
                group = group.parent
            yield from _left(group, *names)


def _left(group: Path, limit_name: str, usage_name: str, reclaimable_name: str) -> Iterator[int]:
    """Nothing for a group without a limit, or one that is not there."""
    try:
        limit = (group / limit_name).read_text().strip()
        usage = int((group / usage_name).read_text())
        statistics = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    if limit != "max":
        # The kernel drops cached files before it runs out.
        yield max(int(limit) - usage + int(statistics.get(reclaimable_name, 0)), 0)
