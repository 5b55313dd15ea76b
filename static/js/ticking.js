// Times left, counted by the server's clock: data-tick is the instant, data-now the server's time at rendering.
import { say, span } from "./words.js";

const loaded = performance.now();

function left(element) {
  const passed = (performance.now() - loaded) / 1000;
  const from = Date.parse(element.dataset.now) / 1000 + passed;
  return Date.parse(element.dataset.tick) / 1000 - from;
}

function show(element) {
  const seconds = left(element);
  const wasRunning = element.dataset.running === "yes";
  let text = say("left", span(seconds));
  if (seconds <= 0 && wasRunning) text = say("over");
  else if (seconds <= -60) text = say("ago", span(-seconds));
  else if (seconds <= 0) text = say("now");
  if (text && element.textContent !== text) element.textContent = text;
}

export function start() {
  const all = [...document.querySelectorAll("[data-tick]")];
  for (const element of all) element.dataset.running = left(element) > 0 ? "yes" : "no";
  const tick = () => all.forEach(show);
  tick();
  setInterval(tick, 5000);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
}
