// The rows of numbers under the picture editor: one a box, four fields and a button that removes it.
export class Rows {
  constructor(list) {
    this.list = list;
    this.pattern = list.querySelector("[data-row-of]").cloneNode(true);
  }

  words() {
    return [...this.list.children].map((row) =>
      ({ what: row.dataset.what || "", doubt: "doubt" in row.dataset }));
  }

  typed() {
    return [...this.list.children].map((row) =>
      [...row.querySelectorAll("input")].map((input) => Number(input.value)));
  }

  show(boxes, words) {
    while (this.list.children.length > boxes.length) this.list.lastElementChild.remove();
    boxes.forEach((box, index) => {
      const row = this.list.children[index] || this.list.appendChild(this.make(index + 1));
      row.querySelectorAll("input").forEach((input, i) => {
        input.value = box[i];
      });
      row.querySelector("[data-editor-remove]").hidden = false;
      row.querySelector("[data-editor-what]").textContent = words[index].what;
    });
  }

  make(number) {
    const row = this.pattern.cloneNode(true);
    const old = this.pattern.firstElementChild.textContent;
    row.firstElementChild.textContent = number;
    for (const part of row.querySelectorAll("[aria-label]")) {
      part.setAttribute("aria-label", part.getAttribute("aria-label").replace(old, number));
    }
    return row;
  }
}
