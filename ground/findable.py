"""What a search and a site map know of the portal: each app hands in what it has as values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Findable:
    """Something that anybody may come across, at an address of the portal.

    `text` is what it says, in plain words; `place` where it stands, if its title alone does not tell; `also`
    are words by which people look for it, which nobody reads. A task is something that is done there. What
    needs an account is told of to everybody, and opens to whoever logs in; of a registered person, or company, not
    to the staff, who have no such data.
    """

    title: str
    address: str
    text: str = ""
    place: str = ""
    also: str = ""
    is_task: bool = False
    needs_account: bool = False
    is_of_registered: bool = False
