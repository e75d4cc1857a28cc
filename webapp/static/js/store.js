// The basket (引文夹) as this browser keeps it, and as a file holds it: one form for both, and one check of what is read.
// Whatever stands there may have been written by anyone: only what is understood, field by field, is taken over.

const KEY = "yiju-basket";
const FORMAT = "yiju-basket";
const VERSION = 1;
export const MOST_ITEMS = 200;
export const MOST_NOTE = 500; // characters
export const MOST_BYTES = 4_000_000; // of a file
const MOST_QUOTE = 20_000; // characters
const MOST_IN_ALL = 1_000_000; // characters of all quotations: browsers keep about 5 MB for a site
const FULL = `引文夹最多放 ${MOST_ITEMS} 条、共一百万字。请先导出或存成文件，再移除一些。`;

export class Unreadable extends Error {} // the message is for the reader

// { items, lost } – lost counts what was left out because it could not be understood. Throws Unreadable.
export function parsed(text) {
  if (text.length > MOST_BYTES) throw new Unreadable("内容太大，不像是引文夹。");
  let data = null;
  try { data = JSON.parse(text); } catch { throw new Unreadable("这不是引文夹文件：内容不是 JSON，或者不完整。"); }
  if (data?.format !== FORMAT || !Array.isArray(data.items)) throw new Unreadable("这不是引文夹文件：里面没有引文的列表。");
  if (data.version !== VERSION) {
    throw new Unreadable(`引文夹的版本是 ${String(data.version).slice(0, 20)}，这里只认识 ${VERSION}。请用存它的那个版本打开。`);
  }
  const items = data.items.slice(0, 10 * MOST_ITEMS).map(understood).filter(Boolean);
  const kept = fitting(distinct(items));
  return { items: kept, lost: data.items.length - kept.length };
}

export function written(items) {
  return JSON.stringify({ format: FORMAT, version: VERSION, items }, null, 1);
}

// What the browser keeps. Throws Unreadable, so that nothing is written over what could not be read.
export function load() {
  return parsed(localStorage.getItem(KEY) ?? written([])).items;
}

export function raw() {
  try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; }
}

export function save(items) {
  if (items.length > MOST_ITEMS || fitting(items).length < items.length) throw new Unreadable(FULL);
  try { localStorage.setItem(KEY, written(items)); } catch { throw new Unreadable("浏览器存不下了，或者不许本站存东西。请检查浏览器的设置。"); }
  document.dispatchEvent(new CustomEvent("yiju:basket"));
}

// Those of `more` that are not there yet; gives how many they were. Throws Unreadable.
export function add(more) {
  const items = load();
  if (!more.every(understood)) throw new Unreadable("一条引文最多两万字，请只选其中的一部分。");
  const grown = distinct([...items, ...more]);
  save(grown);
  return grown.length - items.length;
}

export function clear() {
  save([]);
}

export function onChange(act) {
  document.addEventListener("yiju:basket", act);
  window.addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) act(); }); // another tab
}

export function keyOf(item) {
  return `${item.passage_id}:${item.start}-${item.end}`;
}

function understood(item) {
  if (item === null || typeof item !== "object") return null;
  const { passage_id, digest, start, end, quote } = item;
  const whole = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end < 2 ** 31;
  if (!whole || typeof passage_id !== "string" || !/^[0-9A-Za-z][0-9A-Za-z_-]{0,119}$/.test(passage_id)) return null;
  if (typeof digest !== "string" || !/^[0-9a-f]{12}$/.test(digest) || !isText(quote, MOST_QUOTE)) return null;
  const note = isText(item.note, MOST_NOTE) ? item.note : "";
  const source = isText(item.source, 1000) ? item.source : "";
  return { passage_id, digest, start, end, quote, note, source };
}

function isText(value, most) {
  return typeof value === "string" && value.length <= 2 * most && [...value].length <= most && !/\p{Surrogate}/u.test(value);
}

function distinct(items) {
  const seen = new Map();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}

function fitting(items) {
  let room = MOST_IN_ALL;
  return items.slice(0, MOST_ITEMS).filter((item) => (room -= item.quote.length + item.note.length) >= 0);
}
