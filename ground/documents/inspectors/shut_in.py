"""A room with threads and memory and nothing else: no file is opened, no process born, nobody spoken to.

Asked of the kernel (seccomp(2)) for a decoder that cannot work without threads, to which no limit on processes can
be put: what is not in the list is refused, whoever has taken the program over.
"""

import ctypes
import errno
import platform
import struct

# What a decoder and the interpreter around it ask for, by the machine's own numbers (each with the token that the
# kernel gives to that machine).
_CALLS = {
    "x86_64": (
        0xC000003E,
        {
            "read": 0, "write": 1, "close": 3, "fstat": 5, "lseek": 8, "mmap": 9, "mprotect": 10, "munmap": 11,
            "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "sched_yield": 24, "mremap": 25,
            "madvise": 28, "getpid": 39, "clone": 56, "exit": 60, "getcwd": 79, "gettid": 186, "futex": 202,
            "sched_getaffinity": 204, "clock_gettime": 228, "clock_nanosleep": 230, "exit_group": 231,
            "set_robust_list": 273, "getrandom": 318, "rseq": 334,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "getcwd": 17, "close": 57, "lseek": 62, "read": 63, "write": 64, "fstat": 80, "exit": 93, "exit_group": 94,
            "futex": 98, "set_robust_list": 99, "clock_gettime": 113, "clock_nanosleep": 115, "sched_getaffinity": 123,
            "sched_yield": 124, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139,
            "getpid": 172, "gettid": 178, "brk": 214, "munmap": 215, "mremap": 216, "clone": 220, "mmap": 222,
            "mprotect": 226, "madvise": 233, "getrandom": 278, "rseq": 293,
        },
    ),
}  # fmt: skip
_CLONE3 = 435  # on every machine; what it is asked lies where no filter can look, so that it is told to be unknown
_CLONE_THREAD = 0x10000
# The filter's own language (linux/filter.h, linux/seccomp.h).
_LOAD, _IF_EQUAL, _IF_BITS, _ANSWER = 0x20, 0x15, 0x45, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER_MODE = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def shut_in() -> None:
    """From here on, and without return. Raises OSError where the kernel cannot do it."""
    machine = platform.machine()
    if machine not in _CALLS:
        raise OSError(errno.ENOSYS, f"no list of calls for {machine}")
    token, calls = _CALLS[machine]
    steps = _filter(token, dict(calls))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    program = _Program(len(steps) // 8, steps)
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or prctl(_SECCOMP, _FILTER_MODE, ctypes.addressof(program), 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel does not shut this process in")


def _filter(token: int, calls: dict[str, int]) -> bytes:
    """Each step: what to do, where to jump if so and if not, with what."""
    thread = calls.pop("clone")
    refuse = _REFUSE | errno.EPERM
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_IF_EQUAL, 1, 0, token),
        (_ANSWER, 0, 0, refuse),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_EQUAL, 0, 1, _CLONE3),
        (_ANSWER, 0, 0, _REFUSE | errno.ENOSYS),
        (_IF_EQUAL, 0, 4, thread),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_BITS, 0, 1, _CLONE_THREAD),
        (_ANSWER, 0, 0, _ALLOW),
        (_ANSWER, 0, 0, refuse),
    ]
    for number in calls.values():
        steps += [(_IF_EQUAL, 0, 1, number), (_ANSWER, 0, 0, _ALLOW)]
    return b"".join(struct.pack("HBBI", *step) for step in [*steps, (_ANSWER, 0, 0, refuse)])
