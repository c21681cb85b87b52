"""The small memory of a long crawl behaves as a set and a counter do, and stays small."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.fingerprints import AddressSet, RecentCounts

WORDS = st.lists(st.text(max_size=3), max_size=200)


@settings(deadline=None)
@given(WORDS, st.sampled_from([1, 1000]))
def test_an_address_set_is_a_set(addresses: list[str], room: int) -> None:
    seen, known = AddressSet(room), set[str]()
    for address in addresses:
        assert (address in seen) == (address in known)
        assert seen.add(address) == (address not in known)
        known.add(address)
        assert len(seen) == len(known)


def test_many_addresses_are_all_known_and_take_few_bytes() -> None:
    seen = AddressSet()
    for number in range(20_000):
        assert seen.add(f"http://a.test/{number}")

    assert len(seen) == 20_000
    assert all(f"http://a.test/{number}" in seen for number in range(20_000))
    assert not any(f"http://b.test/{number}" in seen for number in range(20_000))
    assert 8 * len(seen._table) <= 20 * len(seen)


def test_within_its_room_a_set_does_not_grow() -> None:
    seen = AddressSet(room=3000)
    size = len(seen._table)
    for number in range(3000):
        seen.add(f"http://a.test/{number}")
    assert len(seen._table) == size


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdef"), max_size=100))
def test_counts_are_right_while_keys_are_few(keys: list[str]) -> None:
    counts = RecentCounts(size=6)
    for number, key in enumerate(keys):
        assert counts.add(key) == keys[: number + 1].count(key)


def test_a_key_that_keeps_coming_is_counted_among_endless_others() -> None:
    counts = RecentCounts(size=10)
    for round_number in range(50):
        for other in range(9):
            assert counts.add(f"{round_number}-{other}") == 1
        assert counts.add("again") == round_number + 1
    counts.forget("again")
    assert counts.add("again") == 1
