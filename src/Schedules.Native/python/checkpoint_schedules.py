"""Checkpointing schedules for adjoint calculations, over libschedules: one file, nothing to build.

    from checkpoint_schedules import Forward, MultistageCheckpointSchedule

    for action in MultistageCheckpointSchedule(100, 2, 5):
        if isinstance(action, Forward):
            ...

Names, arguments and meaning of the actions and of the schedules are those of the Python package
checkpoint_schedules, so that what is written for that one (pyadjoint, Firedrake) runs on this one;
``Schedule`` has every family. The library is found by SCHEDULES_LIBRARY, beside this file, in
../lib, or where the system looks for libraries.

A manager that refuses ``Move(n, storage, StorageType.NONE)``, which deletes a checkpoint, cannot run
the ``online`` family: it drops checkpoints as the forward goes.
"""

import ctypes
import os
import sys
from ctypes import POINTER, byref, c_char_p, c_double, c_int32, c_int64, c_uint8, c_uint64, c_void_p
from enum import Enum

__all__ = [
    "CheckpointAction", "Forward", "Reverse", "Copy", "Move", "EndForward", "EndReverse",
    "StorageType", "CheckpointSchedule", "Schedule", "SchedulesError", "plan", "version",
    "NoneCheckpointSchedule", "SingleMemoryStorageSchedule", "SingleDiskStorageSchedule",
    "MultistageCheckpointSchedule", "TwoLevelCheckpointSchedule", "MixedCheckpointSchedule",
    "Revolve", "HRevolve", "DiskRevolve", "PeriodicDiskRevolve",
]

_ABI = 1
_OPEN_END = 2 ** 63 - 1
_BATCH = 256


