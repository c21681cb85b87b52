"""Certificates are checked, and a channel whose site has a broken one must say so itself."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
import trustme

from bench.hostile.crawls import crawl
from bench.hostile.site import Site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("names", [("127.0.0.1",), ("other.example",)])
def test_a_certificate_nobody_vouches_for_is_refused(
    names: tuple[str], own_data_folder: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(*names).configure_cert(context)
    with Site(tls=context) as site:
        site.routes["/"] = lambda exchange: exchange.reply("<a href=/a/1.html>x</a>")
        refused = crawl(own_data_folder, site.url())
        assert site.visits == []
        let_in = crawl(own_data_folder / "b", site.url(), DOWNLOAD_VERIFY_CERTIFICATES=0)
        assert "/" in site.paths(), let_in.output
    assert refused.exit_code != 0
    assert "its certificate cannot be verified" in refused.last_line
