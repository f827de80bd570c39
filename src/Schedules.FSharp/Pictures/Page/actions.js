// What is shown: the data, and how an action reads. Kept in step with `Action.readsAs` and `Action.toText` of the core by a test.
const data = JSON.parse(document.getElementById("data").textContent);
const actions = data.actions;
const byId = (id) => document.getElementById(id);
const [FORWARD, REVERSE, COPY, MOVE, END_FORWARD] = [0, 1, 2, 3, 4];
const NOWHERE = -2;
const WORK = -1;
const NONE = -1;
const OPEN = Infinity;

const storage = (place) =>
  place === NOWHERE ? "NONE" : place === WORK ? "WORK" : ["RAM", "DISK"][place] ?? `LEVEL${place}`;
const reach = (n1) => (n1 === -1 ? OPEN : n1);

const kept = (ics, deps, restarts, dependencies) =>
  ics && deps ? `${restarts} and ${dependencies}` : ics ? restarts : dependencies;

const steps = (n0, n1) =>
  n1 === OPEN ? `all steps from ${n0} on` : n1 === n0 + 1 ? `step ${n0}` : `steps ${n0} … ${n1 - 1}`;

function readsAs([kind, a, b, c, d]) {
  switch (kind) {
    case FORWARD: {
      const n1 = reach(b);
      const keep = kept(c & 1, c & 2, `the restart data of step ${a}`, `the adjoint dependencies of ${steps(a, n1)}`);
      const until = n1 === OPEN ? "the end, wherever it is" : `the start of step ${n1}`;
      return `Advance the forward from the start of step ${a} to ${until}${c ? `; keep ${keep} in ${storage(d)}` : ""}.`;
    }
    case REVERSE:
      return (
        `Advance the adjoint from the start of step ${a} back to the start of step ${b}, ` +
        `using the dependencies in WORK${c ? ", then clear them" : ""}.`
      );
    case COPY:
      return `Copy the checkpoint of step ${a} from ${storage(b)} to ${storage(c)}; it stays in ${storage(b)}.`;
    case MOVE:
      return c === NOWHERE
        ? `Delete the checkpoint of step ${a} from ${storage(b)}.`
        : `Move the checkpoint of step ${a} from ${storage(b)} to ${storage(c)}; it no longer exists in ${storage(b)}.`;
    case END_FORWARD:
      return "The initial forward calculation is complete.";
    default:
      return "One adjoint calculation is complete.";
  }
}

function asText([kind, a, b, c, d]) {
  switch (kind) {
    case FORWARD:
      return (
        `forward ${a} -> ${b === -1 ? "end" : b}` +
        (c ? `, keep ${kept(c & 1, c & 2, "restart data", "dependencies")} in ${storage(d)}` : "")
      );
    case REVERSE:
      return `reverse ${a} -> ${b}${c ? ", clear dependencies" : ""}`;
    case COPY:
      return `copy ${a} from ${storage(b)} to ${storage(c)}`;
    case MOVE:
      return c === NOWHERE ? `delete ${a} from ${storage(b)}` : `move ${a} from ${storage(b)} to ${storage(c)}`;
    case END_FORWARD:
      return "end of the forward";
    default:
      return "end of the reverse";
  }
}
