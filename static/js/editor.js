// Opaque boxes on a picture, drawn by mouse, touch or keys; a hidden field carries them as JSON in picture pixels.
// The rows of numbers beneath are the same boxes and stay editable.
import { middle, moved, resized, spanned, within } from "./boxes.js";
import { Rows } from "./box_rows.js";

const typing = "input, textarea, select";

class Editor {
  constructor(root) {
    this.root = root;
    this.size = [Number(root.dataset.width), Number(root.dataset.height)];
    this.stage = root.querySelector("[data-editor-stage]");
    this.list = root.querySelector("[data-editor-list]");
    this.field = Object.assign(document.createElement("input"),
      { type: "hidden", name: root.dataset.editor });
    root.append(this.field);
    root.querySelector("[data-editor-tools]").hidden = false;
    root.querySelector("[data-editor-kept]").remove();
    this.none = root.querySelector("[data-editor-none]");
    this.act = document.querySelector("[data-editor-act]");
    this.rows = new Rows(this.list);
    this.boxes = this.rows.typed().filter(([, , w, h]) => w > 0 && h > 0);
    // What machines found at each; nothing for what a person drew.
    this.words = this.rows.words().slice(0, this.boxes.length);
    this.listen();
    this.draw();
  }

  listen() {
    const on = (part, kind, act) => part.addEventListener(kind, act);
    on(this.stage, "pointerdown", (event) => this.press(event));
    on(this.stage, "keydown", (event) => this.key(event));
    on(this.root.querySelector("[data-editor-add]"), "click", () => this.add());
    on(this.root.querySelector("[data-editor-solid]"), "click", () => this.solid());
    on(this.list, "click", (event) => {
      const row = event.target.closest("[data-editor-remove]")?.closest("[data-row-of]");
      if (row) this.remove([...this.list.children].indexOf(row));
    });
    on(this.list, "change", () => {
      this.boxes = this.rows.typed().map((box) => within(box, this.size));
      this.draw();
    });
    on(document, "keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.target.matches(typing)) return;
      if (event.key === "n") this.add();
      if (event.key === "v") this.solid();
    });
  }

  at(event) {
    const area = this.stage.querySelector("img").getBoundingClientRect();
    return [
      ((event.clientX - area.left) * this.size[0]) / area.width,
      ((event.clientY - area.top) * this.size[1]) / area.height,
    ];
  }

  press(event) {
    if (event.button) return;
    event.preventDefault();
    const old = event.target.closest(".editor-box");
    // A finger that only wants to scroll must not drag the cover off what it covers: the first touch chooses a box.
    if (old && event.pointerType === "touch" && old !== document.activeElement) return old.focus();
    const grip = event.target.matches(".editor-grip");
    const from = this.at(event);
    const index = old ? Number(old.dataset.index) : this.boxes.length;
    const began = this.boxes[index];
    const move = (later) => {
      const to = this.at(later);
      const by = [to[0] - from[0], to[1] - from[1]];
      if (!old) this.boxes[index] = spanned(from, to, this.size);
      else this.boxes[index] = (grip ? resized : moved)(began, by, this.size);
      this.draw();
    };
    const done = () => {
      this.stage.removeEventListener("pointermove", move);
      const [, , w, h] = this.boxes[index] || [0, 0, 0, 0];
      const slip = !old && (w < this.size[0] / 100 || h < this.size[1] / 100);
      if (slip) this.boxes.length = index;
      this.draw();
      if (!slip) this.stage.querySelectorAll(".editor-box")[index]?.focus();
    };
    this.stage.setPointerCapture(event.pointerId);
    this.stage.addEventListener("pointermove", move);
    this.stage.addEventListener("lostpointercapture", done, { once: true });
  }

  key(event) {
    const box = event.target.closest(".editor-box");
    if (!box) return;
    const index = Number(box.dataset.index);
    const step = Math.max(1, Math.round(this.size[0] / 200));
    const by = {
      ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step],
    }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.remove(index);
    } else if (by) {
      event.preventDefault();
      this.boxes[index] = (event.shiftKey ? resized : moved)(this.boxes[index], by, this.size);
      this.draw();
    }
  }

  add() {
    this.boxes.push(middle(this.size));
    this.draw();
    this.stage.querySelector(".editor-box:last-of-type").focus();
  }

  remove(index) {
    this.boxes.splice(index, 1);
    this.words.splice(index, 1);
    this.draw();
    const boxes = this.stage.querySelectorAll(".editor-box");
    (boxes[Math.min(index, boxes.length - 1)] || this.root.querySelector("[data-editor-add]")).focus();
  }

  solid() {
    const on = this.stage.classList.toggle("editor-solid");
    this.root.querySelector("[data-editor-solid]").setAttribute("aria-pressed", on);
  }

  draw() {
    const shown = [...this.stage.querySelectorAll(".editor-box")];
    shown.slice(this.boxes.length).forEach((box) => box.remove());
    while (this.words.length < this.boxes.length) this.words.push({ what: "", doubt: false });
    this.words.length = this.boxes.length;
    this.boxes.forEach((box, index) => this.place(shown[index] || this.make(index), box));
    this.rows.show(this.boxes, this.words);
    this.none.hidden = this.boxes.length > 0;
    if (this.act) this.act.textContent = this.boxes.length ? this.act.dataset.covered : this.act.dataset.uncovered;
    this.field.value = JSON.stringify(this.boxes);
  }

  make(index) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "editor-box";
    button.dataset.index = index;
    button.innerHTML = '<span class="editor-box-no"></span><span class="editor-grip"></span>';
    button.firstChild.textContent = index + 1;
    this.stage.append(button);
    return button;
  }

  place(button, [x, y, w, h]) {
    const [width, height] = this.size;
    const share = (part, whole) => `${(100 * part) / whole}%`;
    button.style.left = share(x, width);
    button.style.top = share(y, height);
    button.style.width = share(w, width);
    button.style.height = share(h, height);
    // At an edge its number stands inside: outside it would be cut off.
    button.classList.toggle("editor-box-left", x < width / 50);
    button.classList.toggle("editor-box-top", y < height / 50);
    const { what, doubt } = this.words[Number(button.dataset.index)];
    button.classList.toggle("editor-box-found", Boolean(what));
    button.classList.toggle("editor-box-doubt", doubt);
    button.firstChild.dataset.what = what;
    const name = this.root.dataset.boxWord.replace("{no}", Number(button.dataset.index) + 1);
    const said = what ? `${name}, ${what}` : name;
    button.setAttribute("aria-label", `${said}: ${x}, ${y}, ${w} × ${h}`);
  }
}

export function start() {
  document.querySelectorAll("[data-editor]").forEach((root) => new Editor(root));
}
