// The door: loads only what the page in front of it needs. Every page works without any of it.
const modules = {
  "[data-tick]": "ticking",
  "[data-exhibit]": "viewer",
  "[data-upload]": "upload",
  "[data-draft]": "draft",
  "[data-keep], form[action='/sign-out']": "kept",
  "[data-pick]": "pick",
  "[data-spot]": "spot",
  "[data-reading]": "reading",
  "[data-editor]": "editor",
  "[data-compare]": "compare",
  "[data-check-draw]": "check_draw",
  "[data-waiting]": "waiting",
  "[data-count], .fold, [data-strip], [data-focus]": "reading_aids",
  "[data-shortcuts], [data-row]": "shortcuts",
};

const started = Object.entries(modules)
  .filter(([selector]) => document.querySelector(selector))
  .map(([, name]) => import(`./${name}.js`).then((module) => module.start()));

// The window's load does not wait for these: the page itself says when they are all there.
Promise.all(started).then(() => (document.documentElement.dataset.scripts = "started"));
