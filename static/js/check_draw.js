// The page on which anybody checks a draw: reads a file that is chosen, or the one the page was opened for, and says what
// was checked and what was not. Nothing leaves the browser.
import { verify } from "./draw/verify.mjs";

// What says nothing of a draw: there was none to check.
const UNREAD = ["unread", "not_json", "version"];
const MOST_OCTETS = 64 * 1024 * 1024;

export function start() {
  const place = document.querySelector("[data-check-draw]");
  const words = JSON.parse(place.dataset.checkDraw);
  const input = place.querySelector("input[type=file]");
  const result = place.querySelector("[data-result]");
  input.addEventListener("change", () => show(() => opened(input.files[0])));
  place.querySelector("[data-choose]").hidden = false;
  if (place.dataset.file) show(() => load(place.dataset.file));

  async function show(bring) {
    result.setAttribute("aria-busy", "true");
    result.replaceChildren(line("p", words.checking));
    let found;
    try {
      found = verify(await bring());
    } catch {
      found = { problem: ["unread", {}] };
    }
    result.replaceChildren(...told(found));
    result.removeAttribute("aria-busy");
    result.dataset.holds = String(!found.problem);
  }

  async function load(path) {
    const answer = await fetch(path, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    return text(await answer.arrayBuffer());
  }

  function told(found) {
    if (UNREAD.includes(found.problem?.[0])) {
      return [line("h2", words.nothing), line("p", sentence("problems", found.problem))];
    }
    if (found.problem) {
      return [line("h2", words.fails), line("p", sentence("problems", found.problem)), line("p", words.fails_more)];
    }
    return [
      line("h2", words.holds),
      line("p", found.form === "full" ? words.full : words.public),
      line("h3", words.checked), list("checked", found.checked),
      line("h3", words.unchecked), list("unchecked", found.unchecked),
    ];
  }

  function list(kind, codes) {
    const items = document.createElement("ul");
    items.append(...codes.map((code) => line("li", sentence(kind, code))));
    return items;
  }

  function sentence(kind, [code, values]) {
    const said = words.lists[kind][code] || code;
    return said.replace(/\{(\w+)\}/g, (slot, name) => String(values[name] ?? slot));
  }
}

function line(name, content) {
  const element = document.createElement(name);
  element.textContent = content;
  return element;
}

async function opened(file) {
  if (!file || file.size > MOST_OCTETS) throw new Error("size");
  return text(await file.arrayBuffer());
}

const text = (octets) => new TextDecoder("utf-8", { fatal: true }).decode(octets);
