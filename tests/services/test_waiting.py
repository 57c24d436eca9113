"""Who is offered the free seats of a course, as a table; how many there are; and until when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal_calendar.stored import current_calendar
from services.waiting import Waiting, fitting, left_to_all, list_ends_on, offered_until, offers

ANA, BEN, COL = 1, 2, 3


def whole(key: int, count: int) -> Waiting:
    return Waiting(key, count, is_whole=True)


@pytest.mark.parametrize(
    ("free", "line", "given"),
    [
        # services.md 8.2: strict order; who takes a part keeps the place; all or none is passed over and keeps it.
        (0, [Waiting(ANA, 1)], {}),
        (1, [Waiting(ANA, 1), Waiting(BEN, 1)], {ANA: 1}),
        (2, [Waiting(ANA, 3), Waiting(BEN, 1)], {ANA: 2}),
        (4, [Waiting(ANA, 3), Waiting(BEN, 2)], {ANA: 3, BEN: 1}),
        (2, [whole(ANA, 3), Waiting(BEN, 1), Waiting(COL, 1)], {BEN: 1, COL: 1}),
        (3, [whole(ANA, 3), Waiting(BEN, 1)], {ANA: 3}),
        (2, [whole(ANA, 3), whole(BEN, 2)], {BEN: 2}),
        (2, [whole(ANA, 3), whole(BEN, 3)], {}),
        (5, [], {}),
    ],
)
def test_free_seats_are_offered_in_order(free, line, given):
    assert offers(free, line) == given
    assert left_to_all(free, line) == free - sum(given.values())


@given(
    free=st.integers(0, 12),
    asked=st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=8),
)
def test_nobody_is_offered_what_somebody_before_could_use(free, asked):
    """I7, I8: as an order of who asked, and never more than there are."""
    line = [Waiting(key, count, is_whole) for key, (count, is_whole) in enumerate(asked)]
    given_to = offers(free, line)
    left = left_to_all(free, line)
    assert 0 <= left <= free
    for place, each in enumerate(line):
        had = given_to.get(each.key, 0)
        assert had in ({0, each.count} if each.is_whole else range(each.count + 1))
        if had < each.count and not each.is_whole:  # all that was left: nobody after has any, nor the public
            assert left == 0
            assert not any(later.key in given_to for later in line[place + 1 :])
    assert not any(each.is_whole and each.key not in given_to and each.count <= left for each in line)


@pytest.mark.parametrize(
    ("free", "count", "is_whole", "had"),
    [(3, 2, False, 2), (3, 2, True, 2), (1, 2, False, 1), (1, 2, True, 0), (0, 1, False, 0), (2, 2, True, 2)],
)
def test_as_many_as_fit_or_all_or_none(free, count, is_whole, had):
    assert fitting(free, count, is_whole=is_whole) == had


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2027, 3, 1), date(2027, 3, 3)),  # Monday to Wednesday
        (date(2027, 3, 5), date(2027, 3, 9)),  # Friday to Tuesday
        (date(2027, 3, 19), date(2027, 3, 24)),  # Saint Joseph is kept on Monday 22
    ],
)
def test_an_offer_may_be_taken_to_the_end_of_the_second_business_day(reference_data, today, until):
    assert offered_until(today, current_calendar()) == until


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 3, 5), date(2027, 3, 3)),
        (date(2027, 3, 8), date(2027, 3, 4)),  # Monday: the Thursday before
        (date(2027, 3, 23), date(2027, 3, 18)),
    ],
)
def test_the_list_ends_two_business_days_before_the_course(reference_data, first, last):
    assert list_ends_on(first, current_calendar()) == last
