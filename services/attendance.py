"""What a certificate says of whoever took part in a course, from the sessions in which they were: pure."""

from collections.abc import Mapping

from services.kinds import Result


def share(minutes: Mapping[int, int], present: Mapping[int, bool]) -> int:
    """The percent of the time of all sessions, by their keys, in which somebody was there, rounded down."""
    total = sum(minutes.values())
    return 100 * sum(minutes[key] for key, was_there in present.items() if was_there) // total if total else 0


def result_of(percent: int, *, least: int, has_passed: bool) -> Result:
    """Whoever was there for less than the `least` percent has no certificate, whatever else they did."""
    if percent < least:
        return Result.ABSENT
    return Result.PASSED if has_passed else Result.ATTENDED
