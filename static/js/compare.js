// Original and covered, one over the other, with a slider between. Without it they stand side by side.
export function start() {
  for (const box of document.querySelectorAll("[data-compare]")) {
    const label = document.createElement("label");
    const name = document.createElement("span");
    const range = document.createElement("input");
    label.className = "compare-range";
    name.className = "visually-hidden";
    name.textContent = box.dataset.label;
    range.type = "range";
    range.min = "0";
    range.max = "100";
    range.value = "50";
    range.addEventListener("input", () => box.style.setProperty("--cut", `${range.value}%`));
    label.append(name, range);
    box.append(label);
    box.classList.add("compare-slide");
  }
}
