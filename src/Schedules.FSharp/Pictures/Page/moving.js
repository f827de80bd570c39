// Moving about: keys, slider, buttons, a click in the picture, and playing.
const slider = byId("slider");
slider.max = actions.length;
let timer = null;

function play(on) {
  clearInterval(timer);
  timer = on ? setInterval(step, 400) : null;
  byId("play").textContent = on ? "Pause" : "Play";
  byId("play").setAttribute("aria-label", on ? "Pause" : "Play");
  byId("play").setAttribute("aria-pressed", String(on));
}
// A long schedule is played in some minutes.
function step() {
  show(current.done + Math.ceil(actions.length / 600));
  if (current.done === actions.length) play(false);
}
const toggle = () => {
  if (timer === null && current.done === actions.length) show(0);
  play(timer === null);
};
const go = (where) => {
  play(false);
  show(where);
};

const page = Math.max(10, Math.round(actions.length / 20));
const keys = {
  ArrowRight: () => go(current.done + 1),
  ArrowDown: () => go(current.done + 1),
  ArrowLeft: () => go(current.done - 1),
  ArrowUp: () => go(current.done - 1),
  PageDown: () => go(current.done + page),
  PageUp: () => go(current.done - page),
  Home: () => go(0),
  End: () => go(actions.length),
  " ": toggle,
};
document.addEventListener("keydown", (event) => {
  const act = keys[event.key];
  const onButton = event.key === " " && event.target instanceof HTMLButtonElement;
  if (!act || onButton || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  act();
});
slider.addEventListener("input", () => go(Number(slider.value)));
byId("first").addEventListener("click", keys.Home);
byId("back").addEventListener("click", keys.ArrowLeft);
byId("play").addEventListener("click", toggle);
byId("next").addEventListener("click", keys.ArrowRight);
byId("last").addEventListener("click", keys.End);
picture.addEventListener("click", (event) => {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  const down = (point.y - frame.top) / frame.height;
  const across = (point.x - frame.left) / frame.width;
  const part = down <= 1 ? down : across;
  if (part >= 0 && part <= 1) go(Math.ceil(part * actions.length));
});

// As the system says, or a page that shows this one: with ?light or ?dark.
const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () =>
  document.documentElement.classList.toggle("dark", location.search ? location.search === "?dark" : dark.matches);
dark.addEventListener("change", paint);
paint();

show(Number(location.hash.slice(1)) || 0);
