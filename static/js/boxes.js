// Geometry of the picture editor: boxes are [x, y, w, h] in picture pixels and never leave the picture.
const clamp = (value, low, high) => Math.round(Math.min(high, Math.max(low, value)));

export function within([x, y, w, h], [width, height]) {
  const left = clamp(x, 0, width - 1);
  const top = clamp(y, 0, height - 1);
  return [left, top, clamp(w, 1, width - left), clamp(h, 1, height - top)];
}

export function moved([x, y, w, h], [dx, dy], [width, height]) {
  return [clamp(x + dx, 0, width - w), clamp(y + dy, 0, height - h), w, h];
}

export function resized([x, y, w, h], [dx, dy], size) {
  return within([x, y, w + dx, h + dy], size);
}

export function spanned([ax, ay], [bx, by], size) {
  const x = Math.max(0, Math.min(ax, bx));
  const y = Math.max(0, Math.min(ay, by));
  return within([x, y, Math.max(ax, bx) - x, Math.max(ay, by) - y], size);
}

export function middle([width, height]) {
  return within([width * 0.375, height * 0.4375, width / 4, height / 8], [width, height]);
}
