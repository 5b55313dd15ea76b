// A large file in pieces. The court alone knows how much it has, so whatever breaks – a piece, the line, the page –
// it is asked and gone on with from there. Which file it was is kept on this device, beside what was typed.
import { say, token } from "./words.js";

const LATEST = 15000;
const MB = 1000000;

export function pieced(form, file) {
  return file.size > Number(form.dataset.piece);
}

// What stopped it for good: the page that the court answered.
class Refused extends Error {
  constructor(markup) {
    super("refused");
    this.markup = markup;
  }
}

function remembered(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value));
    else localStorage.removeItem(key);
  } catch {
    // No room, or none allowed: it goes on all the same, until the page is left.
  }
}

function isSame(known, file) {
  return known?.name === file.name && known.size === file.size && known.modified === file.lastModified;
}

function ask(method, place, body, headers = {}) {
  return fetch(place, {
    method,
    body,
    credentials: "same-origin",
    headers: { "X-CSRFToken": token(), ...headers },
  });
}

export class Pieces {
  constructor(form) {
    this.form = form;
    // Signing out forgets what begins like this.
    this.key = `jury:kept:upload:${form.dataset.pieces}`;
    this.known = remembered(this.key);
    this.begun = form.querySelector("[data-upload-begun]");
    this.tells = form.querySelector("[data-upload-tells]");
    this.acts = form.querySelector("[data-upload-acts]");
    this.pauseButton = form.querySelector("[data-upload-pause]");
    this.goButton = form.querySelector("[data-upload-go]");
    this.pauseButton.addEventListener("click", () => this.pause(true));
    this.goButton.addEventListener("click", () => this.pause(false));
    form.querySelector("[data-upload-stop]").addEventListener("click", () => this.giveUp());
  }

  // The page was opened anew: say what can be gone on with, and put back what was typed beside it.
  async remind() {
    if (!this.known) return;
    const answer = await ask("HEAD", this.known.place).catch(() => null);
    if (answer && !answer.headers.has("Upload-Offset")) return this.forget();
    const share = answer ? this.share(Number(answer.headers.get("Upload-Offset")), this.known.size) : "?";
    this.begun.querySelector("span").textContent = say("begun", this.known.name, share);
    this.begun.hidden = false;
    for (const [name, value] of Object.entries(this.known.fields)) {
      const field = this.form.elements[name];
      if (field && !field.value) field.value = value;
    }
  }

  forget() {
    this.known = null;
    this.begun.hidden = true;
    remember(this.key, null);
  }

  async send(file, upload) {
    this.upload = upload;
    this.stopped = this.paused = false;
    this.begun.hidden = true;
    upload.busy(true, { leave: true });
    this.acts.hidden = false;
    this.showPause();
    try {
      await this.begin(file);
      await this.sendAll(file);
      this.acts.hidden = true;
      this.finish();
    } catch (problem) {
      this.acts.hidden = true;
      if (!this.stopped) upload.stopped(problem instanceof Refused ? problem.markup : "");
    }
  }

  async begin(file) {
    if (isSame(this.known, file)) return;
    if (this.known) await ask("DELETE", this.known.place).catch(() => null);
    this.forget();
    const body = this.fields();
    body.append("size", file.size);
    const answer = await ask("POST", this.form.dataset.pieces, body);
    if (answer.status !== 201) throw new Refused(await answer.text());
    const { name, size, lastModified: modified } = file;
    const typed = [...body].filter(([field]) => !["csrf_token", "size"].includes(field));
    this.known = { place: answer.headers.get("Location"), name, size, modified, fields: Object.fromEntries(typed) };
    remember(this.key, this.known);
  }

  fields() {
    const body = new FormData(this.form);
    body.delete("file");
    return body;
  }

  async sendAll(file) {
    let offset = await this.offset();
    let pause = 1000;
    while (offset < file.size) {
      if (this.paused) await this.resumed();
      const next = await this.piece(file, offset);
      if (this.stopped) throw new Error("given up");
      if (next === null && !this.paused) {
        this.say(say("waiting", this.share(offset, file.size)), true);
        await this.line(pause);
        pause = Math.min(LATEST, pause * 2);
      } else if (next !== null) {
        pause = 1000;
      }
      offset = next ?? (await this.offset().catch(() => offset));
    }
  }

  // How much the court has; a refusal when there is nothing to go on with.
  async offset() {
    const answer = await ask("HEAD", this.known.place);
    if (!answer.headers.has("Upload-Offset")) return this.gone(answer);
    return Number(answer.headers.get("Upload-Offset"));
  }

  async gone(answer) {
    if (answer.status >= 500) throw new Error("later");
    // HEAD has no words: ask for them.
    const page = await ask("GET", this.known.place);
    if (page.status === 404) this.forget();
    throw new Refused(await page.text());
  }

  // Sends one piece; where the next begins, or null when the line broke.
  piece(file, offset) {
    return new Promise((resolve, reject) => {
      const request = (this.request = new XMLHttpRequest());
      request.open("PATCH", this.known.place);
      request.setRequestHeader("X-CSRFToken", token());
      request.setRequestHeader("Upload-Offset", offset);
      request.setRequestHeader("Content-Type", "application/offset+octet-stream");
      request.upload.addEventListener("progress", (event) => this.progress(offset + event.loaded, file.size));
      request.addEventListener("load", () => {
        const next = request.getResponseHeader("Upload-Offset");
        if (next !== null) resolve(Number(next));
        else if (request.status >= 500 || request.status === 400) resolve(null);
        else reject(new Refused(request.responseText));
      });
      for (const broken of ["error", "abort", "timeout"]) request.addEventListener(broken, () => resolve(null));
      request.send(file.slice(offset, offset + Number(this.form.dataset.piece)));
    });
  }

  // Until the device is on line again, or a while has passed.
  line(pause) {
    return new Promise((resolve) => {
      const wait = setTimeout(resolve, pause);
      window.addEventListener("online", () => (clearTimeout(wait), resolve()), { once: true });
    });
  }

  pause(on) {
    this.paused = on;
    this.showPause();
    if (on) this.request?.abort();
    if (on) this.say(say("paused", `${this.upload.bar.value} %`), true);
    else this.goOn?.();
    (on ? this.goButton : this.pauseButton).focus();
  }

  resumed() {
    return new Promise((resolve) => (this.goOn = resolve));
  }

  showPause() {
    this.pauseButton.hidden = this.paused;
    this.goButton.hidden = !this.paused;
  }

  async giveUp() {
    this.stopped = true;
    this.request?.abort();
    this.goOn?.();
    if (this.known) await ask("DELETE", this.known.place).catch(() => null);
    this.forget();
    this.acts.hidden = true;
    this.upload.stopped("", say("given_up"));
  }

  finish() {
    const body = this.fields();
    body.append("upload", this.known.place.split("/").pop());
    this.upload.bar.value = 100;
    this.say(say("finishing"), true);
    this.upload.send(body, () => this.forget());
  }

  share(done, size) {
    return `${Math.floor((100 * done) / size)} %`;
  }

  progress(done, size) {
    if (this.paused) return;
    this.upload.bar.value = Math.floor((100 * done) / size);
    this.say(say("partly", (done / MB).toFixed(1), (size / MB).toFixed(1), this.share(done, size)), false);
  }

  // What changes by the second is shown, and not read out.
  say(words, aloud) {
    this.upload.says.textContent = words;
    if (aloud) this.tells.textContent = words;
  }
}
