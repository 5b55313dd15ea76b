"""What axe finds wrong with a page: every rule on every page, contrast once a look.

To judge contrast takes axe five sixths of its time, and the pages of one house are of
the same few dozen looks: words in these colours, of this size and weight, in boxes of
these colours that lie so. A look that axe has once passed in this process it need not
judge again. All others it judges each time: those it could not decide, and those it
does not judge, as of what is switched off. What is out of sight it would not judge.
"""

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

Violation = dict[str, Any]

# A look is told by style alone: a width or a language is new where it looks different.
LOOK = """async (passed) => {
  const known = new Set(passed);
  const own = (one) => {
    const style = getComputedStyle(one);
    return [style.color, style.fontSize, style.fontWeight, style.textShadow].join();
  };
  const box = (one) => {
    const style = getComputedStyle(one);
    return [style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
            style.mixBlendMode, style.position, style.zIndex, style.float].join();
  };
  const boxes = new Map();
  const below = (one) => {
    if (!one) return "";
    if (!boxes.has(one)) boxes.set(one, `${box(one)}|${below(one.parentElement)}`);
    return boxes.get(one);
  };
  // 53 bits of each, so that all that are known can be told to every page.
  const short = (look) => {
    let [high, low] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < look.length; at += 1) {
      high = Math.imul(high ^ look.charCodeAt(at), 2654435761);
      low = Math.imul(low ^ look.charCodeAt(at), 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ low;
    low = Math.imul(low ^ (low >>> 16), 3266489909) ^ high;
    return 4294967296 * (2097151 & low) + (high >>> 0);
  };
  // Only what bears words itself: whatever is named to axe brings all that is in it.
  const speaks = (one) => one.matches("input, select, textarea, option")
    || [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
  const is_in_sight = (one) => one.checkVisibility() && !one.closest(".visually-hidden")
    && one.getBoundingClientRect().bottom + scrollY > 0;
  const looks = new Map();
  for (const one of document.body.querySelectorAll("*")) {
    if (speaks(one) && is_in_sight(one)) {
      looks.set(one, short(`${own(one)}|${below(one)}`));
    }
  }
  const unknown = [...looks].filter(([, look]) => !known.has(look)).map(([one]) => one);
  const found = await axe.run(document, {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false } },
    // One rule alone asks for what a page loads: that of sound which plays by itself.
    preload: !!document.querySelector("[autoplay]"),
  });
  if (!unknown.length) return [found.violations, []];
  const contrast = await axe.run({ include: unknown }, {
    resultTypes: ["violations", "passes"],
    runOnly: ["color-contrast"],
    elementRef: true,
    preload: false,
  });
  const looked = contrast.passes.flatMap((rule) => rule.nodes);
  const wrong = contrast.violations.map((rule) => ({
    ...rule, nodes: rule.nodes.map(({ element, any, all, none, ...node }) => node),
  }));
  return [
    [...found.violations, ...wrong],
    [...new Set(looked.map((node) => looks.get(node.element)).filter(Boolean))],
  ];
}"""

_passed: set[int] = set()


@cache
def _program() -> str:
    return f"globalThis.bringAxe = () => {{ {Axe().axe_script} }};"


def prepare(context: BrowserContext) -> None:
    """Let pages have axe at hand: a browser reads it once, not once a page."""
    context.add_init_script(_program())


def violations_in(page: Page) -> list[Violation]:
    """What axe finds in a page that is there."""
    if page.evaluate("!globalThis.bringAxe"):
        page.evaluate(f"() => {{ {_program()} }}")
    # Nothing is given back: axe itself would be written out, at great length.
    page.evaluate("() => { if (!globalThis.axe) bringAxe(); }")
    violations, passed = page.evaluate(LOOK, list(_passed))
    _passed.update(passed)
    found: list[Violation] = violations
    return found
