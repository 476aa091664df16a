"""Two hundred screens in one process: each keeps a stream open and notes when news arrive.

    python bench/watch.py PORT SCREENS PATH COOKIE

Says `open` once every screen has its first picture, and on end of input prints one JSON list:
for each screen the moments (seconds since 1970) at which it was told something.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time


async def watch(port: int, path: str, cookie: str, moments: list[float]) -> None:
    """Keep one stream open, until cancelled."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}"]
    writer.write("\r\n".join([*lines, "Accept: text/event-stream", "", ""]).encode())
    try:
        status = await reader.readline()
        if b" 200 " not in status:
            message = f"the stream answers {status!r}"
            raise ConnectionError(message)
        while line := await reader.readline():
            if line.startswith(b"event: board"):
                moments.append(time.time())
        message = "the stream ended"
        raise ConnectionError(message)
    finally:
        writer.close()


async def main() -> None:
    """Open all screens, and close them when told."""
    port, screens, path, cookie = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    moments: list[list[float]] = [[] for _ in range(screens)]
    tasks = [asyncio.create_task(watch(port, path, cookie, each)) for each in moments]
    told = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    while not all(moments):
        for task in tasks:
            if task.done():
                task.result()
        await asyncio.sleep(0.05)
    print("open", flush=True)
    await told
    for task in tasks:
        task.cancel()
    json.dump(moments, sys.stdout)


if __name__ == "__main__":
    asyncio.run(main())
