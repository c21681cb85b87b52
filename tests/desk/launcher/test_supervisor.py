"""What the supervisor starts, how often again, and what it says of itself."""

from __future__ import annotations

import json
import sys

import pytest

from desk import DeskError
from desk.launcher.airflow_home import environment, prepare
from desk.launcher.supervisor import RESTARTS, Component, State, components, lease, running
from desk.settings import airflow_home


def test_the_newsroom_goes_first_and_knows_no_secret_of_the_desk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepare()
    for name, value in environment(8123).items():
        monkeypatch.setenv(name, value)

    newsroom, *airflow = components(environment(8123), 8124, with_triggerer=True)

    assert newsroom.name == "newsroom"
    assert newsroom.command[1:5] == ["-m", "desk.process_tree", "newsroom", "serve"]
    secrets = [(airflow_home() / name).read_text() for name in ("fernet_key", "jwt_secret")]
    assert not set(secrets) & set(newsroom.env.values())
    assert not [name for name in newsroom.env if "AIRFLOW" in name]
    assert {c.name for c in airflow} == {"api-server", "scheduler", "dag-processor", "triggerer"}
    assert all(set(secrets) <= set(c.env.values()) for c in airflow)


def test_a_single_run_has_no_triggerer_and_live_channels_no_newsroom() -> None:
    names = [c.name for c in components({}, None, with_triggerer=False)]
    assert names == ["api-server", "scheduler", "dag-processor"]


def test_what_dies_again_and_again_is_not_restarted_for_ever() -> None:
    (airflow_home() / "logs").mkdir(parents=True)
    command = [sys.executable, "-c", "print('no such database')"]
    component = Component(name="scheduler", command=command, env={})
    for _ in range(RESTARTS + 1):
        component.start()
        assert component.process is not None
        component.process.wait()

    with pytest.raises(DeskError, match=r"scheduler died 7 times in 120 s: see .*scheduler\.log"):
        component.start()

    log = (airflow_home() / "logs" / "scheduler.log").read_text()
    assert log.count("no such database") == RESTARTS + 1


def test_a_desk_runs_while_its_lease_is_held_and_it_has_said_so() -> None:
    own = lease()
    assert running() is None
    assert own.try_acquire()
    assert running() is None, "it has not said yet where it answers"

    state = State(pid=1, port=8080, components={"scheduler": 2})
    own.leave(json.dumps(state._asdict()).encode())
    assert running() == state

    own.release()
    assert running() is None
