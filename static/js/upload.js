// Upload with preview and progress: the same form, sent by XHR. When anything is odd the plain form still works.
// What is larger than one piece is sent by pieces.js first; the form then names the upload in the file's place.
import { Pieces, pieced } from "./pieces.js";
import { say, token } from "./words.js";

const showable = ["image/jpeg", "image/png", "image/webp"];
const warn = (event) => event.preventDefault();

function guard(on) {
  (on ? window.addEventListener : window.removeEventListener)("beforeunload", warn);
}

function preview(drop, input) {
  const picture = drop.querySelector("[data-preview]");
  input.addEventListener("change", () => {
    const file = input.files[0];
    URL.revokeObjectURL(picture.src);
    picture.hidden = !(file && showable.includes(file.type));
    if (!picture.hidden) picture.src = URL.createObjectURL(file);
  });
}

function camera(drop, input) {
  const choice = drop.querySelector("[data-camera]");
  if (!choice || !matchMedia("(pointer: coarse)").matches) return;
  choice.hidden = false;
  input.classList.add("visually-hidden");
  const pick = (capture) => () => {
    if (capture) input.setAttribute("capture", "environment");
    else input.removeAttribute("capture");
    input.click();
  };
  choice.querySelector("[data-camera-take]").addEventListener("click", pick(true));
  choice.querySelector("[data-camera-album]").addEventListener("click", pick(false));
}

function dropping(drop, input) {
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("drop-over", name === "dragenter" || name === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// What the answered page says of its fields; of one that says nothing of them, what it says at all.
function reasonIn(page) {
  const said = [...page.querySelectorAll(".field .error")].map((one) => one.textContent.trim());
  if (said.length) return [...new Set(said)].join(" ");
  return page.querySelector(".error, [role=alert] .banner-title, main h1 + p")?.textContent.trim();
}

class Upload {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-upload-state]");
    this.bar = this.state.querySelector("progress");
    this.says = this.state.querySelector("[data-upload-says]");
    this.tells = this.state.querySelector("[data-upload-tells]");
    this.buttons = form.querySelectorAll("button:not([type=button])");
  }

  send(body, filed = () => {}) {
    const request = new XMLHttpRequest();
    request.open("POST", this.form.action);
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", (event) => this.progress(event));
    request.addEventListener("load", () => this.answered(request, filed));
    request.addEventListener("error", () => this.stopped(""));
    this.busy(true);
    request.send(body);
  }

  busy(on, { leave = false } = {}) {
    guard(on && !leave);
    this.state.hidden = this.bar.hidden = false;
    this.says.classList.toggle("error", !on);
    for (const button of this.buttons) button.disabled = on;
  }

  progress(event) {
    if (!event.lengthComputable) return;
    const share = Math.floor((100 * event.loaded) / event.total);
    this.bar.value = share;
    this.says.textContent = share < 100 ? say("sent", `${share} %`) : say("finishing");
  }

  answered(request, filed) {
    if (request.status >= 400) return this.stopped(request.responseText);
    filed();
    guard(false);
    return location.assign(request.responseURL);
  }

  stopped(markup, words = "") {
    const page = new DOMParser().parseFromString(markup, "text/html");
    this.busy(false);
    // Whoever gave it up wanted so: that is no error.
    this.says.classList.toggle("error", !words);
    this.bar.value = 0;
    this.bar.hidden = true;
    this.says.textContent = words || reasonIn(page) || say("failed");
    this.tells.textContent = this.says.textContent;
  }
}

export function start() {
  for (const drop of document.querySelectorAll("[data-drop]")) {
    const input = drop.querySelector("input[type=file]");
    preview(drop, input);
    camera(drop, input);
    dropping(drop, input);
  }
  for (const form of document.querySelectorAll("form[data-upload]")) {
    const pieces = form.dataset.pieces ? new Pieces(form) : null;
    pieces?.remind();
    form.addEventListener("submit", (event) => {
      const file = form.querySelector("input[type=file]")?.files[0];
      if (!file || !form.querySelector("[data-upload-state]")) return;
      event.preventDefault();
      const upload = new Upload(form);
      if (pieces && pieced(form, file)) pieces.send(file, upload);
      else upload.send(new FormData(form, event.submitter));
    });
  }
}
