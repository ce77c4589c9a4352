// Pictures and files as they are kept: a picture is drawn anew, smaller, so that nothing but what it shows is left in it.

import { LIMITS, newId } from "./model.js";

/** @typedef {import("./model.js").RecordFile} RecordFile */

const LONGEST = 1600;
const QUALITY = 0.82;
const FURTHER = [0.7, 0.5];

/** A file that is no picture, and too large to keep. */
export class TooLarge extends Error {}

/** A picture that this browser cannot read: kept as it is, it would keep where it was taken as well. */
export class Unreadable extends Error {}

/**
 * Return a picked file as it is kept: a picture shrunk and drawn anew (where it was taken, when and by what is gone);
 * another file as it is.
 * @param {File | Blob} file
 * @param {{ entry?: string, name?: string }} [of]
 * @returns {Promise<RecordFile>}
 */
export async function shrink(file, { entry = "", name } = {}) {
  const called = name ?? (file instanceof File ? file.name : "picture");
  const drawn = file.type.startsWith("image/") ? await redrawn(file) : null;
  if (!drawn && file.type.startsWith("image/")) throw new Unreadable(called);
  if (!drawn && file.size > LIMITS.file) throw new TooLarge(called);
  const bytes = drawn ?? file;
  const type = bytes.type || "application/octet-stream";
  return { id: newId(), entry, name: drawn ? renamed(called, type) : called, type, bytes, size: bytes.size };
}

/**
 * @param {Blob} file
 * @returns {Promise<Blob | null>} nothing where the browser cannot read the picture
 */
async function redrawn(file) {
  /** @type {ImageBitmap} */
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) return null;
  // JPEG has no see-through: what was see-through is white, as on paper.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of [QUALITY, ...FURTHER]) {
    const blob = await asJpeg(canvas, quality);
    if (blob && blob.size <= LIMITS.file) return blob;
  }
  return null;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<Blob | null>}
 */
export function asJpeg(canvas, quality = QUALITY) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}

/**
 * Return a file's name with the ending of what it has become.
 * @param {string} name
 * @param {string} type
 */
function renamed(name, type) {
  return `${name.replace(/\.[^.]*$/, "") || "picture"}.${type === "image/jpeg" ? "jpg" : "png"}`;
}
