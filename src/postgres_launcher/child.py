"""Become a PostgreSQL program: shed root, tie our life to the parent's, and replace ourselves.

Run as a script in a fresh interpreter, so that nothing has to happen between fork and exec of a
process with threads.  The one argument is a JSON object with the fields of `Start`.
"""

import ctypes
import json
import os
import signal
import sys
from pathlib import Path
from typing import TypedDict

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000


class Start(TypedDict):
    """How a program is started."""

    command: list[str]
    uid: int | None
    """Whom to become; None stays who we are."""
    gid: int | None
    namespace: bool
    """Become that user only inside a user namespace of our own."""
    parent: int | None
    """The process whose end is our end too."""


def enter_namespace(libc: ctypes.CDLL, uid: int, gid: int) -> None:
    """Appear as an ordinary user while files still see the real one."""
    real_uid, real_gid = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER) != 0:
        sys.exit(
            "user namespaces are not allowed here; run as an ordinary user that stands in"
            " /etc/passwd, or name a server in DATABASE_URL"
        )
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{uid} {real_uid} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{gid} {real_gid} 1", encoding="ascii")


def become(start: Start) -> None:
    """Take the user, the signals and the ties of `start`, then its program."""
    libc = ctypes.CDLL(None, use_errno=True)
    uid, gid = start["uid"], start["gid"]
    if uid is not None and gid is not None:
        if start["namespace"]:
            enter_namespace(libc, uid, gid)
        else:
            os.setgroups([])
            os.setgid(gid)
            os.setuid(uid)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.umask(0o077)
    parent = start["parent"]
    if parent is not None:  # after the change of user, which would clear it
        libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
        if os.getppid() != parent:
            sys.exit("the parent has gone already")
    os.execv(start["command"][0], start["command"])  # noqa: S606  (our own programs, as a list)


if __name__ == "__main__":
    become(json.loads(sys.argv[1]))
