"""What one task may use, and how a worker binds itself to it."""

import math
import re
import sys
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may use before it is ended; memory and sizes in bytes.

    ``processor_seconds`` bounds the work, ``seconds`` the waiting on a busy machine and for
    programs that a reader calls. Both grow with the file, by ``…_per_megabyte``. ``written`` is
    the largest file that may be written, ``answer`` the largest answer that is taken.

    The defaults: a document of 1,000 pages is read in 10 s and 600 MB; two to six times that is
    left for slower machines and heavier pages. A scanned page takes the text recognition some 3 s
    and is about a third of a megabyte. The answer to 1,000 pages is some 10 MB.
    """

    seconds: float = 120
    seconds_per_megabyte: float = 10
    processor_seconds: float = 60
    processor_seconds_per_megabyte: float = 5
    memory: int = 1500 * MEGABYTE
    written: int = 64 * MEGABYTE
    answer: int = 128 * MEGABYTE

    def seconds_for(self, size: int) -> float:
        """Wall-clock seconds for a file of so many bytes."""
        return self.seconds + self.seconds_per_megabyte * size / MEGABYTE

    def processor_seconds_for(self, size: int) -> int:
        """Whole seconds of processor time for a file of so many bytes."""
        return math.ceil(
            self.processor_seconds + self.processor_seconds_per_megabyte * size / MEGABYTE
        )


if sys.platform == "win32":

    def bind(limits: Limits, size: int) -> None:
        """Windows has no such limits; there the parent's clock is the only one."""

    def peak_memory() -> int:
        """Unknown on Windows."""
        return 0

else:
    import resource

    def bind(limits: Limits, size: int) -> None:
        """Bind this process, for a task of so many bytes, to its limits."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = math.ceil(used.ru_utime + used.ru_stime)
        _set(resource.RLIMIT_CPU, spent + limits.processor_seconds_for(size))
        _set(resource.RLIMIT_FSIZE, limits.written)
        _set(resource.RLIMIT_CORE, 0)
        if sys.platform == "linux":  # macOS refuses a limit below what it has mapped itself.
            _set(resource.RLIMIT_AS, limits.memory)

    def _set(kind: int, value: int) -> None:
        """Set the soft limit, which a later task may raise again."""
        hard = resource.getrlimit(kind)[1]
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, hard))

    def peak_memory() -> int:
        """The most memory that this process has held at a time, in bytes."""
        if sys.platform == "linux":
            # Not what getrusage tells: that counts the parent's memory too, from before the exec.
            return _status("VmHWM")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024

    def _status(field: str) -> int:
        """A field of what Linux says of this process, in bytes; 0 where it says nothing."""
        try:
            status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            return 0
        match = re.search(rf"^{field}:\s+(\d+) kB$", status, re.MULTILINE)
        return int(match.group(1)) * 1024 if match else 0
