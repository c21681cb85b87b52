"""No spelling, redirect or second DNS answer reaches a private network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from bench.hostile.crawls import wild
from bench.hostile.site import Site
from bench.hostile.spellings import ELSEWHERE, LOOPBACK, addresses
from crawler.failures import BlockedRequestError
from crawler.network.resolver import AllowedPrivate, PublicOnlyResolver, is_public
from crawler.network.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRIVATE = (
    *("127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1"),
    *("169.254.169.254", "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "192.0.0.1"),
    *("192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1"),
    *("240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "fe80::1"),
    *("2002:7f00:1::", "2002:a00:1::", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1"),
    *("2001:db8::1", "2001::", "fe80::1%eth0", "not an address", ""),
)


@pytest.fixture
def canary() -> Iterator[Site]:
    """Listens on every address of this machine, IPv6 included, and must hear nothing."""
    with Site(host="::", fallback=lambda exchange: exchange.reply("reached")) as site:
        yield site


def test_there_are_enough_spellings() -> None:
    assert len({*LOOPBACK, *ELSEWHERE}) >= 60


def test_no_spelling_is_reached_directly(canary: Site, own_data_folder: Path) -> None:
    urls = addresses(canary.port)
    result = wild(own_data_folder, urls, allow="")
    assert canary.visits == []
    errors = result.row()["errors"]
    assert "reached" not in errors
    assert sum(errors.values()) == len(urls), errors
    assert errors["private_address"] >= 60, errors


def test_the_canary_hears_what_is_let_through(canary: Site, own_data_folder: Path) -> None:
    """Else the test above would prove nothing."""
    pair = f"127.0.0.1:{canary.port}"
    wild(own_data_folder, [f"http://{pair}/"], allow=pair)
    assert canary.paths() == ["/"]


def test_no_spelling_is_reached_by_a_redirect(canary: Site, own_data_folder: Path) -> None:
    urls = addresses(canary.port)
    with Site() as site:
        for number, url in enumerate(urls):
            location = url.encode("utf-8").decode("latin-1")
            site.routes[f"/{number}"] = lambda exchange, location=location: exchange.send(
                b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: "
                + location.encode("latin-1")
                + b"\r\n\r\n"
            )
        result = wild(own_data_folder, [site.url(f"/{n}") for n in range(len(urls))], site.pair)
        assert len(site.visits) == len(urls)
    assert canary.visits == []
    assert "reached" not in result.row()["errors"]
    assert result.row()["errors"]["private_address"] >= 60, result.row()["errors"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "114.114.114.114", "2400:3200::1", "::ffff:114.114.114.114"]
)
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("private", PRIVATE[:37])
def test_a_name_that_answers_differently_the_second_time_is_refused(private: str) -> None:
    resolver, inner = make_resolver()
    inner.answers = ["114.114.114.114"]
    assert resolve(resolver, f"a-{private}.test") == ["114.114.114.114"]
    # The connection goes to the judged address; whoever resolves again is judged again.
    resolver._cache.clear()
    inner.answers = [private]
    assert resolve(resolver, f"a-{private}.test") == []
    inner.answers = ["114.114.114.114", private]
    assert resolve(resolver, f"a-{private}.test") == []


def test_only_the_named_pair_is_allowed() -> None:
    resolver, inner = make_resolver("127.0.0.1:8080")
    inner.answers = ["127.0.0.1"]
    assert resolve(resolver, "127.0.0.1", 8080) == ["127.0.0.1"]
    resolver._cache.clear()
    assert resolve(resolver, "127.0.0.1", 8081) == []
    assert resolve(resolver, "localhost", 8080) == []


def test_what_was_allowed_on_one_port_is_not_remembered_for_another() -> None:
    resolver, inner = make_resolver("127.0.0.1:8080")
    inner.answers = ["127.0.0.1"]
    assert resolve(resolver, "127.0.0.1", 8080) == ["127.0.0.1"]
    assert resolve(resolver, "127.0.0.1", 22) == []


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://a.test/x", "data:text/html,x", "javascript:alert(1)"),
        *("gopher://a.test/", "http://b.test/", "http://a.test.b.test/", "http://xa.test/"),
        *("http://a.test:22/", "http://a.test:8081/", "http://user:secret@a.test/", "http://"),
        *("https://a.test:80000/", "http://a.test@b.test/", "http://b.test#a.test"),
    ],
)
def test_what_is_out_of_scope(url: str) -> None:
    scope = Scope(["a.test"], ["http://a.test/"])
    with pytest.raises((BlockedRequestError, ValueError)):
        scope.check_url(url)


@pytest.mark.parametrize(
    "url", ["http://a.test/", "https://a.test/", "https://www.a.test/x", "http://a.test.:80/"]
)
def test_what_is_in_scope(url: str) -> None:
    Scope(["a.test"], ["http://a.test/"]).check_url(url)


class FakeResolver:
    """Answers at once with what it is told."""

    answers: list[str] = []

    def resolveHostName(self, receiver: Any, *asked: Any) -> Any:  # noqa: N802
        receiver.resolutionBegan(self)
        for answer in self.answers:
            kind = IPv6Address if ":" in answer else IPv4Address
            receiver.addressResolved(kind("TCP", answer, asked[1]))
        receiver.resolutionComplete()
        return self


class FakeReactor:
    def __init__(self) -> None:
        self.nameResolver = FakeResolver()


class Receiver:
    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.is_complete = False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self.resolution = resolution

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.is_complete = True


def make_resolver(*allowed: str) -> tuple[PublicOnlyResolver, FakeResolver]:
    reactor = FakeReactor()
    return PublicOnlyResolver(reactor, AllowedPrivate(allowed), 100), reactor.nameResolver


def resolve(resolver: PublicOnlyResolver, host: str, port: int = 80) -> list[str]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, host, port)
    assert receiver.is_complete
    return receiver.addresses
