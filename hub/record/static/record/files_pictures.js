// Pictures out of a file are drawn anew: what is shown is a picture, and says nothing of where it was taken.

import { shrink } from "./pictures.js";

/** @typedef {import("./model.js").RecordData} RecordData */
/** @typedef {import("./model.js").RecordFile} RecordFile */

/** The same record with its pictures drawn anew; what cannot be drawn becomes a file to save.
 * @param {RecordData} data
 * @returns {Promise<RecordData>} */
export async function pictured(data) {
  /** @type {RecordFile[]} */
  const files = [];
  // One after the other: a picture takes a hundred times its bytes while it is drawn.
  for (const file of data.files) files.push(file.type.startsWith("image/") ? await drawn(file) : file);
  return { ...data, files };
}

/** @param {RecordFile} file
 * @returns {Promise<RecordFile>} */
async function drawn(file) {
  const { id, entry, name } = file;
  try {
    return { ...(await shrink(file.bytes, { entry, name })), id };
  } catch {
    const type = "application/octet-stream";
    return { ...file, type, bytes: file.bytes.slice(0, file.size, type) };
  }
}
