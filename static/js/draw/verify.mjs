// Checks the transcript of a draw: a second implementation of `verify-draw`, written from docs/draw.md. Pure, without a
// page: `verify(text)` gives {form, checked, unchecked} or {problem}, each a list of [code, what the sentence names].
import { fromHex, hmac, toHex } from "./bytes.mjs";
import { NotOne, readJson } from "./json.mjs";
import {
  EMPTY_ROOT, hitsOf, keysOf, refuseVersion, readCommitment, readSeed, rootOf, rosterLanes, rowKey, seatsOf, streamOf,
  tag,
} from "./lot.mjs";
import { Members, Refused, readCounts, readEntry, readList, readProofs, readToken } from "./members.mjs";

export function verify(text) {
  try {
    return checked(read(text));
  } catch (error) {
    if (error instanceof Refused) return { problem: [error.code, error.at] };
    throw error;
  }
}

function read(text) {
  try {
    return readJson(text);
  } catch (error) {
    // Nested so deep that there is no room to read it.
    if (error instanceof NotOne || error instanceof RangeError) throw new Refused("not_json");
    throw error;
  }
}

function checked(source) {
  const members = new Members(source, "transcript");
  refuseVersion(members);
  const form = members.choice("form", "full", "public");
  const commitment = readCommitment(members.inner("commitment"));
  members.choice("randomness", "weak");
  const digest = toHex(commitment.digest);
  if (members.hex("commitment_digest", 32) !== digest) throw new Refused("digest");
  const { seed, kind } = readSeed(members.inner("seed"), commitment.hidden);
  const seats = seatsOf(commitment, seed);
  const grounds = commitment.segments.map((one, at) => ({
    ...one,
    seats: seats[at],
    listLane: rosterLanes(seats[at]),
    stream: streamOf(commitment.digest, seed, one.key),
  }));
  const inners = members.inners("segments");
  if (inners.length !== grounds.length) throw new Refused("segments");
  const head = [["digest", { digest }], [`seed_${kind}`, {}], ["seats", { seats: commitment.seats }]];
  if (commitment.balance.length) head.push(["balance", { lists: commitment.segments.length }]);
  const body = form === "full" ? wholly(members, commitment, grounds, inners) : publicly(grounds, inners);
  const randomness = kind === "given" ? [["given", {}]] : [["order", {}], ["weak", {}]];
  const open = inners.some((one) => one.has("open")) ? [["open", {}]] : [];
  return { form, checked: [...head, ...body.checked], unchecked: [...body.unchecked, ...randomness, ...open] };
}

function wholly(members, commitment, grounds, inners) {
  const excluded = members.hexes("exclusions", 16);
  if (!isAscending(excluded)) throw new Refused("exclusions_order");
  const key = fromHex(members.hex("token_key", 32));
  const digest = hmac(key, tag("exclusions"), fromHex(excluded.join("")));
  if (toHex(digest) !== commitment.exclusions) throw new Refused("exclusions");
  const seen = grounds.map((ground, at) => fullSegment(ground, inners[at], new Set(excluded)));
  const entries = seen.flatMap((one) => one.entries);
  const summoned = entries.filter((entry) => entry.isSummoned).map((entry) => entry.key);
  if (new Set(summoned).size < summoned.length) throw new Refused("two_segments");
  if (new Set(entries.map((entry) => entry.ref === null)).size > 1) throw new Refused("some_named");
  const reasons = new Map();
  for (const { code } of entries) if (code) reasons.set(code, (reasons.get(code) || 0) + 1);
  const list = seen.some((one) => one.listed);
  return {
    checked: [
      ["exclusions", { count: excluded.length }],
      ["lanes", {}],
      ["rows", { proofs: seen.reduce((sum, one) => sum + one.proofs, 0) }],
      ["summoned", { count: summoned.length }],
      ["skipped", { reasons: [...reasons.keys()].sort().map((code) => `${code} ${reasons.get(code)}`).join(", ") || "–" }],
      ...(list ? [["list", {}]] : []),
    ],
    unchecked: [["roster", {}], ["reasons", {}], ...(list ? [["list_left", {}]] : [])],
  };
}

