// The juror's reading bar: counts opened exhibits and the time to go, and turns into the act. It only shows what the
// server counts anyway; the server decides.
import { say, toGo } from "./words.js";

export function start() {
  const meter = document.querySelector("[data-reading]");
  const text = meter.querySelector("[data-reading-text]");
  const bar = meter.querySelector("progress");
  const vote = meter.querySelector("[data-reading-vote]");
  const total = Number(meter.dataset.total);
  const began = performance.now();
  let done = Number(meter.dataset.done);
  let allowance = Number(meter.dataset.left);

  function show() {
    const left = Math.max(0, Math.ceil(allowance - (performance.now() - began) / 1000));
    const ready = done >= total && left === 0;
    bar.value = done;
    let words = say("read", done, total);
    if (ready) words = say("ready");
    else if (left > 0) words = say("reading", done, total, toGo(left));
    if (text.textContent !== words) text.textContent = words;
    vote.classList.toggle("button-quiet", !ready);
    return ready;
  }

  document.addEventListener("exhibit-opened", (event) => {
    const tile = event.detail;
    let answer = {};
    try {
      answer = JSON.parse(tile.dataset.answer || "{}");
    } catch {
      answer = {};
    }
    if (typeof answer.done === "number") done = answer.done;
    else if (!tile.dataset.counted) done = Math.min(total, done + 1);
    tile.dataset.counted = "yes";
    if (typeof answer.seconds_left === "number") {
      allowance = answer.seconds_left + (performance.now() - began) / 1000;
    }
    show();
  });

  show();
  const timer = setInterval(() => show() && clearInterval(timer), 1000);
}
