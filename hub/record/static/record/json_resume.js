// @ts-check
// The CV as JSON Resume (schema 1.0.0), which other programs read.
import { chosenOf, cvOf, linesOf } from "./cv.js";
import { kind, skill } from "./words.js";

/** @typedef {import("./model.js").RecordData} RecordData */
/** @typedef {{[key: string]: string | string[] | JsonResume | JsonResume[] | undefined}} JsonResume */

const SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
const VOLUNTEERING = "volunteering";
// What the schema takes for a date: a year, a month or a day.
const DATE = /^[12]\d{3}(-[01]\d(-[0-3]\d)?)?$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * Return the object without what is empty.
 * @param {JsonResume} object
 * @returns {JsonResume}
 */
function full(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value && (value.length ?? 1)));
}

/** @param {string} written */
function date(written) {
  return DATE.test(written.trim()) ? written.trim() : "";
}

/** @param {string} slug */
function isWork(slug) {
  return kind(slug)?.workplace ?? false;
}

/**
 * Return the chosen entries of some kinds; `whose` and `what` are what the schema calls the place and the title.
 * @param {ReturnType<typeof chosenOf>} chosen
 * @param {(slug: string) => boolean} fits
 * @param {string} whose
 * @param {string} what
 */
function of(chosen, fits, whose, what) {
  return chosen
    .filter(({ entry }) => fits(entry.kind))
    .map(({ entry, lines }) =>
      full({
        [whose]: entry.with || entry.where,
        [what]: entry.what,
        startDate: entry.date,
        endDate: entry.until ?? entry.date,
        highlights: lines,
      }),
    );
}

/**
 * Return the CV of a record as JSON Resume. Who speaks for the pupil is in it only once asked.
 * @param {RecordData} data
 * @returns {JsonResume}
 */
export function jsonResume({ profile, entries }) {
  const cv = cvOf(profile.cv);
  const chosen = chosenOf(cv, entries);
  const location = full({ city: cv.borough.trim(), countryCode: cv.borough.trim() && "GB" });
  const referee = full({
    name: cv.refereeName,
    reference: linesOf(`${cv.refereeRole}\n${cv.refereeContact}`).join(", "),
  });
  return full({
    $schema: SCHEMA,
    basics: full({
      name: (profile.name ?? "").trim(),
      email: EMAIL.test(cv.email) ? cv.email : "",
      phone: cv.phone.trim(),
      summary: cv.about.trim(),
      location: Object.keys(location).length ? location : undefined,
    }),
    work: of(chosen, (slug) => slug !== VOLUNTEERING && isWork(slug), "name", "position"),
    volunteer: of(chosen, (slug) => slug === VOLUNTEERING, "organization", "position"),
    projects: of(chosen, (slug) => slug !== VOLUNTEERING && !isWork(slug), "entity", "name"),
    education: cv.education
      .map(({ place, from, until, subjects }) =>
        full({ institution: place.trim(), startDate: date(from), endDate: date(until), courses: linesOf(subjects) }),
      )
      .filter((each) => Object.keys(each).length),
    skills: cv.skills
      .filter(({ on }) => on)
      .map(({ slug, where }) => full({ name: skill(slug)?.label ?? slug, keywords: linesOf(where) })),
    languages: linesOf(cv.languages).map((language) => ({ language })),
    interests: linesOf(cv.interests).map((name) => ({ name })),
    references: cv.refereeAsked && Object.keys(referee).length ? [referee] : [],
    meta: full({ version: "v1.0.0", lastModified: profile.changed }),
  });
}
