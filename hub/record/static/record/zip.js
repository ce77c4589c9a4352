// @ts-check
// A zip archive that stores its parts as they are: what a Word file is, without a library.

/** @typedef {{name: string, text: string}} Part */

// 1 January 1980, the first day the format knows: the same parts make the same bytes.
const DAY_ONE = 0x21;
const NAMES_ARE_UTF8 = 0x800;
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

/**
 * Return the checksum that the format asks for (CRC-32).
 * @param {Uint8Array} bytes
 */
export function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return ~sum >>> 0;
}

/**
 * Return numbers as little-endian bytes; each comes with its width.
 * @param {[number, 2 | 4][]} fields
 */
function packed(fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [, width]) => sum + width, 0)));
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}

/**
 * Return an archive of the parts, in their order.
 * @param {Part[]} parts
 * @param {string} type media type of the file
 */
export function zip(parts, type) {
  const encoder = new TextEncoder();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const body = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const index = [];
  let at = 0;
  for (const part of parts) {
    const [name, bytes] = [encoder.encode(part.name), encoder.encode(part.text)];
    /** @type {[number, 2 | 4][]} */
    const about = [
      [20, 2],
      [NAMES_ARE_UTF8, 2],
      [0, 2],
      [0, 2],
      [DAY_ONE, 2],
      [crc32(bytes), 4],
      [bytes.length, 4],
      [bytes.length, 4],
      [name.length, 2],
      [0, 2],
    ];
    const head = packed([[0x04034b50, 4], ...about]);
    body.push(head, name, bytes);
    index.push(packed([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), name);
    at += head.length + name.length + bytes.length;
  }
  const size = index.reduce((sum, bytes) => sum + bytes.length, 0);
  const count = parts.length;
  const end = packed([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [size, 4],
    [at, 4],
    [0, 2],
  ]);
  return new Blob([...body, ...index, end], { type });
}
