"""What the buttons of a page say, and what no button of ours could have said."""

from uuid import UUID

import pytest

from ground.webforms.pages import Pressed, as_number, as_uuid

KEY = "6d7b4c9e-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("posted", "verb", "argument", "number"),
    [
        ("file", "file", "", None),
        ("remove:12", "remove", "12", 12),
        ("remove:", "remove", "", None),
        ("go:to:12", "go", "to:12", None),
        ("", "", "", None),
    ],
)
def test_button_says_a_verb_and_what_it_is_about(rf, posted, verb, argument, number):
    action = Pressed.of(rf.post("/", {"action": posted}), "save")
    assert (action, action.number) == (Pressed(verb, argument), number)


def test_enter_key_asks_for_what_the_page_is_for(rf):
    assert Pressed.of(rf.post("/"), "save") == Pressed("save")
    assert Pressed.of(rf.get("/?action=file")) == Pressed("")


@pytest.mark.parametrize("text", [None, "", "x", "-1", "+1", "1.0", " 1", "²", "٣", "1\x00", "9" * 19, "9" * 5_000])
def test_what_no_row_has_as_its_number_is_none(text):
    assert as_number(text) is None


def test_number_of_a_row_is_one():
    assert (as_number("0"), as_number("9" * 18)) == (0, 10**18 - 1)


@pytest.mark.parametrize("text", [None, "", "x", KEY[:-1], KEY + "0", "\x00"])
def test_what_no_row_has_as_its_key_is_none(text):
    assert as_uuid(text) is None


def test_key_of_a_row_is_one():
    assert as_uuid(KEY) == as_uuid(UUID(KEY)) == UUID(KEY)
