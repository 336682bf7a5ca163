"""Report how far long work is, to a function that the caller passes.

The work that is being done is a context variable, so that the loops in which it is done count it
without a parameter in each function between. If nobody listens, there is none, and nothing counts.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, Token
from math import ceil
from typing import NoReturn, TypeVar

from leavex_network.errors import ArgumentTypeError

T = TypeVar("T")

Progress = Callable[[int, int | None], object]
"""A function that is called with how much is done, and how much there is (None: not known).

What it returns is ignored.
"""

Count = Callable[[int], None]
"""A function that is called when an entry was read, with how far its text is read then."""

EVERY = 100
"""After so many entries, progress is reported."""


class _Stopped(BaseException):
    """An exception of the function that is called, so that nothing else takes it for its own."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(error)
        self.error = error


class _Work:
    """How far some work is: in entries, each counted as often as it is handled."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.done = 0
        self.planned = 0
        """How much there is, as far as it is known in advance."""
        self.passes = 1
        """How often each entry that is read is handled, with its reading."""
        self.start = 0
        """How much was done when reading began."""
        self.is_divided = False
        """Whether what is read consists of several texts."""
        self.before, self.share = 0.0, 1.0
        """Which share of what is read lies before this text, and which is this text."""
        self.length = 1
        """How long this text is, in the unit in which it is counted."""
        self.last: tuple[int, int | None] | None = None

    def report(self, total: int | None) -> None:
        """Call the function; what it does itself is no part of the work."""
        if total is not None:
            total = max(total, self.planned, self.done)
        self.last = self.done, total
        token = _WORK.set(None)
        try:
            self.progress(self.done, total)
        except BaseException as error:
            raise _Stopped(error) from error
        finally:
            _WORK.reset(token)

    def count(self, position: int) -> None:
        """Count an entry that was read, up to a position in its text.

        How many entries there will be follows from the share of the texts that was read.
        """
        self.done += 1
        read = self.done - self.start
        if read % EVERY == 0:
            share = self.before + self.share * position / self.length
            self.report(self.start + self.passes * ceil(read / share))

    def end_reading(self) -> None:
        """Plan that each entry that was read is handled as often as it was said."""
        read = self.done - self.start
        self.planned = max(self.planned, self.start + self.passes * read)

    def end(self) -> None:
        """Report that everything is done, if that was not reported."""
        self.planned = self.done
        if self.last != (self.done, self.done):
            self.report(self.done)

    def parts(self, sizes: Mapping[T, int]) -> Iterator[T]:
        """Yield the names of texts, each of which is read before the next one is asked for."""
        self.start, self.is_divided = self.done, True
        try:
            for name, size in sizes.items():
                self.share = size / sum(sizes.values()) if size else 0
                yield name
                self.before += self.share
        finally:
            self.is_divided, self.before, self.share = False, 0, 1
        self.end_reading()

    def counted(self, items: Iterable[T], size: int, every: int) -> Iterator[T]:
        """Yield items, each of which is done when the next one is asked for."""
        total = self.done + size
        for number, item in enumerate(items, 1):
            yield item
            self.done += 1
            if number % every == 0:
                self.report(total)

    def shared(self, items: Collection[T], size: int) -> Iterator[T]:
        """Yield items that count as so many entries together."""
        start = self.done
        for number, item in enumerate(items, 1):
            yield item
            self.done = start + size * number // len(items)
            self.report(start + size)

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """Yield items whose number is not known."""
        for item in items:
            self.done += 1
            self.report(None)
            yield item


_WORK: ContextVar[_Work | None] = ContextVar("_WORK", default=None)


class reported:  # noqa: N801 - as the functions of contextlib
    """Report the work of a block to a function, and at its end that it is done.

    Without a function, the work is a part of that around it, if there is one.

    It is no generator, which cannot end with a `StopIteration`: `next` in a function raises one.
    """

    __slots__ = ("_token", "_work")

    def __init__(self, progress: Progress | None) -> None:
        """Take the function.

        Raises:
            ArgumentTypeError: It is no function.
        """
        if progress is not None:
            _expect_function(progress)
        self._work = None if progress is None else _Work(progress)
        self._token: Token[_Work | None] | None = None

    def __enter__(self) -> None:
        if self._work is not None:
            self._token = _WORK.set(self._work)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: object
    ) -> None:
        if self._work is None or self._token is None:
            return
        try:
            if error is None:
                self._work.end()
        except _Stopped as stopped:
            error = stopped
        finally:
            _WORK.reset(self._token)
        try:
            if isinstance(error, _Stopped):
                _raise_again(error.error)
        finally:
            # The frames of an error are kept with it, and would keep it, too.
            del error


def _raise_again(error: BaseException) -> NoReturn:
    """Raise an error of the function that is called, in the context in which it was raised."""
    context = error.__context__
    try:
        raise error
    finally:
        error.__context__ = context
        del error, context


def _expect_function(progress: object) -> None:
    if not callable(progress):
        given = type(progress).__name__
        raise ArgumentTypeError(f"`progress` is a function that takes two numbers, not {given}")


@contextmanager
def unreported() -> Iterator[None]:
    """Count nothing of the work of this block."""
    token = _WORK.set(None)
    try:
        yield
    finally:
        _WORK.reset(token)


def plan(count: int) -> None:
    """Say that so many entries are still to be handled."""
    work = _WORK.get()
    if work is not None:
        work.planned = max(work.planned, work.done + count)


def plan_passes(count: int) -> None:
    """Say how often each entry will be handled that is read from now on, with its reading."""
    work = _WORK.get()
    if work is not None:
        work.passes = count


@contextmanager
def reading(length: int) -> Iterator[Count | None]:
    """Give a function to call for each entry of a text that is read; None if nobody listens.

    Args:
        length: The position at the end of the text, in any unit.
    """
    work = _WORK.get()
    if work is None:
        yield None
        return
    work.length = length
    if work.is_divided:
        yield work.count
        return
    work.start = work.done
    yield work.count
    work.end_reading()


def parts(sizes: Mapping[T, int]) -> Iterable[T]:
    """Return the names of texts that are read one after the other, by their sizes."""
    work = _WORK.get()
    return sizes if work is None else work.parts(sizes)


def counted(items: Iterable[T], size: int, *, is_each_long: bool = False) -> Iterable[T]:
    """Return the same items, so many; each is counted when it was handled."""
    work = _WORK.get()
    if work is None:
        return items
    return work.counted(items, size, 1 if is_each_long else EVERY)


def shared(items: Collection[T], size: int) -> Iterable[T]:
    """Return the same items; together they count as so many entries."""
    work = _WORK.get()
    return items if work is None else work.shared(items, size)


def each(items: Iterable[T]) -> Iterable[T]:
    """Return the same items; each is reported, without the number of all."""
    work = _WORK.get()
    return items if work is None else work.each(items)
