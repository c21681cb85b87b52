"""The desk's Airflow by its public REST API: log in, trigger, watch, read."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx

from desk import DeskError
from desk.launcher.airflow_home import USER, password

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FINISHED = {"success", "failed"}


class Client:
    """Bound to one desk on 127.0.0.1. Raises DeskError with Airflow's own words on a refusal."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.http = httpx.Client(base_url=self.base, timeout=60, trust_env=False)
        self.password = password()
        self.token: str | None = None

    def is_healthy(self) -> bool:
        """Whether the page, the task API and the scheduler all answer."""
        try:
            health = self.http.get("/api/v2/monitor/health", timeout=20)
            if health.status_code != 200 or health.json()["scheduler"]["status"] != "healthy":
                return False
            # The first call builds the task API: better now than when the first task waits for it.
            return self.http.get("/execution/health/ping", timeout=60).status_code == 200
        except (httpx.HTTPError, KeyError, ValueError):
            return False

    def get(self, path: str, **params: Any) -> Any:
        return self.call("GET", path, params=params)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self.call("POST", path, json=body)

    def dags(self) -> set[str]:
        return {dag["dag_id"] for dag in self.get("/dags", limit=100)["dags"]}

    def import_errors(self) -> dict[str, str]:
        found = self.get("/importErrors", limit=20)["import_errors"]
        return {error["filename"]: error["stack_trace"].strip().splitlines()[-1] for error in found}

    def trigger(
        self, dag_id: str, conf: dict[str, Any] | None = None, partition_key: str | None = None
    ) -> str:
        """Start a run; its id. Asked again under that id if Airflow's database was busy."""
        run_id = f"manual__{datetime.now(UTC).isoformat()}"
        body: dict[str, Any] = {"dag_run_id": run_id, "logical_date": None, "conf": conf or {}}
        if partition_key:
            body["partition_key"] = partition_key
        for tries_left in (2, 1, 0):
            try:
                self.post(f"/dags/{dag_id}/dagRuns", body)
                break
            except DeskError as error:
                if " 409 " in str(error) and tries_left < 2:
                    break  # the try before came through after all
                if " 500 " not in str(error) or not tries_left:
                    raise
            except httpx.TimeoutException:
                if not tries_left:
                    raise
            time.sleep(2)
        return run_id

    def run(self, dag_id: str, run_id: str) -> dict[str, Any]:
        return self.get(f"/dags/{dag_id}/dagRuns/{run_id}")  # type: ignore[no-any-return]

    def runs(self, dag_id: str) -> list[dict[str, Any]]:
        """Newest first."""
        found = self.get(f"/dags/{dag_id}/dagRuns", limit=100, order_by="-id")
        return found["dag_runs"]  # type: ignore[no-any-return]

    def tasks(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        found = self.get(f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances", limit=200)
        return found["task_instances"]  # type: ignore[no-any-return]

    def log(
        self, dag_id: str, run_id: str, task_id: str, map_index: int = -1, attempt: int = 1
    ) -> str:
        """The task log as people read it, a line each."""
        path = f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/logs/{attempt}"
        found = self.get(path, map_index=map_index, full_content=True)
        return "\n".join(_log_line(entry) for entry in found["content"])

    def downstream(self, run_id: str, dag_id: str) -> list[tuple[str, str]] | None:
        """(dag_id, run_id) of the runs the assets of this run started; None: ask again.

        Airflow 3.3.2 answers 500 while one of them is still queued.
        """
        try:
            found = self.get("/assets/events", source_dag_id=dag_id, source_run_id=run_id, limit=50)
        except DeskError as error:
            if " 500 " in str(error):
                return None
            raise
        except httpx.HTTPError:
            self.token = None
            return None
        return [
            (run["dag_id"], run["run_id"])
            for event in found["asset_events"]
            for run in event["created_dagruns"]
        ]

    def has_handed_over(self, run_id: str, dag_id: str) -> bool:
        """Whether the run updated an asset, whatever became of its other tasks."""
        found = self.get("/assets/events", source_dag_id=dag_id, source_run_id=run_id, limit=1)
        return bool(found["asset_events"])

    def wait(
        self,
        dag_id: str,
        run_id: str,
        *,
        seconds: float,
        progress: Callable[[list[dict[str, Any]]], None] | None = None,
    ) -> str:
        """State at the end of the run. DeskError when time is over; outages are sat out."""
        deadline, step = time.monotonic() + seconds, 0.7
        while True:
            try:
                state = self.run(dag_id, run_id)["state"]
                if progress:
                    progress(self.tasks(dag_id, run_id))
            except httpx.HTTPError:
                state, self.token = "unknown", None
            if state in FINISHED:
                return str(state)
            if time.monotonic() > deadline:
                raise DeskError(
                    f"{dag_id} {run_id} is {state} after {seconds:.0f} s: look at"
                    f" {self.base}/dags/{dag_id}/runs/{run_id}"
                )
            time.sleep(step)

    def failures(self, dag_id: str, run_id: str) -> Iterator[str]:
        """One line per failed task: which, and the last error of its log."""
        for task in self.tasks(dag_id, run_id):
            if task["state"] != "failed":
                continue
            name, index = task["task_id"], task["map_index"]
            shown = f"{name}[{task.get('rendered_map_index') or index}]" if index >= 0 else name
            log = self.log(dag_id, run_id, name, index, task["try_number"])
            errors = [line for line in log.splitlines() if line.startswith("ERROR")]
            yield f"{dag_id} · {shown}: {(errors or ['ERROR no reason in its log'])[0][6:400]}"

    def call(self, method: str, path: str, **options: Any) -> Any:
        """Any other call, logged in; ``options`` are httpx's own."""
        for attempt in (1, 2):
            if self.token is None:
                self._log_in()
            headers = {"Authorization": f"Bearer {self.token}"}
            answer = self.http.request(method, f"/api/v2{path}", headers=headers, **options)
            if answer.status_code == 401 and attempt == 1:
                self.token = None
                continue
            break
        if answer.status_code >= 400:
            raise DeskError(f"Airflow refused {method} {path}: {_detail(answer)}")
        return answer.json() if answer.content else None

    def _log_in(self) -> None:
        body = {"username": USER, "password": self.password}
        answer = self.http.post("/auth/token", json=body)
        if answer.status_code >= 400:
            raise DeskError(f"Airflow refused the log-in of {USER}: {_detail(answer)}")
        self.token = answer.json()["access_token"]


def _detail(answer: httpx.Response) -> str:
    try:
        detail = answer.json()["detail"]
    except (ValueError, KeyError, TypeError):
        detail = answer.text
    return f"{answer.status_code} {str(detail)[:600]}"


def _log_line(entry: Any) -> str:
    if isinstance(entry, str):
        return entry
    detail = entry.get("error_detail") or []
    told = "".join(f" | {part.get('exc_type')}: {part.get('exc_value')}" for part in detail)
    return f"{str(entry.get('level') or 'info').upper()} {entry.get('event', '')}{told}"
