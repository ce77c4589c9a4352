// The hours of each year as the table stands. Kinds that do not count towards the 100 hours are left out.

import { fold, minutesOf, yearsOf } from "./text.js";
import { isBlank } from "./sheet.js";

const LAST = 11;
const hours = (minutes) => Math.floor(minutes / 6) / 10;

export function sumsOf(rows, places, { uncounted, taught }) {
  const left = new Set(uncounted.map(fold));
  const everybody = taught.length ? taught.filter((year) => year > 2 && year < 14) : [7, 8, 9, 10, 11, 12, 13];
  const byYear = new Map();
  let unread = 0;
  for (const row of rows) {
    if (isBlank(row)) continue;
    const minutes = minutesOf(row.cells[places.minutes]);
    const years = yearsOf(row.cells[places.years], everybody);
    const onPathway = places.pathway !== undefined && !row.cells[places.years] && row.cells[places.pathway];
    if (minutes === null || (!years.length && !onPathway)) unread++;
    else if (!left.has(fold(row.cells[places.kind]))) {
      for (const year of years) byYear.set(year, (byYear.get(year) ?? 0) + minutes);
    }
  }
  const years = [...byYear].sort(([one], [other]) => one - other);
  const reached = years.reduce((sum, [year, minutes]) => sum + (year <= LAST ? minutes : 0), 0);
  return { years: years.map(([year, minutes]) => [year, hours(minutes)]), reached: hours(reached), unread };
}
