"""The short folder where a server's socket is: in the system's temporary place, 0700, its owner's only.

A symbolic link beside the data names it, so that a server that was killed comes back at the same address
and whoever knows that address finds it again. Its name is drawn by chance: nobody can be there before.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from inm_portal.embedded.system_user import User

LONGEST_TEMPORARY_PATH = 70  # bytes, of the 107 that a socket's path may have
OTHER_PLACES = (Path("/tmp"), Path("/var/tmp"))


def emptied(link: Path, user: User | None) -> Path:
    """The folder that the link names, or a new one, with nothing inside; `user` owns it, or else we do."""
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


def remove(link: Path) -> None:
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
