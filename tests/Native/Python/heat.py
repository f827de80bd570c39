"""Heat conduction in a rod, run by a manager as those of pyadjoint: it takes actions by next(schedule),
dispatches on their class, and tells the length by finalize. The gradient of each schedule is the same bits,
and that of differences."""

import functools
import sys

import checkpoint_schedules as cs
from checkpoint_schedules import Copy, EndForward, EndReverse, Forward, Move, Reverse, StorageType

CELLS, STEPS, D, C = 16, 40, 0.2, 0.01


def step(u):
    padded = [0.0, *u, 0.0]
    return [u[i] + D * (padded[i] - 2 * u[i] + padded[i + 2]) + C * u[i] * u[i] for i in range(CELLS)]


def adjoint_step(a, u):
    padded = [0.0, *a, 0.0]
    return [a[i] * (1 - 2 * D + 2 * C * u[i]) + D * (padded[i] + padded[i + 2]) for i in range(CELLS)]


def objective(u):
    for _ in range(STEPS):
        u = step(u)
    return sum(x * x for x in u) / 2


class Manager:
    """Carries out the actions of a schedule."""

    def __init__(self, schedule, control, deletes=True):
        self.schedule, self.u, self.deletes = schedule, control, deletes
        self.checkpoints, self.work, self.adjoint, self.ended = {}, (None, {}), None, False
        self.judge = schedule.judge() if isinstance(schedule, cs.CheckpointSchedule) else None

    def run(self):
        while not self.ended:
            action = next(self.schedule)
            self.judge.step(action)
            self.process(action)
        # The length is told again, once the forward is over: an equal one is accepted.
        self.schedule.finalize(STEPS)
        return self.adjoint

    @functools.singledispatchmethod
    def process(self, action):
        raise NotImplementedError(f"unknown action {action}")

    @process.register
    def _(self, action: Forward):
        ics, deps = (action.n0, list(self.u)), {}
        end = min(action.n1, STEPS)
        for n in range(action.n0, end):
            assert n in action
            if action.write_adj_deps:
                deps[n] = list(self.u)
            self.u = step(self.u)
        kept = (ics if action.write_ics else None, deps)
        if action.storage == StorageType.WORK:
            self.work = kept
        else:
            self.work = (None, {})
            if action.write_ics or action.write_adj_deps:
                assert (action.n0, action.storage) not in self.checkpoints
                self.checkpoints[action.n0, action.storage] = kept
        if self.schedule.max_n is None and end == STEPS:
            self.schedule.finalize(STEPS)
            self.judge.finalize(STEPS)
        assert self.schedule.n == end

    @process.register
    def _(self, action: Reverse):
        assert len(action) == action.n1 - action.n0
        for n in action:
            self.adjoint = adjoint_step(self.adjoint, self.work[1][n])
        if action.clear_adj_deps:
            self.work = (None, {})
        assert self.schedule.r == STEPS - action.n0

    @process.register(Copy)
    @process.register(Move)
    def _(self, action):
        kept = self.checkpoints[action.n, action.from_storage]
        if isinstance(action, Move):
            del self.checkpoints[action.n, action.from_storage]
        if action.to_storage == StorageType.WORK:
            self.work = kept
            if kept[0] is not None:
                assert kept[0][0] == action.n
                self.u = list(kept[0][1])
        elif action.to_storage == StorageType.NONE:
            if not self.deletes:
                raise NotImplementedError("Move to NONE")
        else:
            self.checkpoints[action.n, action.to_storage] = kept

    @process.register
    def _(self, action: EndForward):
        assert self.schedule.max_n == STEPS
        self.adjoint = list(self.u)

    @process.register
    def _(self, action: EndReverse):
        self.ended = True
        if self.schedule.is_exhausted:
            self.judge.finish()
            assert not self.checkpoints and not self.schedule.is_running


def schedules():
    yield cs.SingleMemoryStorageSchedule()
    yield cs.SingleDiskStorageSchedule(move_data=True)
    yield cs.SingleDiskStorageSchedule()
    yield cs.MultistageCheckpointSchedule(STEPS, 2, 3)
    yield cs.MultistageCheckpointSchedule(STEPS, 5, 0, trajectory="revolve")
    yield cs.TwoLevelCheckpointSchedule(7, 2)
    yield cs.TwoLevelCheckpointSchedule(7, 2, binomial_storage=StorageType.RAM)
    yield cs.MixedCheckpointSchedule(STEPS, 4, storage=StorageType.RAM)
    yield cs.Revolve(STEPS, 4)
    yield cs.HRevolve(STEPS, 2, 5, uf=1, ub=1, wd=2, rd=2)
    yield cs.DiskRevolve(STEPS, 2)
    yield cs.PeriodicDiskRevolve(STEPS, 2)
    yield cs.Schedule("optimal", steps=STEPS, slots=[1, 1, 2], write=[0, 1, 4], read=[0, 1, 4])
    yield cs.Schedule("uniform", steps=STEPS, snapshots=4, storage=StorageType.DISK)
    yield cs.Schedule("online", policy="r2", snapshots=4)


def main():
    control = [((7 * i) % 5 - 2) / 3 for i in range(CELLS)]
    gradients = []
    for schedule in schedules():
        assert iter(schedule) is schedule
        again = cs.CheckpointSchedule(schedule.spec())
        assert again.spec() == schedule.spec()
        gradients.append(Manager(schedule, list(control)).run())
    assert all(g == gradients[0] for g in gradients)

    for i in range(CELLS):
        up, down = list(control), list(control)
        up[i] += 1e-5
        down[i] -= 1e-5
        difference = (objective(up) - objective(down)) / 2e-5
        assert abs(difference - gradients[0][i]) <= 1e-7 * (1 + abs(difference)), (i, difference, gradients[0][i])

    # A manager that refuses Move to NONE runs all but the families that drop checkpoints.
    for schedule in schedules():
        drops = "online" in schedule.spec()
        try:
            Manager(schedule, list(control), deletes=False).run()
            assert not drops
        except NotImplementedError:
            assert drops

    # What is asked of a schedule, and refused.
    schedule = cs.MultistageCheckpointSchedule(100, 2, 5)
    assert schedule.uses_storage_type(StorageType.RAM) and schedule.uses_storage_type(StorageType.DISK)
    assert schedule.limit(StorageType.RAM) == 2 and schedule.limit(StorageType.DISK) == 5
    assert (schedule.n, schedule.r, schedule.max_n) == (0, 0, 100)
    assert not schedule.is_running and not schedule.is_exhausted
    assert schedule.predict()[0][2] == 100 and schedule.cost() > 100
    first = next(schedule)
    assert isinstance(first, Forward) and first == Forward(*first.args) and schedule.is_running
    fork = schedule.fork()
    assert sum(len(batch) for batch in fork.batches()) == sum(1 for _ in schedule)
    open_end = next(cs.SingleMemoryStorageSchedule())
    assert open_end.n1 == sys.maxsize
    for wrong in (lambda: cs.Revolve(0, 1), lambda: cs.Revolve(10, 0), lambda: cs.Schedule("nix"),
                  lambda: schedule.finalize(99), lambda: cs.Schedule("revolve", steps=3)):
        try:
            wrong()
        except cs.SchedulesError as error:
            assert error.status < 0 and str(error)
        else:
            raise AssertionError("not refused")
    assert cs.plan('{"steps":100,"machine":"advance=1","budgets":[10]}').startswith('{"lower_bound"')
    print("the gradient is right", len(gradients))


main()
