"""Who holds a piece of work, and whether that process can still be alive.

A holder's name is `host:pid:token`. A process killed on this host is known to be dead at once;
of other hosts only a lease that ran out tells.
"""

from __future__ import annotations

import os
import secrets
import socket


def this_process() -> str:
    """A name for one running instance, unlike any other's."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(8)}"


def surely_dead(holder: str, me: str) -> bool:
    """True where the holder ran on this host and its process is gone."""
    host, _, pid = holder.rpartition(":")[0].rpartition(":")
    if holder == me or host != socket.gethostname() or not pid.isdigit():
        return False
    if me.startswith(f"{host}:{pid}:"):
        # Our own number with another token: an earlier process, as in a restarted container.
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
