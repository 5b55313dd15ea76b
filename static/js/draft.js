// Drafts: the form's content goes to data-draft=URL a moment after typing. Without a connection it stays on the
// device and is sent when it is back. The form itself is what counts; a draft is never a submission.
import { post, say } from "./words.js";

const PAUSE = 1500;

function clock() {
  const language = document.documentElement.lang;
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false })
    .format(new Date());
}

function content(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) {
    if (value instanceof File) body.delete(name);
  }
  return body;
}

function isTouched(one) {
  if (one.type === "radio" || one.type === "checkbox") return one.checked !== one.defaultChecked;
  return "defaultValue" in one && one.value !== one.defaultValue;
}

function watch(form) {
  const url = form.dataset.draft;
  const line = form.querySelector("[data-saved]");
  let timer = 0;
  let latest = "";
  let waiting = false;

  function tell(text, stalled) {
    if (!line) return;
    line.textContent = text;
    line.classList.toggle("saved-waiting", stalled);
  }

  async function save() {
    const body = content(form);
    const now = new URLSearchParams(body).toString();
    if (now === latest) return;
    try {
      const answer = await post(url, body);
      if (answer.status === 409 || answer.status === 410) return;
      if (!answer.ok) throw new Error(answer.status);
      latest = now;
      waiting = false;
      tell(say("saved", clock()), false);
    } catch {
      waiting = true;
      tell(say("unsaved"), true);
      later(15000);
    }
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  // What was written before this script came is not saved yet.
  if ([...form.elements].some(isTouched)) later(PAUSE);
  else latest = new URLSearchParams(content(form)).toString();
  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("submit", () => clearTimeout(timer));
  window.addEventListener("online", () => waiting && save());
  document.addEventListener("visibilitychange", () => document.hidden && save());
}

export function start() {
  document.querySelectorAll("form[data-draft]").forEach(watch);
}
