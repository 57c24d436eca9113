"""PostgreSQL and Valkey out of their wheels, for a demonstration or a test run that names no servers.

They are the real servers, kept under the installation's `var/` and shared by every process that asks:
the first one starts them and the last one to leave stops them. Who is still there is told by shared
file locks, which the kernel releases even for a process that was killed.
"""

from inm_portal.embedded.daemon import ServerError
from inm_portal.embedded.postgresql import PostgreSQL
from inm_portal.embedded.sharing import revive, share, shared_servers
from inm_portal.embedded.valkey import Valkey

__all__ = ["PostgreSQL", "ServerError", "Valkey", "revive", "share", "shared_servers"]
