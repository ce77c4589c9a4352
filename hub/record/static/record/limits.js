// How much a record may hold. The published schema (schema/record-1.json) says the same.

export const LIMITS = Object.freeze({
  bytes: 50 * 1024 * 1024, // of a file that is opened
  entries: 20_000,
  files: 2_000,
  file: 2 * 1024 * 1024,
  filesOfEntry: 20,
  line: 200,
  text: 4_000,
  written: 10_000, // a text in a CV or an answer
  url: 500,
  minutes: 60_000,
  skills: 20,
  statements: 100,
  values: 5_000, // in a CV, and in answers
});
