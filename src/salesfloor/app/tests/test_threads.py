"""Threads that keep warm: few work where few are needed, and none is forgotten."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from salesfloor.app.threads import Threads

PATIENCE = 10


@pytest.fixture
def threads() -> Threads:
    return Threads(3)


def who_works(threads: Threads, *, together: int) -> set[str]:
    """Let so many tasks run at once, and return the names of the threads that did."""
    meet = threading.Barrier(together + 1, timeout=PATIENCE)
    names: set[str] = set()

    def task() -> None:
        names.add(threading.current_thread().name)
        meet.wait()

    for _ in range(together):
        threads.submit(task)
    meet.wait()
    return names


def settle(threads: Threads, names: set[str]) -> None:
    """Wait until all of these rest again."""
    for _ in range(1000):
        with threads._lock:
            if names <= {worker.name for worker in threads._resting}:
                return
        threading.Event().wait(0.005)
    pytest.fail(f"{names} do not rest")


def test_one_after_another_is_the_work_of_one(threads: Threads) -> None:
    everybody = who_works(threads, together=3)
    settle(threads, everybody)

    seen = set()
    for _ in range(20):
        one = who_works(threads, together=1)
        settle(threads, one)
        seen |= one
    assert len(everybody) == 3
    assert len(seen) == 1


def test_more_tasks_than_threads_wait_in_their_order(threads: Threads) -> None:
    gate, done, order = threading.Event(), threading.Event(), []
    for _ in range(3):
        threads.submit(partial(gate.wait, PATIENCE))

    def note(number: int) -> None:
        order.append(number)
        if len(order) == 10:
            done.set()

    numbered = Threads(1)
    numbered.submit(partial(gate.wait, PATIENCE))
    for number in range(10):
        numbered.submit(partial(note, number))
    assert order == []
    gate.set()
    assert done.wait(PATIENCE)
    assert order == list(range(10))


def test_a_task_that_breaks_costs_no_thread(caplog: pytest.LogCaptureFixture) -> None:
    threads, done = Threads(1), threading.Event()

    def breaks() -> None:
        raise RuntimeError

    threads.submit(breaks)
    threads.submit(done.set)
    assert done.wait(PATIENCE)
    assert "not tidied up" in caplog.text


def test_stopping_waits_for_what_is_under_way(threads: Threads) -> None:
    begun, finished = threading.Event(), threading.Event()

    def task() -> None:
        begun.set()
        threading.Event().wait(0.2)
        finished.set()

    threads.submit(task)
    assert begun.wait(PATIENCE)
    threads.stop()
    assert finished.is_set()
