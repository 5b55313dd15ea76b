// Small aids: character counters, no "read all" where nothing is folded, the anchor one is at, focus on errors.
import { say } from "./words.js";

function count(area) {
  const line = document.getElementById(area.dataset.count);
  const show = () => {
    line.textContent = say("typed", [...area.value].length, line.dataset.of);
  };
  area.addEventListener("input", show);
  show();
}

function unfold(fold) {
  const more = fold.querySelector(":scope > .fold-more");
  const text = fold.querySelector(":scope > .fold-text");
  if (!more || !text) return;
  const judge = () => {
    if (!more.open) more.hidden = text.scrollHeight <= text.clientHeight + 2;
  };
  new ResizeObserver(judge).observe(text);
  judge();
}

function follow(strip) {
  const links = new Map();
  for (const link of strip.querySelectorAll('a[href^="#"]')) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
  }
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute("aria-current"));
      const link = links.get(entry.target);
      link.setAttribute("aria-current", "true");
      strip.scrollTo({ left: link.offsetLeft - 40 });
    }
  }, { rootMargin: "-15% 0px -75% 0px" });
  links.forEach((_, section) => watcher.observe(section));
}

export function start() {
  document.querySelectorAll("[data-count]").forEach(count);
  document.querySelectorAll(".fold").forEach(unfold);
  document.querySelectorAll("[data-strip]").forEach(follow);
  document.querySelector("[data-focus]")?.focus();
}
