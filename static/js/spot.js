// A tap on a picture says which place is meant; the form works without it, in words.
const THOUSAND = 1000;

function mark(picture, x, y) {
  const host = picture.parentElement;
  const point = document.querySelector(".spot-mark") || document.createElement("span");
  point.className = "spot-mark";
  host.classList.add("spot-host");
  host.append(point);
  point.style.left = `${(100 * (picture.offsetLeft + (x * picture.offsetWidth) / THOUSAND)) / host.clientWidth}%`;
  point.style.top = `${(100 * (picture.offsetTop + (y * picture.offsetHeight) / THOUSAND)) / host.clientHeight}%`;
}

function share(at, begins, length) {
  return Math.min(THOUSAND, Math.max(0, Math.round((THOUSAND * (at - begins)) / length)));
}

function tap(event) {
  const picture = event.target.closest("img");
  // Enter on the link around a picture opens it, as ever: it points nowhere.
  if (!picture || !event.detail) return;
  event.preventDefault();
  const area = picture.getBoundingClientRect();
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
