// @ts-check
// A Word file made in the browser: styles, lists and language as Word has them, and whatever was typed as text.
import { zip } from "./zip.js";

/** @typedef {"Title" | "Heading1" | "Heading2" | "ListBullet" | "Facts" | "Normal"} Style */
/** @typedef {{style: Style, text: string}} Paragraph */
/**
 * A document: paragraphs over the whole width, then `main`, or two columns where there is a `side`.
 * @typedef {{
 *   title: string, language: string, rtl: boolean, top: Paragraph[], main: Paragraph[], side?: Paragraph[],
 * }} WordDocument
 */

const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const FORMATS = "http://schemas.openxmlformats.org";
const W = `xmlns:w="${FORMATS}/wordprocessingml/2006/main"`;
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
// What XML has no way to write: most control characters, halves of pairs, two that are no characters.
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu;
/** @type {Record<string, string>} */
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// Widths in twentieths of a point: together they are what A4 leaves between its margins.
const NARROW = 3000;
const WIDE = 6638;

/**
 * Return text as XML holds it.
 * @param {string} text
 */
export function escaped(text) {
  return text.replace(UNWRITABLE, "").replace(/[&<>"]/g, (mark) => MARKS[mark]);
}

/**
 * Say whether a text is read from right to left: its first letter decides.
 * @param {string} text
 */
export function rightToLeft(text) {
  return RTL.test(/\p{L}/u.exec(text)?.[0] ?? "");
}

/** @param {Paragraph} paragraph */
function paragraphXml({ style, text }) {
  const rtl = rightToLeft(text);
  const lines = escaped(text)
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => `<w:t xml:space="preserve">${line.replaceAll("\t", " ")}</w:t>`)
    .join("<w:br/>");
  const ofParagraph = `<w:pPr><w:pStyle w:val="${style}"/>${rtl ? "<w:bidi/>" : ""}</w:pPr>`;
  return `<w:p>${ofParagraph}<w:r>${rtl ? "<w:rPr><w:rtl/></w:rPr>" : ""}${lines}</w:r></w:p>`;
}

/**
 * Return one of two columns. A cell holds at least one paragraph, or Word calls the file damaged.
 * @param {number} width
 * @param {Paragraph[]} paragraphs
 */
function cell(width, paragraphs) {
  const inside = paragraphs.map(paragraphXml).join("") || "<w:p/>";
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${inside}</w:tc>`;
}

/**
 * Return two columns side by side; in a language read from right to left the narrow one stands at the right.
 * @param {WordDocument} doc
 * @param {Paragraph[]} side
 */
function columns(doc, side) {
  return (
    `<w:tbl><w:tblPr>${doc.rtl ? "<w:bidiVisual/>" : ""}<w:tblW w:w="${NARROW + WIDE}" w:type="dxa"/>` +
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="240" w:type="dxa"/>' +
    `</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="${NARROW}"/><w:gridCol w:w="${WIDE}"/></w:tblGrid>` +
    `<w:tr>${cell(NARROW, side)}${cell(WIDE, doc.main)}</w:tr></w:tbl>` +
    // Word wants a paragraph after a table; this one takes no room.
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
  );
}

/** @param {WordDocument} doc */
function documentXml(doc) {
  const body = doc.side ? columns(doc, doc.side) : doc.main.map(paragraphXml).join("");
  return (
    `<w:document ${W}><w:body>${doc.top.map(paragraphXml).join("")}${body}<w:sectPr>` +
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="964" w:right="1134" w:bottom="964" w:left="1134" w:header="0" ' +
    `w:footer="0" w:gutter="0"/>${doc.rtl ? "<w:bidi/>" : ""}</w:sectPr></w:body></w:document>`
  );
}

/**
 * Return a paragraph style; what it says of paragraphs and of letters comes in the order that the format asks for.
 * @param {Style} id
 * @param {string} name as Word knows it in every language
 * @param {string} ofParagraphs
 * @param {string} ofLetters
 */
function styleXml(id, name, ofParagraphs, ofLetters) {
  const kind = id === "Normal" ? ' w:default="1"' : "";
  const after = kind ? "" : '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>';
  return (
    `<w:style w:type="paragraph"${kind} w:styleId="${id}"><w:name w:val="${name}"/>${after}<w:qFormat/>` +
    `<w:pPr>${ofParagraphs}</w:pPr><w:rPr>${ofLetters}</w:rPr></w:style>`
  );
}

/** @param {number} halfPoints */
const size = (halfPoints) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
/**
 * @param {number} before
 * @param {number} after
 */
const space = (before, after) => `<w:spacing w:before="${before}" w:after="${after}"/>`;

/** @param {WordDocument} doc */
function stylesXml({ language }) {
  const bold = "<w:b/><w:bCs/>";
  const rule = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="2" w:color="1D1A1C"/></w:pBdr>';
  const list = '<w:numPr><w:numId w:val="1"/></w:numPr>';
  const tag = escaped(language);
  return (
    `<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>` +
    `<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>${size(21)}` +
    `<w:lang w:val="${tag}" w:eastAsia="${tag}" w:bidi="${tag}"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    styleXml("Normal", "Normal", space(0, 60), "") +
    styleXml("Title", "Title", space(0, 40), bold + size(40)) +
    styleXml(
      "Heading1",
      "heading 1",
      `<w:keepNext/>${rule}${space(200, 80)}<w:outlineLvl w:val="0"/>`,
      bold + size(25),
    ) +
    styleXml("Heading2", "heading 2", `<w:keepNext/>${space(100, 20)}<w:outlineLvl w:val="1"/>`, bold + size(21)) +
    styleXml("Facts", "Facts", `<w:keepNext/>${space(0, 40)}`, `<w:color w:val="595257"/>${size(19)}`) +
    styleXml("ListBullet", "List Bullet", `${list}${space(0, 30)}<w:contextualSpacing/>`, "") +
    "</w:styles>"
  );
}

