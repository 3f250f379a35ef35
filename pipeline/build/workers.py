"""Turns a list of files to write into work for this process and a second one, through the standard Executor."""

from __future__ import annotations

import gc
import os
from concurrent.futures import Executor, Future

from pipeline.write.formats import load


class InProcess(Executor):
    """The executor that does the work at once, in this process."""

    def submit(self, function, /, *arguments, **named) -> Future:
        """Run `function` now and return its finished Future."""
        future: Future = Future()
        try:
            future.set_result(function(*arguments, **named))
        except BaseException as error:  # an Executor hands every exception to the caller of result()
            future.set_exception(error)
        return future


def second_process(format: str) -> Executor:
    """Return an executor of one more process that loads the writer of `format` while this one reads and composes.

    Where the machine has one core, or cannot start processes, the work is done in this process.
    """
    if (os.cpu_count() or 1) < 2:
        return InProcess()
    from concurrent.futures import ProcessPoolExecutor  # 40 ms, and only runs that make a PDF beside others start one
    from multiprocessing import get_context

    try:
        pool = ProcessPoolExecutor(1, get_context("spawn"))
        pool.submit(_ready, format)
    except (OSError, ImportError, RuntimeError):  # no semaphores, as in some closed containers
        return InProcess()
    return pool


def _ready(format: str) -> None:
    """Load what writing takes while nothing is asked for yet."""
    gc.set_threshold(200_000, 20, 100)  # as the first process does
    module = load(format)
    if hasattr(module, "made_ready"):
        module.made_ready()