class SchedulesError(ValueError, RuntimeError):
    """A call that the library refuses; ``status`` as in schedules.h."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class StorageType(Enum):
    """Where data are: what the forward and the adjoint use directly is in WORK."""

    RAM = 0
    DISK = 1
    WORK = -1
    NONE = -2


class _Level:
    """A level below the disk, by its number."""

    def __init__(self, level):
        self.value = level
        self.name = f"LEVEL{level}"

    def __eq__(self, other):
        return isinstance(other, _Level) and self.value == other.value

    def __hash__(self):
        return hash(self.value)

    def __repr__(self):
        return self.name


def _storage(level):
    return StorageType(level) if level < 2 else _Level(level)


class CheckpointAction:
    """One thing that a schedule tells a solver to do."""

    def __init__(self, *args):
        self.args = args

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.args))})"

    def __eq__(self, other):
        return type(self) is type(other) and self.args == other.args

    def __hash__(self):
        return hash((type(self), self.args))


class Forward(CheckpointAction):
    """Advance the forward from the start of step n0 to the start of step n1. If write_ics, keep the
    restart data of step n0 in storage; if write_adj_deps, the adjoint dependencies of steps n0 to
    n1 - 1. Where the end is open n1 is sys.maxsize."""

    def __init__(self, n0, n1, write_ics, write_adj_deps, storage):
        super().__init__(n0, n1, write_ics, write_adj_deps, storage)

    n0 = property(lambda self: self.args[0])
    n1 = property(lambda self: self.args[1])
    write_ics = property(lambda self: self.args[2])
    write_adj_deps = property(lambda self: self.args[3])
    storage = property(lambda self: self.args[4])

    def __iter__(self):
        return iter(range(self.n0, self.n1))

    def __len__(self):
        return self.n1 - self.n0

    def __contains__(self, step):
        return self.n0 <= step < self.n1


class Reverse(CheckpointAction):
    """Advance the adjoint from the start of step n1 back to the start of step n0, with the
    dependencies in WORK; then, if clear_adj_deps, clear them."""

    def __init__(self, n1, n0, clear_adj_deps):
        super().__init__(n1, n0, clear_adj_deps)

    n1 = property(lambda self: self.args[0])
    n0 = property(lambda self: self.args[1])
    clear_adj_deps = property(lambda self: self.args[2])

    def __iter__(self):
        return iter(range(self.n1 - 1, self.n0 - 1, -1))

    def __len__(self):
        return self.n1 - self.n0

    def __contains__(self, step):
        return self.n0 <= step < self.n1


class Copy(CheckpointAction):
    """Copy the checkpoint of step n; it stays in from_storage."""

    def __init__(self, n, from_storage, to_storage):
        super().__init__(n, from_storage, to_storage)

    n = property(lambda self: self.args[0])
    from_storage = property(lambda self: self.args[1])
    to_storage = property(lambda self: self.args[2])


class Move(CheckpointAction):
    """Copy the checkpoint of step n, which then no longer exists in from_storage. A to_storage of
    NONE deletes it."""

    def __init__(self, n, from_storage, to_storage):
        super().__init__(n, from_storage, to_storage)

    n = property(lambda self: self.args[0])
    from_storage = property(lambda self: self.args[1])
    to_storage = property(lambda self: self.args[2])


class EndForward(CheckpointAction):
    """The initial forward calculation is complete."""


class EndReverse(CheckpointAction):
    """One adjoint calculation is complete."""


class _Action(ctypes.Structure):
    _fields_ = [("n0", c_int64), ("n1", c_int64), ("kind", c_int32), ("from_", c_int32), ("to", c_int32),
                ("write_ics", c_uint8), ("write_adj_deps", c_uint8), ("clear_adj_deps", c_uint8),
                ("reserved", c_uint8)]


class _Position(ctypes.Structure):
    _fields_ = [("n", c_int64), ("r", c_int64), ("max_n", c_int64), ("is_running", c_int32),
                ("is_exhausted", c_int32), ("awaits_length", c_int32), ("reserved", c_int32)]


class _Counts(ctypes.Structure):
    _fields_ = [("forward_steps", c_int64), ("recorded_steps", c_int64), ("reversed_steps", c_int64)]


class _LevelCounts(ctypes.Structure):
    _fields_ = [("writes", c_int64), ("reads", c_int64), ("deletes", c_int64)]


def _find():
    name = {"darwin": "libschedules.dylib", "win32": "schedules.dll"}.get(sys.platform, "libschedules.so")
    here = os.path.dirname(os.path.abspath(__file__))
    given = os.environ.get("SCHEDULES_LIBRARY")
    for path in ([given] if given else [os.path.join(here, name), os.path.join(here, "..", "lib", name)]):
        if given or os.path.exists(path):
            return ctypes.CDLL(path)
    try:
        return ctypes.CDLL(name)
    except OSError:
        raise ImportError(f"{name} is not found: set SCHEDULES_LIBRARY to the file, or put it beside {__file__}") from None


_lib = _find()
_HANDLE, _TEXT = c_uint64, c_char_p


def _declare(name, result, *arguments):
    function = getattr(_lib, "schedules_" + name)
    function.restype, function.argtypes = result, arguments
    return function


_abi = _declare("abi", c_int32)
_version = _declare("version", c_int64, _TEXT, c_int64)
_error = _declare("error", c_int64, _TEXT, c_int64)
_open = _declare("open", c_int32, _TEXT, POINTER(_HANDLE))
_fork = _declare("fork", c_int32, _HANDLE, POINTER(_HANDLE))
_destroy = _declare("destroy", c_int32, _HANDLE)
_next_batch = _declare("next_batch", c_int64, _HANDLE, POINTER(_Action), c_int64)
_set_length = _declare("set_length", c_int32, _HANDLE, c_int64)
_position_of = _declare("position_of", c_int32, _HANDLE, POINTER(_Position))
_uses = _declare("uses", c_int32, _HANDLE, c_int32)
_limit = _declare("limit", c_int64, _HANDLE, c_int32)
_predict = _declare("predict", c_int32, _HANDLE, c_int64, POINTER(_Counts), POINTER(_LevelCounts), c_int32)
_cost = _declare("cost", c_int32, _HANDLE, POINTER(c_double))
_spec = _declare("spec", c_int64, _HANDLE, _TEXT, c_int64)
_plan = _declare("plan", c_int32, _TEXT, POINTER(c_void_p))
_free = _declare("free", None, c_void_p)
_judge = _declare("judge", c_int32, _HANDLE, POINTER(_HANDLE))
_judge_step = _declare("judge_step", c_int32, _HANDLE, POINTER(_Action))
_judge_set_length = _declare("judge_set_length", c_int32, _HANDLE, c_int64)
_judge_finish = _declare("judge_finish", c_int32, _HANDLE)

if _abi() != _ABI:
    raise ImportError(f"the library's ABI is {_abi()}, this file's {_ABI}: take both from one place")


def _text(write, *arguments):
    room = ctypes.create_string_buffer(write(*arguments, None, 0) + 1)
    write(*arguments, room, len(room))
    return room.value.decode()


def _check(answer):
    if answer < 0:
        raise SchedulesError(answer, _text(_error))
    return answer


def version():
    """The version of the library."""
    return _text(_version)


def plan(request):
    """The plan, as JSON, of a request, as JSON: see schedules_plan in schedules.h."""
    answer = c_void_p()
    _check(_plan(request.encode(), byref(answer)))
    try:
        return ctypes.string_at(answer.value).decode()
    finally:
        _free(answer)


def _python(action):
    kind = action.kind
    if kind == 0:
        n1 = sys.maxsize if action.n1 == _OPEN_END else action.n1
        return Forward(action.n0, n1, bool(action.write_ics), bool(action.write_adj_deps), _storage(action.to))
    if kind == 1:
        return Reverse(action.n1, action.n0, bool(action.clear_adj_deps))
    if kind == 2:
        return Copy(action.n0, _storage(action.from_), _storage(action.to))
    if kind == 3:
        return Move(action.n0, _storage(action.from_), _storage(action.to))
    return EndForward() if kind == 4 else EndReverse()


def _native(action):
    native = _Action(kind=(Forward, Reverse, Copy, Move, EndForward, EndReverse).index(type(action)), from_=-2, to=-2)
    if isinstance(action, Forward):
        native.n0, native.n1 = action.n0, _OPEN_END if action.n1 == sys.maxsize else action.n1
        native.write_ics, native.write_adj_deps, native.to = action.write_ics, action.write_adj_deps, action.storage.value
    elif isinstance(action, Reverse):
        native.n0, native.n1, native.clear_adj_deps = action.n0, action.n1, action.clear_adj_deps
    elif isinstance(action, (Copy, Move)):
        native.n0, native.from_, native.to = action.n, action.from_storage.value, action.to_storage.value
    return native


class CheckpointSchedule:
    """One pass through a schedule: an iterator over its actions. Where any number of adjoint
    calculations is permitted it does not end: stop at an EndReverse."""

    def __init__(self, spec):
        self._handle = 0
        handle = _HANDLE()
        _check(_open(spec.encode(), byref(handle)))
        self._handle = handle.value
        self._start()

    def _start(self):
        self._action = (_Action * 1)()
        self._position = _Position()
        self._stand()

    def _stand(self):
        _check(_position_of(self._handle, byref(self._position)))

    def __del__(self):
        if getattr(self, "_handle", 0):
            _destroy(self._handle)

    def __iter__(self):
        return self

    def __next__(self):
        if _check(_next_batch(self._handle, self._action, 1)) == 0:
            raise StopIteration
        self._stand()
        return _python(self._action[0])

    def batches(self):
        """The actions that are left, many at a time and faster; n and r are those of the last."""
        actions = (_Action * _BATCH)()
        while count := _check(_next_batch(self._handle, actions, _BATCH)):
            self._stand()
            yield [_python(actions[at]) for at in range(count)]

    def fork(self):
        """Another pass that stands where this one does, and goes its own way."""
        other = object.__new__(CheckpointSchedule)
        handle = _HANDLE()
        other._handle = 0
        _check(_fork(self._handle, byref(handle)))
        other._handle = handle.value
        other._start()
        return other

    def finalize(self, n):
        """Tells the number of steps, right after the Forward that got there. One that is known may
        be told again; another one is refused."""
        if n < 1:
            raise ValueError("n is %d; allowed: from 1" % n)
        _check(_set_length(self._handle, n))
        self._stand()

    @property
    def n(self):
        """Where the forward stands; None if it has no position."""
        n = self._position.n
        return None if n < 0 else sys.maxsize if n == _OPEN_END else n

    @property
    def r(self):
        """Adjoint steps done in this adjoint calculation."""
        return self._position.r

    @property
    def max_n(self):
        """The number of steps; None while it is not known."""
        return None if self._position.max_n < 0 else self._position.max_n

    @property
    def is_running(self):
        return bool(self._position.is_running)

    @property
    def is_exhausted(self):
        return bool(self._position.is_exhausted)

    def uses_storage_type(self, storage_type):
        """Whether the actions name a storage."""
        return bool(_check(_uses(self._handle, storage_type.value)))

    def limit(self, storage_type):
        """The most that a level holds at a time; None where there is no limit."""
        most = _check(_limit(self._handle, storage_type.value))
        return None if most == _OPEN_END else most

    def predict(self, adjoints=None):
        """(forward, recorded, reversed) steps, and (writes, reads, deletes) of RAM and disk."""
        counts, levels = _Counts(), (_LevelCounts * 2)()
        _check(_predict(self._handle, -1 if adjoints is None else adjoints, byref(counts), levels, 2))
        return ((counts.forward_steps, counts.recorded_steps, counts.reversed_steps),
                [(level.writes, level.reads, level.deletes) for level in levels])

    def cost(self):
        """The predicted makespan under the costs of the schedule."""
        cost = c_double()
        _check(_cost(self._handle, byref(cost)))
        return cost.value

    def spec(self):
        """The schedule as one line of JSON, which ``Schedule`` reads."""
        return _text(_spec, self._handle)

    def judge(self):
        """A referee for the actions of this schedule, from the first one on."""
        return Judge(self)


class Judge:
    """A referee that steps along with a solver: raises SchedulesError for what is not valid."""

    def __init__(self, schedule):
        self._handle = 0
        handle = _HANDLE()
        _check(_judge(schedule._handle, byref(handle)))
        self._handle = handle.value

    def __del__(self):
        if getattr(self, "_handle", 0):
            _destroy(self._handle)

    def step(self, action):
        """Judges the action that is about to be carried out."""
        _check(_judge_step(self._handle, byref(_native(action))))

    def finalize(self, n):
        """Tells the number of steps."""
        _check(_judge_set_length(self._handle, n))

    def finish(self):
        """Judges the end: all complete, nothing left behind."""
        _check(_judge_finish(self._handle))


def _word(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (StorageType, _Level)):
        return value.name.lower()
    if isinstance(value, (list, tuple)):
        return ",".join(map(_word, value))
    return repr(value) if isinstance(value, float) else str(value)


class Schedule(CheckpointSchedule):
    """A schedule of any family: ``Schedule("h-revolve", steps=100, slots=[2, 5], write=[0, 2], read=[0, 2])``;
    or of a text, as schedules_open takes it."""

    def __init__(self, family, **parameters):
        super().__init__(" ".join([family, *(f"{name}={_word(value)}" for name, value in parameters.items())]))


class NoneCheckpointSchedule(Schedule):
    """No checkpointing and no adjoint."""

    def __init__(self):
        super().__init__("none")


class SingleMemoryStorageSchedule(Schedule):
    """The adjoint dependencies of all steps in WORK."""

    def __init__(self):
        super().__init__("single-memory")


class SingleDiskStorageSchedule(Schedule):
    """The adjoint dependencies of each step on disk."""

    def __init__(self, move_data=False):
        super().__init__("single-disk", moveData=move_data)


class MultistageCheckpointSchedule(Schedule):
    """Restart data in RAM and on disk, binomially."""

    def __init__(self, max_n, snapshots_in_ram, snapshots_on_disk, *, trajectory="maximum"):
        super().__init__("multistage", steps=max_n, snapshotsInRam=snapshots_in_ram,
                         snapshotsOnDisk=snapshots_on_disk, trajectory=trajectory)


class TwoLevelCheckpointSchedule(Schedule):
    """Restart data on disk each period, each period reversed binomially."""

    def __init__(self, period, binomial_snapshots, *, binomial_storage=StorageType.DISK,
                 binomial_trajectory="maximum"):
        super().__init__("two-level", period=period, binomialSnapshots=binomial_snapshots,
                         binomialStorage=binomial_storage, trajectory=binomial_trajectory)


class MixedCheckpointSchedule(Schedule):
    """Restart data or dependencies, whichever is cheaper, a unit each."""

    def __init__(self, max_n, snapshots, *, storage=StorageType.DISK):
        super().__init__("mixed", steps=max_n, snapshots=snapshots, storage=storage)


class Revolve(Schedule):
    """Restart data in RAM, binomially, along the trajectory of the largest advances."""

    def __init__(self, max_n, snapshots_in_ram):
        super().__init__("revolve", steps=max_n, snapshotsInRam=snapshots_in_ram, trajectory="largest")


def _costs(uf, ub, wd, rd):
    return {"uf": float(uf), "ub": float(ub), "write": [0.0, float(wd)], "read": [0.0, float(rd)]}


class HRevolve(Schedule):
    """Restart data in RAM and on disk, under costs: of a forward step, of a step recorded and
    reversed, of a write to disk and of a read."""

    def __init__(self, max_n, snapshots_in_ram, snapshots_on_disk, uf=1, ub=1, wd=2, rd=2):
        super().__init__("h-revolve", steps=max_n, slots=[snapshots_in_ram, snapshots_on_disk], **_costs(uf, ub, wd, rd))


class DiskRevolve(Schedule):
    """Restart data in RAM, and any number on disk, each read once, under costs."""

    def __init__(self, max_n, snapshots_in_ram, uf=1, ub=1, wd=2, rd=2):
        super().__init__("disk-revolve", steps=max_n, snapshotsInRam=snapshots_in_ram, oneReadDisk=True,
                         **_costs(uf, ub, wd, rd))


class PeriodicDiskRevolve(Schedule):
    """Restart data in RAM, and on disk each period, each read once, under costs."""

    def __init__(self, max_n, snapshots_in_ram, uf=1, ub=1, wd=2, rd=2):
        super().__init__("periodic-disk-revolve", steps=max_n, snapshotsInRam=snapshots_in_ram, period="one-read",
                         oneReadDisk=True, **_costs(uf, ub, wd, rd))
