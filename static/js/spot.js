// A tap on a picture says which place is meant; the form works without it, in words.
const THOUSAND = 1000;

function mark(picture, x, y) {
  const host = picture.closest(".compare") || picture.parentElement;
  const point = document.querySelector(".spot-mark") || document.createElement("span");
  point.className = "spot-mark";
  host.classList.add("spot-host");
  host.append(point);
  const [area, around] = [picture, host].map((one) => one.getBoundingClientRect());
  const across = area.left - around.left + (x * area.width) / THOUSAND;
  const down = area.top - around.top + (y * area.height) / THOUSAND;
  point.style.left = `${(100 * across) / around.width}%`;
  point.style.top = `${(100 * down) / around.height}%`;
}

function share(at, begins, length) {
  return Math.min(THOUSAND, Math.max(0, Math.round((THOUSAND * (at - begins)) / length)));
}

function tap(event) {
  // Of two pictures one over the other either may be hit, or what is cut away of the upper one.
  const figure = event.target.closest("figure, a");
  const picture = event.target.closest("img") || figure?.querySelector("img");
  // Enter on the link around a picture opens it, as ever: it points nowhere.
  if (!picture || !event.detail) return;
  const area = picture.getBoundingClientRect();
  if (event.clientY > area.bottom || event.clientY < area.top) return;
  event.preventDefault();
  const x = share(event.clientX, area.left, area.width);
  const y = share(event.clientY, area.top, area.height);
  const part = picture.closest(".sheet")?.id.replace("part-", "") || "";
  for (const [name, value] of Object.entries({ x, y, part })) {
    document.getElementById(`spot-${name}`).value = value;
  }
  mark(picture, x, y);
  document.querySelector("[data-spot-says]").hidden = false;
}

export function start() {
  const root = document.querySelector("[data-spot]");
  document.querySelector("[data-spot-hint]").hidden = false;
  root.addEventListener("click", tap);
}
