// Upload with preview and progress: the same form, sent by XHR. When anything is odd the plain form still works.
import { say, token } from "./words.js";

function preview(drop) {
  const input = drop.querySelector("input[type=file]");
  const state = drop.querySelector("[data-upload-state]");
  input.addEventListener("change", () => {
    state.hidden = true;
  });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("drop-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("drop-over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const album = drop.querySelector("[data-no-camera]");
  if (album && matchMedia("(pointer: coarse)").matches) {
    album.hidden = false;
    album.addEventListener("click", () => {
      input.removeAttribute("capture");
      input.click();
    });
  }
}

function send(form) {
  const state = form.querySelector("[data-upload-state]");
  const bar = state.querySelector("progress");
  const says = state.querySelector("[data-upload-says]");
  const buttons = form.querySelectorAll("button:not([type=button])");
  const lock = (on) => buttons.forEach((button) => (button.disabled = on));
  const request = new XMLHttpRequest();
  state.hidden = false;
  request.open("POST", form.action);
  request.setRequestHeader("X-CSRFToken", token());
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const share = Math.floor((100 * event.loaded) / event.total);
    bar.value = share;
    says.textContent = share < 100 ? say("sent", `${share} %`) : say("finishing");
  });
  request.addEventListener("load", () => {
    leaving(false);
    const sameOrigin = request.responseURL.startsWith(location.origin);
    if (request.status < 400 && sameOrigin) {
      location.assign(request.responseURL);
      if (new URL(request.responseURL).hash) location.reload();
    } else {
      stopped(request);
    }
  });
  request.addEventListener("error", () => stopped(null));

  function stopped(answer) {
    leaving(false);
    lock(false);
    const page = answer && new DOMParser().parseFromString(answer.responseText, "text/html");
    const reason = page?.querySelector(".error, [role=alert] .banner-title, main h1 + p");
    says.textContent = reason?.textContent.trim() || say("failed");
    says.classList.add("error");
    bar.value = 0;
  }

  leaving(true);
  says.classList.remove("error");
  request.send(new FormData(form));
  lock(true);
}

const warn = (event) => event.preventDefault();

function leaving(guarded) {
  if (guarded) window.addEventListener("beforeunload", warn);
  else window.removeEventListener("beforeunload", warn);
}

export function start() {
  document.querySelectorAll("[data-drop]").forEach(preview);
  for (const form of document.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      const chosen = form.querySelector("input[type=file]")?.files.length;
      if (!chosen || !form.querySelector("[data-upload-state]")) return;
      event.preventDefault();
      send(form);
    });
  }
}
