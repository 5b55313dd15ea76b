// The sentences scripts need, in the page's language, from <body data-words>; and posts that carry the token.
const words = JSON.parse(document.body.dataset.words || "{}");

const slots = ["{}", "[]", "()"];

export function say(key, ...values) {
  return values.reduce((text, value, i) => text.replace(slots[i], value), words[key] || "");
}

function counted(key, number) {
  const forms = words[key] || ["{}", "{}"];
  return forms[number === 1 ? 0 : 1].replace("{}", number);
}

// The same rounding as templates/components/time.html.
export function span(seconds) {
  if (seconds >= 172800) return counted("days", Math.floor(seconds / 86400));
  if (seconds >= 7200) return counted("hours", Math.floor(seconds / 3600));
  if (seconds >= 5400) {
    const minutes = counted("minutes", Math.floor(seconds / 60) - 60);
    return say("both", counted("hours", 1), minutes);
  }
  if (seconds >= 60) return counted("minutes", Math.floor(seconds / 60));
  return words.moment || "";
}

export function toGo(seconds) {
  return span(seconds < 60 ? seconds : seconds + 59);
}

export function token() {
  return document.querySelector('meta[name="csrf-token"]')?.content || "";
}

export function post(url, body) {
  return fetch(url, {
    method: "POST",
    body,
    credentials: "same-origin",
    headers: { "X-CSRFToken": token(), Accept: "application/json" },
  });
}