const NUMBERING =
  `<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">` +
  '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>' +
  '<w:lvlJc w:val="start"/><w:pPr><w:ind w:start="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>' +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>';

// Without this, Word opens the file as one of an old version.
const SETTINGS =
  `<w:settings ${W}><w:compat><w:compatSetting w:name="compatibilityMode" ` +
  'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>';

/** @param {WordDocument} doc */
function propertiesXml({ title, language }) {
  return (
    `<cp:coreProperties xmlns:cp="${FORMATS}/package/2006/metadata/core-properties" ` +
    `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title>` +
    `<dc:language>${escaped(language)}</dc:language></cp:coreProperties>`
  );
}

/** @param {[string, string][]} targets kind of part and where it is */
function relationsXml(targets) {
  const rows = targets.map(
    ([kind, target], at) => `<Relationship Id="r${at}" Type="${FORMATS}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${FORMATS}/package/2006/relationships">${rows.join("")}</Relationships>`;
}

const OFFICE = "officeDocument/2006/relationships";
const ML = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/** @type {[string, string][]} */
const TYPES = [
  ["/word/document.xml", `${ML}.document.main+xml`],
  ["/word/styles.xml", `${ML}.styles+xml`],
  ["/word/numbering.xml", `${ML}.numbering+xml`],
  ["/word/settings.xml", `${ML}.settings+xml`],
  ["/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"],
];

function typesXml() {
  const rows = TYPES.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join("");
  const relations = "application/vnd.openxmlformats-package.relationships+xml";
  const usual =
    `<Default Extension="rels" ContentType="${relations}"/>` + '<Default Extension="xml" ContentType="application/xml"/>';
  return `<Types xmlns="${FORMATS}/package/2006/content-types">${usual}${rows}</Types>`;
}

/**
 * Return a Word file of the document.
 * @param {WordDocument} doc
 */
export function docx(doc) {
  const whole = relationsXml([
    [`${OFFICE}/officeDocument`, "word/document.xml"],
    ["package/2006/relationships/metadata/core-properties", "docProps/core.xml"],
  ]);
  const ofText = relationsXml(["styles", "numbering", "settings"].map((part) => [`${OFFICE}/${part}`, `${part}.xml`]));
  /** @type {[string, string][]} */
  const parts = [
    ["[Content_Types].xml", typesXml()],
    ["_rels/.rels", whole],
    ["word/document.xml", documentXml(doc)],
    ["word/_rels/document.xml.rels", ofText],
    ["word/styles.xml", stylesXml(doc)],
    ["word/numbering.xml", NUMBERING],
    ["word/settings.xml", SETTINGS],
    ["docProps/core.xml", propertiesXml(doc)],
  ];
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return zip(
    parts.map(([name, xml]) => ({ name, text: head + xml })),
    TYPE,
  );
}
