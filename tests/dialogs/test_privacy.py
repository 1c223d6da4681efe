"""What must never be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.privacy import BSN_WEIGHTS, holds_bsn


@pytest.mark.parametrize(
    "words",
    [
        "111222333",
        "123456782",
        "mijn bsn is 111222333.",
        "BSN:111222333!",
        "111 222 333",
        "111.222.333",
        "111-222-333",
        "1112.22.333",
        "1 1 1 2 2 2 3 3 3",
        "111  222  333",
        "111 - 222 - 333",
        "111/222/333",
        "111\u00a0222\u00a0333",
        "111\n222\n333",
        "10000008",
        "010000008",
        "٠١٠٠٠٠٠٠٨",
        "ik ben 34, 111222333",
        "34 111 222 333",
        "111 222 333 34",
        "2009 111222333",
        "a111222333b",
        "0612345678 en 111222333",
    ],
)
def test_a_citizen_service_number_is_seen_however_it_is_grouped(words: str) -> None:
    assert holds_bsn(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Halima",
        "34",
        "kapper, 2009",
        "van 2004 tot 2008",
        "0612345678",
        "06 12345678",
        "06-12 34 56 78",
        "+31 6 12345678",
        "053 123 45 67",
        "111222334",
        "123456789",
        "000000000",
        "00000000",
        "1112223334",
        "1234567",
        "7511 AB 12",
        "1, 2, 3, 4, 5, 6, 7, 8, 2",
        "€ 1.234,56",
        "NL91ABNA0417164300",
    ],
)
def test_other_numbers_are_none(words: str) -> None:
    assert not holds_bsn(words)


def passes(digits: str) -> bool:
    """The check of a citizen service number, as the government describes it."""
    weighed = sum(weight * int(digit) for weight, digit in zip(BSN_WEIGHTS, digits.zfill(9), strict=True))
    return weighed % 11 == 0 and int(digits) > 0


@given(
    st.integers(10_000_000, 999_999_999),
    st.sampled_from(["", "mijn nummer is ", "bsn:"]),
    st.sampled_from(["", ".", " ok"]),
)
def test_exactly_the_numbers_that_pass_the_check_are_seen(number: int, before: str, after: str) -> None:
    assert holds_bsn(f"{before}{number}{after}") == passes(str(number))


@given(st.integers(10_000_000, 999_999_900), st.data())
def test_a_number_that_passes_is_seen_between_other_numbers(start: int, data: st.DataObject) -> None:
    number = next(number for number in range(start, start + 99) if passes(str(number)))
    gaps = data.draw(st.lists(st.sampled_from(["", " ", ".", "-"]), min_size=8, max_size=8))
    grouped = "".join(digit + gap for digit, gap in zip(str(number), [*gaps, ""], strict=False))
    age = data.draw(st.integers(1, 9999))
    assert holds_bsn(f"{age} {grouped}")
    assert holds_bsn(f"{grouped.rstrip(' .-')}, {age}")


@given(st.text(max_size=200))
def test_any_words_can_be_looked_at(words: str) -> None:
    assert holds_bsn(words) in (True, False)
