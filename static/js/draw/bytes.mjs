// Bytes that everybody computes alike: SHA-256, HMAC, SHAKE-256 and hex, without a library.
const K = new Int32Array(64);
const START = new Uint32Array(8);

// The constants of SHA-256: fractions of the roots of the first primes.
function primes(count) {
  const found = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((p) => n % p)) found.push(n);
  return found;
}

function rootFraction(prime, power) {
  // 32 bits after the point of the root: the largest whole r with r^power <= prime * 2^(32 * power).
  const wanted = BigInt(prime) << BigInt(32 * power);
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(power) <= wanted) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

primes(64).forEach((prime, at) => {
  K[at] = rootFraction(prime, 3);
  if (at < 8) START[at] = rootFraction(prime, 2);
});

const turned = (word, by) => (word >>> by) | (word << (32 - by));

const w = new Int32Array(64);

function compress(state, block) {
  for (let t = 0; t < 16; t += 1) w[t] = block.getInt32(4 * t);
  for (let t = 16; t < 64; t += 1) {
    const low = turned(w[t - 15], 7) ^ turned(w[t - 15], 18) ^ (w[t - 15] >>> 3);
    const high = turned(w[t - 2], 17) ^ turned(w[t - 2], 19) ^ (w[t - 2] >>> 10);
    w[t] = w[t - 16] + low + w[t - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t += 1) {
    const up = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + up + ((e & f) ^ (~e & g)) + K[t] + w[t]) | 0;
    const down = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = (down + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] += word;
  });
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  parts.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
}

export function sha256(...parts) {
  const given = joined(...parts);
  const padded = new Uint8Array((Math.floor((given.length + 8) / 64) + 1) * 64);
  padded.set(given);
  padded[given.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(given.length) * 8n);
  const state = START.slice();
  for (let at = 0; at < padded.length; at += 64) compress(state, new DataView(padded.buffer, at, 64));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setUint32(4 * at, word));
  return new Uint8Array(digest.buffer);
}

// For keys of at most one block, and those of the draw have 32 bytes.
export function hmac(key, ...parts) {
  const block = new Uint8Array(64);
  block.set(key);
  const inner = sha256(block.map((byte) => byte ^ 0x36), ...parts);
  return sha256(block.map((byte) => byte ^ 0x5c), inner);
}

const RATE = 136;
const PLACES = [];
const TURNS = [];
const ROUNDS = [];

for (let round = 0, x = 1, y = 0, feedback = 1; round < 24; round += 1) {
  [x, y] = [y, (2 * x + 3 * y) % 5];
  PLACES.push(2 * (5 * y + x));
  TURNS.push((((round + 1) * (round + 2)) / 2) % 64);
  const constant = [0, 0];
  for (let bit = 0; bit < 7; bit += 1) {
    if (feedback & 1) {
      const at = 2 ** bit - 1;
      constant[at >> 5] |= 1 << (at & 31);
    }
    feedback = (feedback << 1) ^ (feedback & 0x80 ? 0x171 : 0);
  }
  ROUNDS.push(constant);
}

// The low half of a 64-bit word turned left; with the halves exchanged, the high one.
function turnedHalf(low, high, by) {
  if (by < 32) return (low << by) | (high >>> (32 - by));
  return (high << (by - 32)) | (low >>> (64 - by));
}

// Keccak-f[1600]; a lane is two words, the low one first.
function permute(s) {
  const c = new Int32Array(10);
  for (const constant of ROUNDS) {
    for (let x = 0; x < 10; x += 1) c[x] = s[x] ^ s[x + 10] ^ s[x + 20] ^ s[x + 30] ^ s[x + 40];
    for (let x = 0; x < 10; x += 2) {
      const before = (x + 8) % 10;
      const after = (x + 2) % 10;
      const low = c[before] ^ turnedHalf(c[after], c[after + 1], 1);
      const high = c[before + 1] ^ turnedHalf(c[after + 1], c[after], 1);
      for (let y = x; y < 50; y += 10) {
        s[y] ^= low;
        s[y + 1] ^= high;
      }
    }
    let low = s[2];
    let high = s[3];
    for (let t = 0; t < 24; t += 1) {
      const place = PLACES[t];
      const nextLow = s[place];
      const nextHigh = s[place + 1];
      s[place] = turnedHalf(low, high, TURNS[t]);
      s[place + 1] = turnedHalf(high, low, TURNS[t]);
      low = nextLow;
      high = nextHigh;
    }
    for (let y = 0; y < 50; y += 10) {
      for (let x = 0; x < 10; x += 1) c[x] = s[y + x];
      for (let x = 0; x < 10; x += 1) s[y + x] = c[x] ^ (~c[(x + 2) % 10] & c[(x + 4) % 10]);
    }
    s[0] ^= constant[0];
    s[1] ^= constant[1];
  }
}

// The blocks of SHAKE-256 without end, 136 bytes each.
export function* shake256(...parts) {
  const given = joined(...parts);
  const padded = new Uint8Array((Math.floor(given.length / RATE) + 1) * RATE);
  padded.set(given);
  padded[given.length] ^= 0x1f;
  padded[padded.length - 1] ^= 0x80;
  const words = new DataView(padded.buffer);
  const state = new Int32Array(50);
  for (let at = 0; at < padded.length; at += RATE) {
    for (let word = 0; word < RATE / 4; word += 1) state[word] ^= words.getInt32(at + 4 * word, true);
    permute(state);
  }
  for (;;) {
    const block = new DataView(new ArrayBuffer(RATE));
    for (let word = 0; word < RATE / 4; word += 1) block.setInt32(4 * word, state[word], true);
    yield block;
    permute(state);
  }
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

export function fromHex(hex) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

export const toHex = (bytes) => Array.from(bytes, (byte) => PAIRS[byte]).join("");
export const utf8 = (text) => new TextEncoder().encode(text);

export function u64(number) {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(number));
  return new Uint8Array(view.buffer);
}
