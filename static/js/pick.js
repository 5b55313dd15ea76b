// Words selected in the text go into the field: by finger, mouse or keyboard. The field works without it.
// The text takes a caret so that Shift and the arrow keys select in it; nothing can be typed into it.
function read(text) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return "";
  const words = range.cloneContents();
  // Marks of what is covered already are no words of the text.
  const parts = [""];
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_ALL);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.ELEMENT_NODE && node.classList.contains("label")) parts.push("");
    else if (node.nodeType === Node.TEXT_NODE && !node.parentElement?.classList.contains("label")) {
      parts[parts.length - 1] += node.data;
    }
  }
  return parts.map((one) => one.trim()).sort((a, b) => b.length - a.length)[0];
}

function watch(card) {
  const field = document.getElementById(card.dataset.pick);
  const text = card.querySelector(".fold-text");
  const hint = document.querySelector("[data-pick-hint]");
  if (!field || !text) return;
  if (hint) {
    hint.hidden = false;
    hint.id = "pick-hint";
  }
  text.contentEditable = "true";
  text.inputMode = "none";
  text.spellcheck = false;
  text.setAttribute("role", "textbox");
  text.setAttribute("aria-readonly", "true");
  text.setAttribute("aria-multiline", "true");
  text.setAttribute("aria-labelledby", "pick-title");
  text.setAttribute("aria-describedby", "pick-hint");
  for (const name of ["beforeinput", "drop", "paste", "cut"]) {
    text.addEventListener(name, (event) => event.preventDefault());
  }
  document.addEventListener("selectionchange", () => {
    const words = read(text);
    if (!words) return;
    field.value = words.slice(0, Number(field.maxLength) > 0 ? field.maxLength : undefined);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export function start() {
  document.querySelectorAll("[data-pick]").forEach(watch);
}
