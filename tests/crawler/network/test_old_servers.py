"""Old servers are let in by the channel that says so, and nobody is let in by itself."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from typing import TYPE_CHECKING

import pytest
import trustme
from cryptography.hazmat.primitives.asymmetric.dh import DHParameterNumbers
from cryptography.hazmat.primitives.serialization import Encoding, ParameterFormat

from bench.hostile.crawls import crawl
from bench.hostile.site import Site, answer, article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "127.0.0.1"
# The 1,024 bits of RFC 2409's second group: what old servers were delivered with.
SMALL_PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
    16,
)


def small_dh(context: ssl.SSLContext, folder: Path) -> None:
    numbers = DHParameterNumbers(SMALL_PRIME, 2)
    pem = folder / "dh.pem"
    pem.write_bytes(numbers.parameters().parameter_bytes(Encoding.PEM, ParameterFormat.PKCS3))
    context.set_ciphers("DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.load_dh_params(pem)


def tls_of_1999(context: ssl.SSLContext, folder: Path) -> None:  # noqa: ARG001 - one form for all
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """A root that this machine trusts for the time of the test."""
    root = trustme.CA(key_type=trustme.KeyType.RSA)
    root.cert_pem.write_to_path(tmp_path / "roots.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "roots.pem"))
    return root


def serve(context: ssl.SSLContext) -> Site:
    site = Site(tls=context)
    site.routes["/"] = lambda exchange: exchange.reply("<a href=/a/1.html>标题1</a>")
    site.routes["/a/1.html"] = article(1)
    return site


@pytest.mark.parametrize("age", [small_dh, tls_of_1999])
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_tls_is_told_with_its_setting_and_let_in_by_it(
    age: object, authority: trustme.CA, own_data_folder: Path, tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST, key_type=trustme.KeyType.RSA).configure_cert(context)
    age(context, tmp_path)  # type: ignore[operator]
    with serve(context) as site:
        refused = crawl(own_data_folder, site.url())
        assert site.visits == []
        other = crawl(own_data_folder / "b", site.url(), env={"TINY_LEGACY_TLS": "other.example"})
        assert site.visits == []
        let_in = crawl(own_data_folder / "c", site.url(), env={"TINY_LEGACY_TLS": HOST})
    assert refused.exit_code != 0
    assert "its TLS is too old" in refused.last_line
    assert f'legacy_tls = ("{HOST}",)' in refused.last_line
    assert other.exit_code != 0
    assert len(let_in.items()) == 1, let_in.output


def test_old_tls_is_still_verified(own_data_folder: Path, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority = trustme.CA(key_type=trustme.KeyType.RSA)
    authority.issue_cert(HOST, key_type=trustme.KeyType.RSA).configure_cert(context)
    small_dh(context, tmp_path)
    with serve(context) as site:
        refused = crawl(own_data_folder, site.url(), env={"TINY_LEGACY_TLS": HOST})
        assert site.visits == []
    assert "its certificate cannot be verified" in refused.last_line


def test_an_intermediate_that_is_left_out_is_named_by_the_channel(
    authority: trustme.CA, own_data_folder: Path, tmp_path: Path
) -> None:
    between = authority.create_child_ca()
    issued = between.issue_cert(HOST)
    (tmp_path / "leaf.pem").write_bytes(issued.cert_chain_pems[0].bytes())
    issued.private_key_pem.write_to_path(tmp_path / "key.pem")
    between.cert_pem.write_to_path(tmp_path / "between.pem")
    trustme.CA().create_child_ca().cert_pem.write_to_path(tmp_path / "strange.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "leaf.pem", tmp_path / "key.pem")

    def named(pem: str) -> dict[str, str]:
        return {"TINY_INTERMEDIATES": f'{{"{HOST}": "{tmp_path / pem}"}}'}

    with serve(context) as site:
        refused = crawl(own_data_folder, site.url())
        strange = crawl(own_data_folder / "b", site.url(), env=named("strange.pem"))
        missing = crawl(own_data_folder / "c", site.url(), env=named("nothing.pem"))
        assert site.visits == []
        let_in = crawl(own_data_folder / "d", site.url(), env=named("between.pem"))
    assert f'intermediates = {{"{HOST}": PEM file}}' in refused.last_line
    assert strange.exit_code != 0
    assert missing.exit_code != 0
    assert "nothing.pem" in missing.output
    assert len(let_in.items()) == 1, let_in.output


def test_an_intermediate_without_its_root_vouches_for_nobody(
    own_data_folder: Path, tmp_path: Path
) -> None:
    between = trustme.CA().create_child_ca()
    between.cert_pem.write_to_path(tmp_path / "between.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    between.issue_cert(HOST).configure_cert(context)
    env = {"TINY_INTERMEDIATES": f'{{"{HOST}": "{tmp_path / "between.pem"}"}}'}
    with serve(context) as site:
        refused = crawl(own_data_folder, site.url(), env=env)
        assert site.visits == []
    assert "its certificate cannot be verified" in refused.last_line


class Unsafe:
    """A server that knows no secure renegotiation (RFC 5746): it speaks until its hello is done."""

    def __init__(self, certificate: bytes) -> None:
        self._certificate = certificate
        self.heard: list[int] = []
        """Kinds of the records that followed the hello: 21 is an alert, 22 goes on."""

    def __enter__(self) -> Unsafe:
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(b"".join(self._hello()))
                if answer_ := connection.recv(65536):
                    self.heard.append(answer_[0])

    def _hello(self) -> Iterator[bytes]:
        listed = sized(self._certificate, 3)
        # TLS 1.2, no session, AES128-SHA with the server's RSA key, no compression, no extension.
        yield record(b"\x02" + sized(b"\x03\x03" + bytes(32) + b"\x00" + b"\x00\x2f" + b"\x00", 3))
        yield record(b"\x0b" + sized(sized(listed, 3), 3))
        yield record(b"\x0e" + sized(b"", 3))


def sized(data: bytes, width: int) -> bytes:
    return len(data).to_bytes(width, "big") + data


def record(data: bytes) -> bytes:
    return b"\x16\x03\x03" + struct.pack(">H", len(data)) + data


def test_old_renegotiation_is_told_with_its_setting_and_spoken_with_by_it(
    authority: trustme.CA, own_data_folder: Path
) -> None:
    pem = authority.issue_cert(HOST, key_type=trustme.KeyType.RSA).cert_chain_pems[0].bytes()
    with Unsafe(ssl.PEM_cert_to_DER_cert(pem.decode())) as server:
        url, allow = f"https://{HOST}:{server.port}/", f"{HOST}:{server.port}"
        refused = crawl(own_data_folder, url, allow=allow)
        alerts, server.heard = server.heard, []
        crawl(own_data_folder / "b", url, allow=allow, env={"TINY_LEGACY_TLS": HOST})
        answers = server.heard
    assert "unsafe legacy renegotiation" in refused.last_line
    assert f'legacy_tls = ("{HOST}",)' in refused.last_line
    assert set(alerts) == {21}
    assert set(answers) == {22}


def test_redirects_between_http_and_https_end_early_and_name_the_setting(
    own_data_folder: Path,
) -> None:
    """Http sends to https, whose every address sends back to http."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority_ = trustme.CA()
    authority_.issue_cert(HOST).configure_cert(context)
    with Site() as plain, Site(tls=context) as secure:
        allow = f"{plain.pair},{secure.pair}"
        plain.routes["/robots.txt"] = secure.routes["/robots.txt"] = answer(404)
        plain.routes["/"] = answer(301, Location=secure.url("/"))
        secure.routes["/"] = answer(301, Location=plain.url("/"))
        sites = f"{plain.url()} {secure.url('/unused')}"
        circled = crawl(own_data_folder, sites, allow=allow, DOWNLOAD_VERIFY_CERTIFICATES=0)
    assert len([path for path in plain.paths() if path == "/"]) <= 3
    assert "in a circle between http and https" in circled.output
    assert f'only_scheme = {{"{HOST}": "http"}}' in circled.output


def test_a_host_is_asked_by_the_one_scheme_its_channel_names(own_data_folder: Path) -> None:
    """All its links and redirects say https, where nobody speaks TLS."""
    with Site() as plain:
        https = plain.url().replace("http:", "https:")
        plain.routes["/"] = answer(301, Location=f"{https}index.html")
        plain.routes["/index.html"] = lambda exchange: exchange.reply(
            f"<a href={https}a/1.html>标题1</a>"
        )
        plain.routes["/a/1.html"] = article(1)
        lost = crawl(own_data_folder, plain.url())
        assert "/index.html" not in plain.paths()
        env = {"TINY_ONLY_SCHEME": f'{{"{HOST}": "http"}}'}
        found = crawl(own_data_folder / "b", plain.url(), env=env)
    assert lost.exit_code != 0
    assert len(found.items()) == 1, found.output


def test_a_list_that_is_refused_is_told_with_its_status(own_data_folder: Path) -> None:
    with Site() as site:
        site.routes["/"] = answer(410)
        done = crawl(own_data_folder, site.url(), channel="listed")
    assert f"list {site.url()}: answered 410" in done.output
    assert "Ignoring" not in done.output
