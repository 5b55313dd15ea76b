// A part of the page that says how far something is: asked for anew while somebody looks, and once it is over the page too.
const soonest = 3000;
const latest = 15000;

async function fetched() {
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function look(part, pause) {
  const page = document.hidden ? null : await fetched();
  const fresh = page?.querySelector("[data-waiting]");
  if (page && !fresh) {
    location.reload();
    return;
  }
  if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
  setTimeout(() => look(part, Math.min(latest, pause * 1.3)), pause);
}

export function start() {
  const part = document.querySelector("[data-waiting]");
  setTimeout(() => look(part, soonest), soonest);
}
