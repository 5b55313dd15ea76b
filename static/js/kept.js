// Texts that are not sent yet: kept on this device alone, and brought back when the page is opened again.
// The court learns nothing before one sends. Signing out forgets all of it.
const PREFIX = "jury:kept:";
const PAUSE = 400;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    return {};
  }
}

function write(key, kept) {
  try {
    if (Object.keys(kept).length) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  } catch {
    // No room, or none allowed: the form itself still works.
  }
}

function fields(form) {
  return [...form.elements].filter((one) => /^(text|stance):/.test(one.name));
}

// The base is what the court knows: what the page came with, or says it knows beside what was not sent.
function groups(form) {
  const found = new Map();
  for (const one of fields(form)) {
    const group = found.get(one.name) || { now: "", base: "", unsent: false, all: [] };
    const unsent = one.dataset.unsent;
    if (one.type === "radio") {
      if (one.checked) group.now = one.value;
      if ("sent" in one.dataset) group.base = one.value;
    } else {
      group.now = one.value;
      group.base = unsent ?? one.defaultValue;
    }
    group.unsent ||= unsent !== undefined;
    group.all.push(one);
    found.set(one.name, group);
  }
  return found;
}

function put(group, value) {
  for (const one of group.all) {
    if (one.type === "radio") one.checked = one.value === value;
    else one.value = value;
    const folded = one.closest("details");
    if (folded) folded.open = true;
    one.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function restore(form, key) {
  const kept = read(key);
  let count = 0;
  for (const [name, group] of groups(form)) {
    const one = kept[name];
    if (!one || group.unsent) continue;
    if (one.base !== group.base || one.value === group.base) {
      delete kept[name];
      continue;
    }
    // What was written before this script came is newer.
    if (group.now !== group.base) continue;
    put(group, one.value);
    count += 1;
  }
  write(key, kept);
  const line = form.querySelector("[data-restored]");
  if (count && line) line.hidden = false;
}

function keep(form, key) {
  const kept = {};
  for (const [name, group] of groups(form)) {
    if (group.now !== group.base) kept[name] = { value: group.now, base: group.base };
  }
  write(key, kept);
}

function watch(form) {
  const key = PREFIX + form.dataset.keep;
  let timer = 0;
  restore(form, key);
  keep(form, key);
  for (const line of form.querySelectorAll("[data-kept-here]")) line.hidden = false;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(form, key), PAUSE);
  });
  form.addEventListener("submit", () => keep(form, key));
  document.addEventListener("visibilitychange", () => document.hidden && keep(form, key));
}

function forget() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  }
}

export function start() {
  document.querySelectorAll("form[data-keep]").forEach(watch);
  document.querySelector("form[action='/sign-out']")?.addEventListener("submit", forget);
}
