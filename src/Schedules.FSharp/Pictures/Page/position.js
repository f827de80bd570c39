// The position after some actions. The stream has been judged: this only follows it, as the referee's fold does.
const start = () => ({
  done: 0,
  stage: "sweeping",
  forward: 0,
  length: data.length === "known" ? data.steps : null,
  reversed: 0,
  completed: 0,
  work: { restart: NONE, from: NONE, to: NONE },
  levels: new Map(), // level -> Map from step to [has restart data, end of its dependencies]
  size: 0,
  units: new Map(),
  forwardSteps: 0,
  recordedSteps: 0,
  reversedSteps: 0,
  traffic: new Map(), // level -> [written, read, deleted]
});

const copyOf = (position) => ({
  ...position,
  work: { ...position.work },
  levels: new Map([...position.levels].map(([level, held]) => [level, new Map(held)])),
  units: new Map(position.units),
  traffic: new Map([...position.traffic].map(([level, counts]) => [level, [...counts]])),
});

const unitsOf = (step, [restarts, to]) =>
  (restarts ? data.restartUnits : 0) + (to === NONE ? 0 : data.dependencyUnits * (to - step));

function touch(p, level, which) {
  if (level < 0) return;
  if (!p.traffic.has(level)) p.traffic.set(level, [0, 0, 0]);
  p.traffic.get(level)[which] += 1;
}

function put(p, level, step, checkpoint) {
  if (!p.levels.has(level)) p.levels.set(level, new Map());
  p.levels.get(level).set(step, checkpoint);
  p.units.set(level, (p.units.get(level) ?? 0) + unitsOf(step, checkpoint));
  p.size += 1;
  touch(p, level, 0);
}

function bring(p, step, [restarts, to], target) {
  if (target === WORK) {
    // A last Forward that went past the end has recorded no further than to the end.
    const end = Math.min(to, p.length ?? OPEN);
    p.work = { restart: restarts ? step : NONE, from: to === NONE ? NONE : step, to: end };
    p.forward = restarts ? step : data.stifflyAccurate ? end : null;
  } else if (target !== NOWHERE) {
    put(p, target, step, [restarts, to]);
  }
}

function tell(p, length) {
  p.length = length;
  p.forward = length;
  if (p.work.from >= length) p.work = { restart: NONE, from: NONE, to: NONE };
  else p.work.to = Math.min(length, p.work.to);
}

function advance(p, [, n0, end, keep, target]) {
  const n1 = reach(end);
  const checkpoint = [(keep & 1) === 1, keep & 2 ? n1 : NONE];
  p.forward = n1;
  p.work = { restart: NONE, from: NONE, to: NONE };
  if (keep && target === WORK)
    p.work = { restart: keep & 1 ? n0 : NONE, from: keep & 2 ? n0 : NONE, to: checkpoint[1] };
  else if (keep) put(p, target, n0, checkpoint);
  if (p.length === null && data.length === "told" && data.steps <= p.forward) tell(p, data.steps);
  p.forwardSteps += p.forward - n0;
  if (keep & 2) p.recordedSteps += p.forward - n0;
}

function apply(p, action) {
  const [kind, a, b, c] = action;
  p.done += 1;
  switch (kind) {
    case FORWARD:
      advance(p, action);
      break;
    case REVERSE:
      p.reversed += a - b;
      p.reversedSteps += a - b;
      if (c) Object.assign(p.work, { from: NONE, to: NONE });
      break;
    case COPY:
      touch(p, b, 1);
      bring(p, a, p.levels.get(b).get(a), c);
      break;
    case MOVE: {
      const checkpoint = p.levels.get(b).get(a);
      if (c !== NOWHERE) touch(p, b, 1);
      touch(p, b, 2);
      p.levels.get(b).delete(a);
      p.units.set(b, p.units.get(b) - unitsOf(a, checkpoint));
      p.size -= 1;
      bring(p, a, checkpoint, c);
      break;
    }
    case END_FORWARD:
      if (p.length === null) tell(p, p.forward);
      p.stage = data.adjoints === 0 ? "ended" : "reversing";
      break;
    default:
      p.completed += 1;
      if (p.completed === data.adjoints) p.stage = "ended";
      else p.reversed = 0;
  }
}

// Positions to go on from, as many as memory allows: the slider goes anywhere without starting over.
const marks = [];
{
  const position = start();
  let room = 500000;
  actions.forEach((action, index) => {
    if (index % 2048 === 0 && room >= position.size) {
      marks.push(copyOf(position));
      room -= position.size;
    }
    apply(position, action);
  });
}
let current = start();

function goTo(done) {
  const mark = marks.findLast((position) => position.done <= done);
  if (current.done > done || current.done < mark.done) current = copyOf(mark);
  while (current.done < done) apply(current, actions[current.done]);
  return current;
}

const cost = (p) => {
  let sum = data.uf * (p.forwardSteps - p.recordedSteps) + data.ub * p.reversedSteps;
  for (const level of [...p.traffic.keys()].sort((a, b) => a - b)) {
    const [written, read] = p.traffic.get(level);
    sum = sum + data.write[level] * written + data.read[level] * read;
  }
  return sum;
};
