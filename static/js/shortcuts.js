// Keys for lists and desks: j and k walk rows (data-row), o or Enter opens, ? shows the legend; any element with
// data-key="r" is clicked by its key. Never while typing.
const typing = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

export function start() {
  const rows = [...document.querySelectorAll("[data-row]")];
  let at = -1;

  function walk(step) {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, at + step));
    const link = rows[at].querySelector("a, button");
    (link || rows[at]).focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches(typing) || document.querySelector("dialog[open]")) return;
    const key = event.key;
    if (key === "j") return walk(1);
    if (key === "k") return walk(-1);
    if (key === "o" && at >= 0) return rows[at].querySelector("a")?.click();
    if (key === "?") {
      const legend = document.querySelector("[data-shortcuts]");
      if (legend) legend.open = !legend.open;
      return undefined;
    }
    if (!/^[a-z0-9]$/i.test(key)) return undefined;
    return document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.click();
  });
}
