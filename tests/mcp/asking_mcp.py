"""The real server as a child process, asked by the SDK's own client."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp import Client, StdioServerParameters

T = TypeVar("T")


def ask(server: StdioServerParameters | str, do: Callable[[Client], Awaitable[T]]) -> T:
    """What ``do`` gives, given a client of the server."""

    async def run() -> T:
        async with Client(server, read_timeout_seconds=60) as client:
            return await do(client)

    return anyio.run(run)


def server_of(folder: Path, *options: str) -> StdioServerParameters:
    """How the server over a corpus is started."""
    arguments = ["-m", "planspor.web.cli", "mcp", "--corpus", str(folder), *options]
    return StdioServerParameters(command=sys.executable, args=arguments)


def call(server: StdioServerParameters | str, tool: str, **arguments: Any) -> Any:
    """What one tool answers."""
    return ask(server, lambda client: client.call_tool(tool, arguments))
