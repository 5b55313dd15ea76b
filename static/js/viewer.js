// Exhibits full screen: next and previous in the group, larger, smaller, rotate. A <dialog> keeps the focus inside.
import { post, say } from "./words.js";

const MAX = 6;

export function start() {
  const dialog = document.querySelector("[data-viewer]");
  if (!dialog || !dialog.showModal) return;
  const part = (name) => dialog.querySelector(`[data-viewer-${name}]`);
  const [stage, frame, img, title, about, says] =
    ["stage", "frame", "img", "title", "about", "says"].map(part);
  let tiles = [];
  let at = 0;
  let zoom = 1;
  let turn = 0;

  function place() {
    if (!img.naturalWidth) return;
    const flat = turn % 180 === 0;
    const wide = flat ? img.naturalWidth : img.naturalHeight;
    const high = flat ? img.naturalHeight : img.naturalWidth;
    const fit = Math.min(stage.clientWidth / wide, stage.clientHeight / high, 2);
    const scale = fit * zoom;
    img.style.width = `${img.naturalWidth * scale}px`;
    img.style.transform = `translate(-50%, -50%) rotate(${turn}deg)`;
    const middle = [
      (stage.scrollLeft + stage.clientWidth / 2) / Math.max(stage.scrollWidth, 1),
      (stage.scrollTop + stage.clientHeight / 2) / Math.max(stage.scrollHeight, 1),
    ];
    frame.style.width = `${wide * scale}px`;
    frame.style.height = `${high * scale}px`;
    stage.scrollLeft = middle[0] * stage.scrollWidth - stage.clientWidth / 2;
    stage.scrollTop = middle[1] * stage.scrollHeight - stage.clientHeight / 2;
  }

  function announce() {
    says.textContent = say("shown", title.textContent, `${Math.round(zoom * 100)} %`);
  }

  // Who filed it, when, and whether it counts as opened: as the tile says it.
  function tell(tile) {
    const told = ["side", "when"].map((name) => tile.parentElement.querySelector(`.exhibit-${name}`));
    const tick = tile.querySelector("[data-seen]:not([hidden])");
    about.replaceChildren(...[...told, tick].filter(Boolean).map((one) => {
      const copy = document.createElement("span");
      copy.append(...[...one.childNodes].map((node) => node.cloneNode(true)));
      copy.classList.toggle("viewer-seen", one === tick);
      return copy;
    }));
  }

  function seen(tile) {
    tile.querySelector("[data-seen]")?.removeAttribute("hidden");
    if (tile === tiles[at]) tell(tile);
    document.dispatchEvent(new CustomEvent("exhibit-opened", { detail: tile }));
  }

  function report(tile) {
    const url = tile.dataset.openedUrl;
    if (!url || tile.dataset.reported) return;
    tile.dataset.reported = "yes";
    post(url).then(
      async (answer) => {
        if (!answer.ok) throw new Error(answer.status);
        tile.dataset.answer = await answer.text();
        seen(tile);
      },
    ).catch(() => delete tile.dataset.reported);
  }

  function show(index) {
    at = (index + tiles.length) % tiles.length;
    zoom = 1;
    turn = 0;
    const tile = tiles[at];
    const caption = tile.parentElement.querySelector(".exhibit-caption")?.textContent || "";
    const number = tile.querySelector(".exhibit-no")?.textContent || "";
    title.textContent = `${number} (${at + 1}/${tiles.length}) ${caption}`;
    tell(tile);
    img.alt = tile.querySelector("img")?.alt || number;
    img.onload = () => {
      place();
      announce();
      report(tile);
    };
    img.src = tile.dataset.picture;
  }

  function size(factor) {
    zoom = Math.min(MAX, Math.max(1, zoom * factor));
    place();
    announce();
  }

  const acts = {
    close: () => dialog.close(),
    next: () => show(at + 1),
    previous: () => show(at - 1),
    larger: () => size(1.5),
    smaller: () => size(1 / 1.5),
    rotate: () => {
      turn = (turn + 90) % 360;
      place();
      announce();
    },
  };
  const keys = {
    ArrowRight: "next", ArrowLeft: "previous", "+": "larger", "=": "larger", "-": "smaller", r: "rotate",
  };

  document.addEventListener("click", (event) => {
    const tile = event.target.closest?.("[data-exhibit][data-picture]");
    if (!tile || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const group = CSS.escape(tile.dataset.exhibit);
    tiles = [...document.querySelectorAll(`[data-exhibit="${group}"][data-picture]`)];
    dialog.showModal();
    show(tiles.indexOf(tile));
  });
  dialog.addEventListener("click", (event) => {
    acts[event.target.closest("[data-viewer-act]")?.dataset.viewerAct]?.();
  });
  dialog.addEventListener("keydown", (event) => {
    const panning = zoom > 1 && event.target === stage && event.key.startsWith("Arrow");
    const act = keys[event.key];
    if (!act || panning || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    acts[act]();
  });
  dialog.addEventListener("close", () => tiles[at]?.focus());
  window.addEventListener("resize", () => dialog.open && place());
}
