// The door: loads only what the page in front of it needs. Every page works without any of it.
const modules = {
  "[data-tick]": "ticking",
  "[data-exhibit]": "viewer",
  "[data-upload]": "upload",
  "[data-draft]": "draft",
  "[data-keep], form[action='/sign-out']": "kept",
  "[data-pick]": "pick",
  "[data-reading]": "reading",
  "[data-editor]": "editor",
  "[data-compare]": "compare",
  "[data-check-draw]": "check_draw",
  "[data-waiting]": "waiting",
  "[data-count], .fold, [data-strip], [data-focus]": "reading_aids",
  "[data-shortcuts], [data-row]": "shortcuts",
};

for (const [selector, name] of Object.entries(modules)) {
  if (document.querySelector(selector)) {
    import(`./${name}.js`).then((module) => module.start());
  }
}