function fullSegment(ground, members, excluded) {
  const counts = readCounts(members);
  const entries = members.inners("entries").map(readEntry);
  const proofs = readProofs(members);
  const listed = readList(members, true);
  const hits = lanesOf(ground, entries, listed);
  entries.forEach((entry, at) => {
    const onList = hits[at].lane >= ground.listLane;
    if (onList !== (entry.listRow !== null)) throw new Refused("list_mark", { lane: entry.lane });
    if (hits[at].row !== (onList ? entry.listRow : entry.row)) throw new Refused("row", { lane: entry.lane });
  });
  const keys = proven(proofs, entries.map((entry) => entry.row), ground);
  for (const entry of entries) {
    if (keys.get(entry.row) !== entry.key) throw new Refused("key", { lane: entry.lane });
    if (entry.ref !== null && rowKey(entry.ref) !== entry.key) throw new Refused("ref", { lane: entry.lane });
  }
  refuseOutcomes(entries, excluded);
  if (listed) refuseList(ground, entries, listed, excluded);
  refuseCounts(ground, counts, {
    entries,
    listed,
    summoned: entries.filter((entry) => entry.isSummoned).length,
    rosterRows: new Set(entries.filter((one) => one.listRow === null).map((one) => one.row)).size,
    listRows: new Set(entries.filter((one) => one.listRow !== null).map((one) => one.listRow)).size,
  });
  return { entries, listed, proofs: proofs.length };
}

// The lanes of the entries are exactly the first that name somebody, over the roster and then over the list.
function lanesOf(ground, entries, listed) {
  const found = [];
  const over = function* over() {
    yield* hitsOf(ground.stream, ground.size, { stop: ground.listLane });
    yield* hitsOf(ground.stream, listed ? listed.size : 0, { start: ground.listLane });
  };
  const named = over();
  for (const entry of entries) {
    const { value } = named.next();
    if (!value || value.lane !== entry.lane) throw new Refused("lanes", { segment: ground.key });
    found.push(value);
  }
  if (listed) refuseEarlyList(ground, used(entries), listed);
  return found;
}

const used = (entries) => (entries.length ? entries.at(-1).lane + 1 : 0);

function refuseEarlyList(ground, lanes, listed) {
  const segment = { segment: ground.key };
  const left = hitsOf(ground.stream, ground.size, { start: lanes, stop: ground.listLane });
  if (!left.next().done) throw new Refused("list_early", segment);
  if (listed.size === 0 && listed.root !== EMPTY_ROOT) throw new Refused("list_root", segment);
  if (listed.size > 0 && lanes <= ground.listLane) throw new Refused("list_unused", segment);
}

// The key of every row, by the proofs of exactly the blocks that are needed.
function proven(proofs, rows, { key, size, root }) {
  const segment = { segment: key };
  const wanted = [...new Set(rows.map((row) => Math.floor(row / 32)))].sort((a, b) => a - b);
  if (wanted.length !== proofs.length || wanted.some((block, at) => block !== proofs[at].block)) {
    throw new Refused("proofs", segment);
  }
  const keys = new Map();
  for (const proof of proofs) {
    if (rootOf(proof, size) !== root) throw new Refused("root", segment);
    keysOf(proof.keys).forEach((one, at) => keys.set(proof.block * 32 + at, one));
  }
  if (!isAscending([...keys.values()])) throw new Refused("keys_order", segment);
  if (!rows.every((row) => keys.has(row))) throw new Refused("beyond", segment);
  return keys;
}

const isAscending = (values) => values.every((value, at) => at === 0 || values[at - 1] < value);

function refuseOutcomes(entries, excluded) {
  const met = new Set();
  for (const entry of entries) {
    const due = (met.has(entry.row) && "repeat") || (excluded.has(entry.key) && "excluded") || null;
    const isSaid = ["repeat", "excluded"].includes(entry.code);
    if (due ? entry.code !== due : isSaid) throw new Refused("outcome", { lane: entry.lane });
    met.add(entry.row);
  }
}

