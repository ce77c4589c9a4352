// Text of spreadsheets and of cells. The server reads cells for good; here they are read for the sum while typing.

const UNITS = { m: 1, h: 60, d: 300, w: 1500 };
const PART =
  /(\d+(?:\.\d+)?|half|a|an|one)\s*(?:an?\s+)?(?:school\s+)?(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)(?![a-z])\.?/g;
const STAGES = { 2: [3, 6], 3: [7, 9], 4: [10, 11], 5: [12, 13] };

// Rows of cells: by tabs; by commas or semicolons only where each line has as many of them, since cells hold commas too.
export function split(text) {
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (clean.includes("\t")) return cells(clean, "\t");
  for (const separator of [";", ","]) {
    const rows = cells(clean, separator);
    if (rows.length > 1 && rows[0].length > 3 && rows.every((row) => row.length === rows[0].length)) return rows;
  }
  return cells(clean, "\t");
}

function cells(text, separator) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if (quoted && char === '"' && text[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (char === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (char === undefined || (!quoted && (char === separator || char === "\n"))) {
      rows.at(-1).push(cell.replace(/\s+/g, " ").trim());
      cell = "";
      if (char === "\n") rows.push([]);
    } else cell += char;
  }
  return rows;
}

export function join(rows) {
  const written = (cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(written).join("\t")).join("\n");
}

export function fold(text) {
  return (
    text
      .normalize("NFKD")
      .replace(/['’‘\p{M}]/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(" ") ?? ""
  );
}

// Minutes, or null for what cannot be read.
export function minutesOf(text) {
  let said = text
    .trim()
    .toLowerCase()
    .replace(/(\d),(?=\d{3}\b)/g, "$1")
    .replace("1/2", "half");
  said = said.replace(/(\d)\s*½/g, "$1.5 ").replace("½", "half ");
  if (/^\d+(\.0+)?$/.test(said)) return Number(said);
  const clock = /^(\d{1,3}):([0-5]\d)(:00)?$/.exec(said);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  said = said.replaceAll(" and ", " ").replace(/(\d\s*(?:h|hrs?|hours?))\s*(\d{1,2})$/, "$1 $2m");
  let sum = 0;
  const rest = said.replace(PART, (_part, number, unit) => {
    sum += ({ half: 0.5, a: 1, an: 1, one: 1 }[number] ?? Number(number)) * UNITS[unit[0]];
    return "";
  });
  return sum && !rest.replace(/[\s,.]/g, "") ? Math.round(sum) : null;
}

// Numbers of year groups; none for what cannot be read.
export function yearsOf(text, taught) {
  let said = text.toLowerCase().replaceAll("&", ",");
  if (/^(all|every|whole)/.test(said.trim())) return taught;
  const years = new Set();
  const take = (first, last) => {
    for (let year = Math.min(first, last); year <= Math.max(first, last); year++) years.add(year);
    return ",";
  };
  said = said.replace(/\b(sixth form|6th form|post[- ]?16)\b/g, () => take(12, 13));
  said = said.replace(/(?:ks|key stages?)\s*([2-5])(?:\s*(?:-|–|—|to)\s*(?:ks\s*)?([2-5]))?/g, (_all, first, last) =>
    take(STAGES[first][0], STAGES[last ?? first][1]),
  );
  said = said.replace(/\b(?:year groups?|years?|yrs?|groups?|y)\s*(?=\d)/g, " ");
  said = said.replace(/\b(\d{1,2})(?:\s*(?:-|–|—|to|until)\s*(\d{1,2}))?\b/g, (_all, first, last) =>
    take(Number(first), Number(last ?? first)),
  );
  return said.replace(/\band\b|[\s,;/+]/g, "") ? [] : [...years];
}
