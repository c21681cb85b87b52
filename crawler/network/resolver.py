"""The one choke point against requests into private networks: the resolver.

Every connection, also to an address written as a number, asks the reactor's resolver, and connects
to exactly the addresses it gives. So what is blocked here cannot be reached by a spelling, a
redirect or a name that answers differently the second time.
"""

from __future__ import annotations

import ipaddress
import logging
import time
from typing import TYPE_CHECKING, Any

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

CACHE_SECONDS = 300.0
NAT64 = ipaddress.ip_network("64:ff9b::/96")
UNICAST = ipaddress.ip_network("2000::/3")

type_address = IPv4Address | IPv6Address


def is_public(address: str) -> bool:
    """True if ``address`` (a literal) is one the public internet may have.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is as public as that.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip not in UNICAST:  # nothing else was ever given out, deprecated forms included
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


class AllowedPrivate:
    """The private ``host:port`` pairs this process was told it may reach: servers under test."""

    def __init__(self, pairs: Iterable[str] = ()) -> None:
        self._pairs: set[tuple[str, int]] = set()
        for pair in pairs:
            self.add(pair)

    def add(self, pair: str) -> None:
        """``host:port``. Raises ValueError for anything else."""
        host, _, port = pair.rpartition(":")
        if not host or not port.isdigit():
            raise ValueError(f"FETCH_ALLOW_PRIVATE takes host:port, not {pair!r}")
        self._pairs.add((host.strip("[]").lower(), int(port)))

    def __contains__(self, pair: object) -> bool:
        return pair in self._pairs


@implementer(IHostnameResolver)
class PublicOnlyResolver:
    """Resolve names, and give no address of a private network to the one who connects."""

    blocked_hosts: set[str] = set()
    """Hosts blocked in this process: how a failed request learns that it was blocked."""

    def __init__(self, reactor: Any, allowed: AllowedPrivate, cache_size: int) -> None:
        self._reactor = reactor
        self._inner = reactor.nameResolver
        self._cache: dict[str, tuple[float, list[type_address]]] = {}
        self._cache_size = cache_size
        self.allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> PublicOnlyResolver:
        allowed = AllowedPrivate(crawler.settings.getlist("FETCH_ALLOW_PRIVATE"))
        return cls(reactor, allowed, crawler.settings.getint("DNSCACHE_SIZE"))

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        resolutionReceiver: Any,  # noqa: N803 - Twisted's name
        hostName: str,  # noqa: N803 - Twisted's name
        portNumber: int = 0,  # noqa: N803 - Twisted's name
        addressTypes: Sequence[Any] | None = None,  # noqa: N803 - Twisted's name
        transportSemantics: str = "TCP",  # noqa: N803 - Twisted's name
    ) -> Any:
        receiver = _AddressFilter(self, resolutionReceiver, hostName, portNumber)
        cached = self._cache.get(hostName)
        if cached and time.monotonic() - cached[0] < CACHE_SECONDS:
            resolution = _CachedResolution(hostName)
            receiver.resolutionBegan(resolution)
            for address in cached[1]:  # judged again: what is allowed depends on the port
                receiver.addressResolved(type(address)(address.type, address.host, portNumber))
            receiver.resolutionComplete()
            return resolution
        return self._inner.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )

    def allowed_addresses(
        self, host: str, port: int, addresses: list[type_address]
    ) -> list[type_address]:
        """The addresses that may be connected to: all, or none if any of them is private.

        A name that has both a public and a private address is an attack or a mistake.
        """
        if (host.lower(), port) in self.allowed:
            return addresses
        private = [address.host for address in addresses if not is_public(address.host)]
        if private:
            PublicOnlyResolver.blocked_hosts.add(host)
            logger.warning("Blocked %s: %s is not a public address", host[:200], private[0])
            return []
        return addresses

    def cache(self, host: str, addresses: list[type_address]) -> None:
        if len(self._cache) >= self._cache_size:
            self._cache.clear()
        self._cache[host] = (time.monotonic(), addresses)


@implementer(IResolutionReceiver)
class _AddressFilter:
    """Hold the addresses of one resolution back until all are known and judged."""

    def __init__(self, resolver: PublicOnlyResolver, receiver: Any, host: str, port: int) -> None:
        self._resolver = resolver
        self._receiver = receiver
        self._host = host
        self._port = port
        self._addresses: list[type_address] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: type_address) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        good = self._resolver.allowed_addresses(self._host, self._port, self._addresses)
        if good:
            self._resolver.cache(self._host, good)
        for address in good:
            self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


@implementer(IHostResolution)
class _CachedResolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing to cancel: the answer was at hand."""
