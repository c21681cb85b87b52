"""What the desk does when Airflow's own database is busy."""

from __future__ import annotations

import json
import time

import httpx
import pytest

from desk import DeskError
from desk.launcher.airflow_client import Client
from desk.launcher.airflow_home import prepare


class BusyAirflow:
    """Answers run requests with ``codes``, one after another; 0 is no answer in time."""

    def __init__(self, *codes: int) -> None:
        self.codes = list(codes)
        self.asked: list[str] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/auth/token":
            return httpx.Response(201, json={"access_token": "t"})
        self.asked.append(json.loads(request.content)["dag_run_id"])
        code = self.codes.pop(0)
        if not code:
            raise httpx.ReadTimeout("timed out", request=request)
        return httpx.Response(code, json={"detail": "what Airflow says"})


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    prepare()
    monkeypatch.setattr(time, "sleep", lambda _: None)
    return Client(1)


@pytest.mark.parametrize(
    "codes", [(200,), (500, 200), (0, 200), (500, 0, 200), (500, 409), (0, 409)]
)
def test_a_busy_database_is_asked_again_for_the_same_run(
    client: Client, codes: tuple[int, ...]
) -> None:
    airflow = BusyAirflow(*codes)
    client.http = httpx.Client(base_url=client.base, transport=httpx.MockTransport(airflow.answer))

    run_id = client.trigger("crawl_channels")

    assert airflow.asked == [run_id] * len(codes)
    assert run_id.startswith("manual__")


@pytest.mark.parametrize("codes", [(400,), (409,), (500, 500, 500)])
def test_a_refusal_is_told_in_airflows_own_words(client: Client, codes: tuple[int, ...]) -> None:
    airflow = BusyAirflow(*codes)
    client.http = httpx.Client(base_url=client.base, transport=httpx.MockTransport(airflow.answer))

    with pytest.raises(DeskError, match="what Airflow says"):
        client.trigger("crawl_channels")

    assert airflow.codes == []
