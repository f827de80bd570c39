// What one sees of a position.
const range = (n0, n1) => (n1 === n0 + 1 ? `${n0}` : `${n0}–${n1 - 1}`);
const colour = (level) => ["#56b4e9", "#e69f00", "#009e73", "#cc79a7"][level] ?? "#999999";
const mostShown = 120;

function element(name, text, parent, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  parent?.append(made);
  return made;
}

function workText({ restart, from, to }) {
  const parts = [];
  if (restart !== NONE) parts.push(`restart data of step ${restart}`);
  if (from !== NONE) parts.push(`dependencies of ${to === from + 1 ? "step" : "steps"} ${range(from, to)}`);
  return parts.join(", ") || "empty";
}

/// The checkpoints of a level as [kind, text]; where there are many, neighbours of one kind together.
function checkpoints(held, length) {
  const all = [...held].sort(([a], [b]) => a - b).map(([step, [restarts, to]]) => ({
    first: step,
    // A last Forward that went past the end has recorded no further than to the end.
    last: to === NONE ? step + 1 : Math.min(to, length ?? OPEN),
    kind: restarts && to !== NONE ? "restart, dependencies" : restarts ? "restart" : "dependencies",
  }));
  const together = [];
  for (const next of all) {
    const before = together.at(-1);
    if (all.length > 60 && before && before.kind === next.kind && before.last === next.first && next.last === next.first + 1)
      before.last = next.last;
    else together.push({ ...next });
  }
  return together.map(({ first, last, kind }) => [kind, `${range(first, last)} ${kind}`]);
}

function showLevels(p) {
  const box = byId("levels");
  box.replaceChildren();
  for (const level of data.levels) {
    const limit = data.limits[level] === undefined ? "" : ` of ${data.limits[level]}`;
    const units = p.units.get(level) ?? 0;
    element("h2", `${storage(level)}: ${units}${limit} ${units === 1 && !limit ? "unit" : "units"}`, box);
    const list = element("ul", undefined, box);
    list.dataset.level = level;
    list.style.setProperty("--level", colour(level));
    const shown = checkpoints(p.levels.get(level) ?? new Map(), p.length);
    for (const [kind, text] of shown.slice(0, mostShown)) element("li", text, list, kind);
    if (shown.length > mostShown) element("li", `and ${shown.length - mostShown} more`, list, "none");
    if (shown.length === 0) element("li", "empty", list, "none");
  }
}

function showCounts(p) {
  const rows = [
    ["forward steps", p.forwardSteps],
    ["of them recording", p.recordedSteps],
    ["steps reversed", p.reversedSteps],
  ];
  for (const level of data.levels) {
    const [written, read, deleted] = p.traffic.get(level) ?? [0, 0, 0];
    rows.push([`${storage(level)} written`, written], [`${storage(level)} read`, read]);
    rows.push([`${storage(level)} deleted`, deleted]);
  }
  rows.push(["cost", cost(p)]);
  const body = byId("counts");
  body.replaceChildren();
  for (const [name, value] of rows) {
    const row = element("tr", undefined, body);
    element("th", name, row).scope = "row";
    element("td", `${value}`, row);
  }
}

const frame = (() => {
  const given = byId("picture-frame").dataset;
  return Object.fromEntries(Object.keys(given).map((key) => [key, Number(given[key])]));
})();
const picture = byId("picture-frame").ownerSVGElement;

function shape(name, id) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  made.id = id;
  picture.append(made);
  return made;
}
const [here, hereLine, hereAction] = [shape("rect", "here"), shape("path", "here-line"), shape("path", "here-action")];

/// Where the current action lies in the picture, however small it is there.
function showHere(p) {
  const count = Math.max(1, actions.length);
  const row = frame.height / count;
  const index = Math.max(0, p.done - 1);
  const y = frame.top + row * index;
  const height = Math.max(row, 3);
  for (const [name, value] of Object.entries({ x: frame.left, y: y + (row - height) / 2, width: frame.width, height }))
    here.setAttribute(name, value);
  here.style.display = p.done === 0 ? "none" : "";
  const x = frame.left + (frame.width * p.done) / count;
  hereLine.setAttribute("d", `M${x} ${frame.top + frame.height + 30}V${frame.bottom}`);
  const [kind, a, b] = actions[index] ?? [END_FORWARD];
  const at = (step) => frame.left + (frame.width * Math.min(step, data.steps)) / data.steps;
  const middle = y + row / 2;
  const to = kind === FORWARD ? reach(b) : kind === REVERSE ? b : a;
  const side = kind === FORWARD ? -1 : 1;
  hereAction.setAttribute(
    "d",
    p.done === 0 || kind >= END_FORWARD
      ? ""
      : kind === COPY || kind === MOVE
        ? `M${at(a)} ${middle - 6}v12M${at(a) - 6} ${middle}h12`
        : `M${at(a)} ${middle}H${at(to)}m${side * 5} -4l${-side * 5} 4l${side * 5} 4`,
  );
}

const stages = { sweeping: "initial forward calculation", reversing: "adjoint calculation", ended: "complete" };

function show(done) {
  const at = Math.min(Math.max(0, Math.round(done)), actions.length);
  const p = goTo(at);
  const action = at === 0 ? null : actions[at - 1];
  byId("slider").value = at;
  byId("index").textContent = `action ${at} of ${actions.length}`;
  byId("action").textContent = action ? asText(action) : "";
  byId("reads").textContent = action ? readsAs(action) : "Before the first action.";
  byId("slider").setAttribute("aria-valuetext", `action ${at} of ${actions.length}: ${byId("action").textContent}`);
  byId("forward").textContent = p.forward === null ? "nowhere" : `at the start of step ${p.forward}`;
  byId("adjoint").textContent =
    p.length === null ? "number of steps not known yet" : `at the start of step ${p.length - p.reversed}`;
  byId("stage").textContent = stages[p.stage] + (p.completed ? `, ${p.completed} adjoint done` : "");
  byId("work").textContent = workText(p.work);
  showLevels(p);
  showCounts(p);
  showHere(p);
}
