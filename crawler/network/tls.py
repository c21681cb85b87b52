"""TLS with one host: verified as strictly as can be, or as its channel's file says for an old one.

Nothing is ever weakened by itself. What a channel may say, for its own crawl and the named hosts:

| attribute                          | lets in                                                    |
|------------------------------------|------------------------------------------------------------|
| ``legacy_tls = ("host",)``         | TLS 1.0, small DH and RSA keys, SHA-1, old renegotiation   |
| ``intermediates = {"host": PEM}``  | a server that leaves out certificates between it and a root|

Both still verify name, dates and root: an intermediate helps to build the chain, it is no root. A
PEM is named from the repository's folder. What fails otherwise is told with the setting that helps.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.x509 import load_pem_x509_certificates
from OpenSSL import SSL
from OpenSSL.crypto import X509
from service_identity import VerificationError
from service_identity.cryptography import extract_patterns
from service_identity.hazmat import DNS_ID, IPAddress_ID, verify_service_identity
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.failures import TlsError, ssl_reasons

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

REPOSITORY = Path(__file__).resolve().parents[2]
STRICT, LEGACY = b"DEFAULT", b"DEFAULT:@SECLEVEL=0"
OLD = (
    "dh key too small",
    "ee key too small",
    "ca md too weak",
    "unsafe legacy renegotiation disabled",
    "unsupported protocol",
    "wrong version number",
    "protocol version",
    "no protocols available",
    "handshake failure",
    "bad dh value",
    "internal error",
)
"""What OpenSSL says where a server can only speak as servers did long ago."""
WITHOUT_ISSUER = (20, 21)
VERIFY_PROBLEMS = {
    9: "it is not valid yet",
    10: "it has expired",
    18: "it vouches for itself",
    19: "nobody known vouches for its root",
    20: "who issued it is unknown",
    21: "who issued it is unknown",
    62: "it is for another name",
}
MAX_HOSTS = 1000


@implementer(IPolicyForHTTPS)
class TlsPolicy:
    """How each host of one crawl is spoken to."""

    problems: dict[str, int] = {}
    """By host, what was wrong with the certificate it showed last, as OpenSSL numbers it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._is_verifying = crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        self._contexts: dict[str, SSL.Context] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, **_: Any) -> TlsPolicy:
        return cls(crawler)

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802, ARG002 - Twisted's
        host = hostname.decode("ascii").lower()
        if host not in self._contexts:
            if len(self._contexts) >= MAX_HOSTS:
                self._contexts.clear()
            self._contexts[host] = self._context(host)
        return _Verified(host, self._contexts[host], is_verifying=self._is_verifying)

    def _context(self, host: str) -> SSL.Context:
        spider = self._crawler.spider or self._crawler.spidercls
        context = SSL.Context(SSL.TLS_CLIENT_METHOD)
        context.set_options(SSL.OP_ALL | SSL.OP_NO_COMPRESSION)
        context.set_default_verify_paths()
        if host in getattr(spider, "legacy_tls", ()):
            context.set_options(SSL.OP_LEGACY_SERVER_CONNECT)
            context.set_cipher_list(LEGACY)
            context.set_min_proto_version(SSL.TLS1_VERSION)
        else:
            context.set_cipher_list(STRICT)
            context.set_min_proto_version(SSL.TLS1_2_VERSION)
        if pem := getattr(spider, "intermediates", {}).get(host):
            _help_with_chain(context, host, pem)
        return context


@implementer(IOpenSSLClientConnectionCreator)
class _Verified:
    """Connections to one host whose certificate is held against its name and the known roots."""

    def __init__(self, host: str, context: SSL.Context, *, is_verifying: bool) -> None:
        self._host = host
        self._context = context
        self._is_verifying = is_verifying
        self._is_address = isIPAddress(host) or isIPv6Address(host)

    def clientConnectionForTLS(self, tlsProtocol: Any) -> SSL.Connection:  # noqa: N802, N803 - Twisted's
        connection = SSL.Connection(self._context, None)
        connection.set_app_data(tlsProtocol)
        if not self._is_address:
            connection.set_tlsext_host_name(self._host.encode("ascii"))
        TlsPolicy.problems.pop(self._host, None)
        connection.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, self._verify)
        return connection

    def _verify(
        self, _: SSL.Connection, certificate: X509, error: int, depth: int, is_ok: int
    ) -> bool:
        if is_ok and depth == 0 and not self._is_named(certificate):
            error, is_ok = 62, 0
        if not is_ok:
            TlsPolicy.problems.setdefault(self._host, error)
        return bool(is_ok) or not self._is_verifying

    def _is_named(self, certificate: X509) -> bool:
        wanted = IPAddress_ID(self._host) if self._is_address else DNS_ID(self._host)
        try:
            verify_service_identity(extract_patterns(certificate.to_cryptography()), [wanted], [])
        except (VerificationError, ValueError):
            return False
        return True


def explained(error: Exception, host: str) -> Exception:
    """The error as a TlsError that says what would help; as it is if it has nothing of TLS."""
    reasons = ssl_reasons(error)
    if not reasons:
        return error
    said = ", ".join(reasons)
    if problem := TlsPolicy.problems.get(host):
        told = VERIFY_PROBLEMS.get(problem, f"OpenSSL error {problem}")
        if problem in WITHOUT_ISSUER:
            told += f'; if it leaves out a certificate: intermediates = {{"{host}": PEM file}}'
        return TlsError(f"its certificate cannot be verified: {told}")
    if any(old in reason for old in OLD for reason in reasons):
        setting = f'legacy_tls = ("{host}",)'
        return TlsError(f"its TLS is too old ({said}); its channel may say {setting}")
    return TlsError(f"TLS failed: {said}")


def _help_with_chain(context: SSL.Context, host: str, pem: str) -> None:
    store = context.get_cert_store()
    assert store is not None
    try:
        for certificate in load_pem_x509_certificates((REPOSITORY / pem).read_bytes()):
            store.add_cert(X509.from_cryptography(certificate))
    except (OSError, ValueError) as error:
        raise TlsError(f"intermediates of {host}: {pem}: {error}") from None