function refuseList(ground, entries, listed, excluded) {
  const onList = entries.filter((entry) => entry.listRow !== null);
  const keys = proven(listed.proofs, onList.map((entry) => entry.listRow), { ...listed, key: ground.key });
  for (const entry of onList) {
    if (keys.get(entry.listRow) !== entry.key) throw new Refused("list_key", { lane: entry.lane });
  }
  const met = new Set(entries.filter((entry) => entry.listRow === null).map((entry) => entry.key));
  const shown = [...keys.values()];
  if (shown.some((key) => met.has(key) || excluded.has(key))) throw new Refused("list_met", { segment: ground.key });
}

function refuseCounts(ground, counts, { entries, listed, summoned, rosterRows, listRows }) {
  const segment = { segment: ground.key };
  const isSaid = counts.key === ground.key && counts.seats === ground.seats
    && counts.summoned === summoned && counts.lanes === used(entries);
  if (!isSaid) throw new Refused("counts", segment);
  if (listed && listed.size > ground.size - rosterRows) throw new Refused("list_long", segment);
  const isExhausted = listed ? listRows === listed.size : rosterRows === ground.size;
  if (counts.isExhausted !== isExhausted) throw new Refused("exhausted", segment);
  if (counts.chance !== null && counts.chance !== chances(ground, { listed, summoned, rosterRows, listRows })) {
    throw new Refused("chance", segment);
  }
  if (summoned < counts.open && !isExhausted) throw new Refused("too_few", segment);
}

// Of being called, and of being seated, for somebody who may sit: two fractions in lowest terms.
function chances(ground, { listed, summoned, rosterRows, listRows }) {
  if (!summoned) return "";
  let [above, below] = [BigInt(rosterRows), BigInt(ground.size)];
  if (listed) {
    const [met, left] = listed.size ? [BigInt(listRows), BigInt(listed.size)] : [1n, 1n];
    [above, below] = [above * left + (below - above) * met, below * left];
  }
  const seats = BigInt(Math.min(ground.seats, summoned));
  return [...lowest(above, below), "of", ...lowest(above * seats, below * BigInt(summoned))].join(" ");
}

function lowest(above, below) {
  let [a, b] = [above, below];
  while (b) [a, b] = [b, a % b];
  return [above / a, below / a];
}

function publicly(grounds, inners) {
  const summoned = grounds.flatMap((ground, at) => publicSegment(ground, inners[at]));
  if (new Set(summoned).size < summoned.length) throw new Refused("two_segments");
  return {
    checked: [["lanes", {}], ["tokens", {}], ["called", { count: summoned.length }]],
    unchecked: [["tokens", {}], ["reasons_public", {}], ["roster_public", {}]],
  };
}

function publicSegment(ground, members) {
  const counts = readCounts(members);
  const entries = members.inners("entries").map(readToken);
  const listed = readList(members, false);
  const places = lanesOf(ground, entries, listed).map(({ lane, row }) => [lane >= ground.listLane, row]);
  const tokens = new Map();
  const owners = new Map();
  entries.forEach((entry, at) => {
    const [place, lane] = [String(places[at]), entry.lane];
    if (tokens.has(place) && entry.isSummoned) throw new Refused("again", { lane });
    if ((owners.get(entry.token) ?? place) !== place) throw new Refused("token_rows", { lane });
    if ((tokens.get(place) ?? entry.token) !== entry.token) throw new Refused("row_tokens", { lane });
    tokens.set(place, entry.token);
    owners.set(entry.token, place);
  });
  const summoned = entries.filter((entry) => entry.isSummoned).map((entry) => entry.token);
  const distinct = (onList) => new Set(places.filter(([on]) => on === onList).map(([, row]) => row)).size;
  refuseCounts(ground, counts, {
    entries, listed, summoned: summoned.length, rosterRows: distinct(false), listRows: distinct(true),
  });
  return summoned;
}
