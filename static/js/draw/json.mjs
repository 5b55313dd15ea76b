// JSON read strictly, and written canonically: `1.0`, a member that stands twice and half a surrogate pair, which
// JSON.parse would let pass, are told apart here.
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const DEEPEST = 16;
const WORDS = { true: true, false: false, null: null };

// The text or the value has no form that everybody would read alike.
export class NotOne extends Error {}

// A number that is not whole, or beyond 2^53 - 1.
export class OtherNumber {}

class Reading {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  next(expected) {
    this.match(SPACE);
    if (this.text[this.at] !== expected) return false;
    this.at += 1;
    return true;
  }

  need(expected) {
    if (!this.next(expected)) throw new NotOne("not_json");
  }

  value() {
    if (this.next("{")) return this.object();
    if (this.next("[")) return this.list();
    this.match(SPACE);
    if (this.text[this.at] === '"') return this.string();
    for (const [word, value] of Object.entries(WORDS)) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  object() {
    const members = new Map();
    if (this.next("}")) return members;
    do {
      this.match(SPACE);
      const name = this.string();
      if (members.has(name)) throw new NotOne("twice");
      this.need(":");
      members.set(name, this.value());
    } while (this.next(","));
    this.need("}");
    return members;
  }

  list() {
    const values = [];
    if (this.next("]")) return values;
    do values.push(this.value());
    while (this.next(","));
    this.need("]");
    return values;
  }

  string() {
    const found = this.match(STRING);
    if (!found) throw new NotOne("not_json");
    return JSON.parse(found[0]);
  }

  number() {
    const found = this.match(NUMBER);
    if (!found) throw new NotOne("not_json");
    const value = Number(found[0]);
    if (found[1] || found[2] || !Number.isSafeInteger(value)) return new OtherNumber();
    return value + 0;
  }
}

// Objects become Maps, so that no name means anything to the language.
export function readJson(text) {
  const reading = new Reading(text);
  const value = reading.value();
  reading.match(SPACE);
  if (reading.at < text.length) throw new NotOne("not_json");
  return value;
}

export function isWhole(text) {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

export function canonical(value, depth = 0) {
  if (depth > DEEPEST) throw new NotOne("deep");
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join(",")}]`;
  if (value instanceof Map) return `{${members(value, depth).join(",")}}`;
  if (value instanceof OtherNumber) throw new NotOne("number");
  if (typeof value === "string" && !isWhole(value)) throw new NotOne("surrogate");
  return JSON.stringify(value);
}

function members(map, depth) {
  return [...map.keys()].sort().map((name) => {
    if (/[^\u0000-\u007f]/.test(name)) throw new NotOne("name");
    return `${JSON.stringify(name)}:${canonical(map.get(name), depth + 1)}`;
  });
}
