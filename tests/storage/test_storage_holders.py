"""Whether the process behind a holder's name is surely gone."""

from __future__ import annotations

import os
import socket

from storage.holders import surely_dead, this_process


def test_a_running_instance_has_a_name_unlike_any_others() -> None:
    first, second = this_process(), this_process()
    assert first != second
    assert first.startswith(f"{socket.gethostname()}:{os.getpid()}:")
    assert len(first) <= 128


def test_a_process_that_ended_on_this_host_is_dead_and_a_running_one_is_not(
    dead_holder: str, living_holder: str, me: str
) -> None:
    assert surely_dead(dead_holder, me)
    assert not surely_dead(living_holder, me)
    assert not surely_dead(me, me)


def test_an_earlier_process_with_our_own_number_is_dead() -> None:
    assert surely_dead(this_process(), this_process())


def test_nothing_is_known_of_another_host_or_of_a_name_of_another_kind(
    dead_holder: str, me: str
) -> None:
    number = dead_holder.split(":")[1]
    for holder in (f"elsewhere:{number}:dead", "", "worker", f"{socket.gethostname()}:x:dead"):
        assert not surely_dead(holder, me)
