// The lot: the commitment and its seed, the streams, and the tree that a proof leads up to.
import { fromHex, joined, sha256, shake256, toHex, u64, utf8 } from "./bytes.mjs";
import { NotOne, canonical } from "./json.mjs";
import { MOST_SEATS, Refused } from "./members.mjs";

export const VERSION = "jury-draw/1";
const LANES_A_SEAT = 50;
const BLOCK = 32;
const MOST_SEGMENTS = 1000;

export const tag = (name) => utf8(`${VERSION}/${name}\n`);
export const tagged = (name, ...parts) => sha256(tag(name), ...parts);

export function refuseVersion(members) {
  if (members.text("v") !== VERSION) throw new Refused("version", { v: members.text("v") });
}

export function readCommitment(members) {
  refuseVersion(members);
  const segments = members.inners("segments").map((one) => ({
    key: one.text("key"),
    root: one.hex("root", 32),
    size: one.whole("size", 1),
    quota: one.whole("quota", 0, MOST_SEATS),
  }));
  if (segments.length < 1 || segments.length > MOST_SEGMENTS) members.refuse("segments");
  if (new Set(segments.map((one) => one.key)).size < segments.length) members.refuse("segments");
  const seats = members.whole("seats", 1, MOST_SEATS);
  const odd = segments.reduce((left, one) => left - one.quota, seats);
  if (odd < 0 || odd >= segments.length) throw new Refused("quotas");
  members.text("dispute");
  members.whole("round_number", 1);
  members.whole("draw_no", 1);
  const exclusions = members.hex("exclusions", 32);
  const hidden = members.isNull("server_seed_hash") ? null : members.hex("server_seed_hash", 32);
  const balance = readBalance(members, segments, seats);
  return { segments, seats, odd, exclusions, hidden, balance, digest: digestOf(members.source) };
}

// What the panel is balanced between, if it is: then every list has the same quota.
function readBalance(members, segments, seats) {
  if (!members.has("balance")) return [];
  const names = members.texts("balance");
  if (!names.length || new Set(names).size < names.length) members.refuse("balance");
  const quota = Math.floor(seats / segments.length);
  if (segments.some((one) => one.quota !== quota)) throw new Refused("balance");
  return names;
}

function digestOf(source) {
  try {
    return tagged("commitment", utf8(canonical(source)));
  } catch (error) {
    if (error instanceof NotOne) throw new Refused("uncanonical");
    throw error;
  }
}

export function readSeed(members, hidden) {
  if (members.has("given")) {
    const seed = fromHex(members.hex("given", 32));
    if (hidden !== null) throw new Refused("other_seed");
    return { seed, kind: "given" };
  }
  const server = fromHex(members.hex("server_seed", 32));
  const nonce = fromHex(members.hex("nonce", 16));
  if (hidden === null) throw new Refused("other_seed");
  if (toHex(tagged("server-seed", server)) !== hidden) throw new Refused("server_seed");
  return { seed: tagged("seed", server, nonce), kind: nonce.some((byte) => byte) ? "both" : "alone" };
}

function* lanes(absorbed) {
  let lane = 0;
  for (const block of shake256(absorbed)) {
    for (let at = 0; at < block.byteLength; at += 8, lane += 1) yield [lane, block.getBigUint64(at)];
  }
}

// What the lanes from `start` up to `stop` name among `total` things, each equally likely.
function* named(absorbed, total, { start = 0, stop = Infinity }) {
  if (total < 1n) return;
  const limit = 2n ** 64n - (2n ** 64n % total);
  for (const [lane, value] of lanes(absorbed)) {
    if (lane >= stop) return;
    if (lane >= start && value < limit) yield { lane, thing: value % total };
  }
}

export function* hitsOf(absorbed, total, part = {}) {
  for (const { lane, thing } of named(absorbed, BigInt(total), part)) yield { lane, row: Number(thing) };
}

export const streamOf = (digest, seed, key) => joined(tag("stream"), digest, seed, utf8(key));
export const rosterLanes = (seats) => LANES_A_SEAT * seats;

// Quotas, and a seat more for each segment that a lane of the odd seats names a row of.
export function seatsOf(commitment, seed) {
  const seats = commitment.segments.map((one) => one.quota);
  const inLot = [...seats.keys()];
  const absorbed = joined(tag("odd-seats"), commitment.digest, seed);
  let start = 0;
  for (let odd = 0; odd < commitment.odd; odd += 1) {
    const sizes = inLot.map((at) => BigInt(commitment.segments[at].size));
    const hit = named(absorbed, sizes.reduce((all, one) => all + one), { start }).next().value;
    let row = hit.thing;
    const place = sizes.findIndex((size) => {
      if (row < size) return true;
      row -= size;
      return false;
    });
    seats[inLot.splice(place, 1)[0]] += 1;
    start = hit.lane + 1;
  }
  return seats;
}

const leaf = (keys) => {
  const weights = Array.from({ length: keys.length / 16 }, () => u64(1));
  return sha256(new Uint8Array([0]), keys, ...weights);
};

export const EMPTY_ROOT = toHex(leaf(new Uint8Array()));

// The root that a proof leads to; null when its shape is wrong.
export function rootOf(proof, size) {
  const rows = Math.min(BLOCK, size - proof.block * BLOCK);
  if (rows < 1 || proof.keys.length !== rows * 16) return null;
  const path = [...proof.path].reverse();
  let value = leaf(proof.keys);
  let [place, span] = [proof.block, BLOCK];
  for (let count = Math.ceil(size / BLOCK); count > 1; count = Math.ceil(count / 2)) {
    const isRight = place % 2 === 1;
    if (isRight || place + 1 < count) {
      if (!path.length) return null;
      const [left, right] = isRight ? [path.pop(), value] : [value, path.pop()];
      const sum = Math.min(span, size - (isRight ? place : place + 1) * span);
      value = sha256(new Uint8Array([1]), left, u64(span), right, u64(sum));
    }
    [place, span] = [Math.floor(place / 2), span * 2];
  }
  return path.length ? null : toHex(value);
}

export function keysOf(packed) {
  return Array.from({ length: packed.length / 16 }, (_, at) => toHex(packed.subarray(16 * at, 16 * at + 16)));
}

export const rowKey = (ref) => toHex(tagged("row", utf8(ref.normalize("NFC"))).subarray(0, 16));
