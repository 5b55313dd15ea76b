// Reads the members of a transcript, or refuses it with a code and a place.
import { fromHex } from "./bytes.mjs";
import { isWhole } from "./json.mjs";

const LONGEST = 500;
const CODE = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/;
export const LARGEST = Number.MAX_SAFE_INTEGER;
export const MOST_SEATS = 1000000;

// What is wrong: a code, and what the sentence for it names.
export class Refused extends Error {
  constructor(code, at = {}) {
    super(code);
    this.code = code;
    this.at = at;
  }
}

export class Members {
  constructor(source, where) {
    this.source = source;
    this.where = where;
    if (!(source instanceof Map)) this.refuse("");
  }

  refuse(name) {
    throw new Refused("malformed", { where: name ? `${this.where}.${name}` : this.where });
  }

  // An optional member that is null counts as absent.
  has(name) {
    return (this.source.get(name) ?? null) !== null;
  }

  take(name, isFit) {
    if (!this.source.has(name)) throw new Refused("missing", { where: `${this.where}.${name}` });
    const value = this.source.get(name);
    if (!isFit(value)) this.refuse(name);
    return value;
  }

  whole(name, low = 0, high = LARGEST) {
    return this.take(name, (value) => Number.isSafeInteger(value) && low <= value && value <= high);
  }

  wholes(name) {
    const isWholes = (value) => Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0);
    return this.take(name, isWholes);
  }

  // Characters are code points, not halves of pairs.
  text(name) {
    return this.take(name, isText);
  }

  texts(name) {
    return this.take(name, (value) => Array.isArray(value) && value.every(isText));
  }

  choice(name, ...choices) {
    return this.take(name, (value) => choices.includes(value));
  }

  flag(name) {
    return this.take(name, (value) => typeof value === "boolean");
  }

  isNull(name) {
    return this.take(name, () => true) === null;
  }

  hex(name, size) {
    return this.take(name, (value) => isHex(value, size));
  }

  // Keys one after another, in hex.
  packed(name, size) {
    return fromHex(this.take(name, (value) => isHex(value) && value.length % (2 * size) === 0));
  }

  hexes(name, size) {
    return this.list(name).map((value) => (isHex(value, size) ? value : this.refuse(name)));
  }

  inner(name) {
    return new Members(this.take(name, () => true), `${this.where}.${name}`);
  }

  inners(name) {
    return this.list(name).map((value, at) => new Members(value, `${this.where}.${name}[${at}]`));
  }

  list(name) {
    return this.take(name, Array.isArray);
  }
}

function isText(value) {
  return typeof value === "string" && value !== "" && isWhole(value) && [...value].length <= LONGEST;
}

function isHex(value, size) {
  if (typeof value !== "string" || !/^(?:[0-9a-f]{2})*$/.test(value)) return false;
  return size === undefined || value.length === 2 * size;
}

export function readEntry(members) {
  const entry = {
    lane: members.whole("lane"),
    row: members.whole("row"),
    key: members.hex("key", 16),
    isSummoned: members.choice("outcome", "summoned", "skipped") === "summoned",
    code: null,
    listRow: members.has("list_row") ? members.whole("list_row") : null,
    ref: members.has("ref") ? members.text("ref") : null,
  };
  if (entry.isSummoned && members.has("code")) members.refuse("code");
  if (!entry.isSummoned) {
    entry.code = members.text("code");
    if (entry.code.length > 64 || !CODE.test(entry.code)) members.refuse("code");
  }
  return entry;
}

export function readToken(members) {
  return {
    lane: members.whole("lane"),
    token: members.hex("token", 32),
    isSummoned: members.choice("outcome", "summoned", "skipped") === "summoned",
  };
}

export function readProofs(members) {
  return members.inners("proofs").map((inner) => ({
    block: inner.whole("block"),
    keys: inner.packed("keys", 16),
    path: inner.hexes("path", 32).map(fromHex),
  }));
}

export function readList(members, hasProofs) {
  if (members.isNull("list")) return null;
  const inner = members.inner("list");
  return {
    size: inner.whole("size"),
    root: inner.hex("root", 32),
    proofs: hasProofs ? readProofs(inner) : [],
  };
}

export function readCounts(members) {
  const [key, seats] = [members.text("key"), members.whole("seats", 0, MOST_SEATS)];
  return {
    key,
    seats,
    open: members.has("open") ? members.whole("open", 0, seats) : seats,
    summoned: members.whole("summoned"),
    lanes: members.whole("lanes"),
    isExhausted: members.flag("exhausted"),
    chance: members.has("chance") ? readChance(members.inner("chance")) : null,
  };
}

function readChance(members) {
  return [...members.wholes("called"), "of", ...members.wholes("seated")].join(" ");
}
