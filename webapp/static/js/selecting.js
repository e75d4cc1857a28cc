// The bar below selected text of a report: copy, copy with citation, link, basket. Places are counted in code points of the exact
// text, which is asked for by id; if the page shows another text than the library holds, nothing is copied as exact.
//
// Ctrl+C gives the exact text too: a browser's own copy drops double blanks and adds paragraph numbers.

const TEXTS = "[data-text], [data-document] :is(.para .text, .doc__h1, .doc__h2, .doc__sub p, .doc__title)";
const QUIET = 200; // milliseconds in which a selection has to rest
const MOST = 20; // paragraphs of one selection that are cited one by one
const asked = new Map(); // passage id → promise of its JSON

const bar = document.getElementById("selbar").content.firstElementChild.cloneNode(true);
const part = (name) => bar.querySelector(`[data-f=${name}]`);
const told = Object.assign(document.createElement("p"), { className: "sr" });
let chosen = []; // the parts of the selection: { element, id, start, end, text }
let pressed = false;
let waiting = 0;

told.setAttribute("role", "status");
document.body.append(told);
remember();
document.addEventListener("selectionchange", later);
document.addEventListener("pointerdown", (event) => { pressed = !bar.contains(event.target); });
for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, () => { pressed = false; later(); });
document.addEventListener("copy", onCopy);
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && bar.isConnected) leave(event); });
bar.addEventListener("pointerdown", (event) => { if (!event.target.closest("select")) event.preventDefault(); }); // the selection stays
bar.addEventListener("mousedown", (event) => { if (!event.target.closest("select")) event.preventDefault(); });
bar.addEventListener("click", onClick);

// what is selected ----------------------------------------------------------------------------

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(look, QUIET);
}

function look() {
  if (pressed) return;
  const found = selected();
  if (!found.length && bar.contains(document.activeElement)) return; // a click on the bar took the selection away
  const place = ({ id, start, end }) => `${id}:${start}-${end}`;
  if (found.map(place).join() === chosen.map(place).join()) return;
  chosen = found;
  if (found.length) show();
  else bar.remove();
}

function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const one = elementOf(range.commonAncestorContainer).closest(TEXTS);
  const touched = one ? [one] : [...document.querySelectorAll(TEXTS)].filter((text) => range.intersectsNode(text));
  // Only the first and the last can be cut; comparing thousands in between with the selection would take seconds.
  return touched.map((element, at) => (at && at < touched.length - 1 ? wholeOf(element) : partOf(element, range))).filter(Boolean);
}

function wholeOf(element) {
  const [id, text] = [idOf(element), element.textContent];
  return id && text ? { element, id, start: 0, end: [...text].length, text } : null;
}

function elementOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}

function partOf(element, range) {
  const id = idOf(element);
  const inside = document.createRange();
  inside.selectNodeContents(element);
  const before = inside.cloneRange();
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  before.setEnd(inside.startContainer, inside.startOffset);
  const [head, text] = [before.toString(), inside.toString()];
  const start = [...head].length - (/[\ud800-\udbff]$/.test(head) ? 1 : 0); // never half a character
  const end = [...(head + text)].length;
  return id && text ? { element, id, start, end, text } : null;
}

function idOf(element) {
  if (element.dataset.text) return element.dataset.text;
  const report = element.closest("[data-document]");
  const place = element.closest("[id]");
  return report.contains(place) && report !== place ? `${report.dataset.document}-${place.id}` : null;
}

// the bar -------------------------------------------------------------------------------------

function show() {
  const length = chosen.reduce((sum, { start, end }) => sum + end - start, 0);
  const several = chosen.length > 1 ? `${chosen.length} 段` : "";
  const most = chosen.length > MOST;
  part("what").textContent = most ? `选中了${several}，一次最多 ${MOST} 段` : several ? `已选 ${several}，${length} 字，逐段引用` : `已选 ${length} 字`;
  for (const act of bar.querySelectorAll("[data-act], label")) act.hidden = most;
  part("link").hidden = most || chosen.length > 1;
  chosen.at(-1).element.after(bar);
  told.textContent = `${part("what").textContent}${most ? "" : "，按 Tab 到工具条"}`;
  if (most) return;
  chosen.forEach(({ id }) => known(id).catch(() => {})); // to have it at hand when a button is pressed
  if (chosen.length === 1) known(chosen[0].id).then((passage) => { part("link").href = linkOf(chosen[0], passage); }).catch(() => {});
}

function leave(event) {
  event.preventDefault();
  const { element } = chosen.at(-1);
  document.getSelection().removeAllRanges();
  bar.remove();
  chosen = [];
  if (document.activeElement === document.body) focusOn(element);
}

function focusOn(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

// The citation style is one of the reader's choices, remembered where they all are: in the server's cookie.
function remember() {
  const choice = bar.querySelector("select");
  const kept = document.documentElement.dataset.cite;
  if ([...choice.options].some((option) => option.value === kept)) choice.value = kept;
  choice.addEventListener("change", () => {
    const fields = new URLSearchParams(new FormData(document.querySelector("form[action='/preferences']")));
    fields.set("style", choice.value);
    fetch("/preferences", { method: "POST", body: fields, redirect: "manual" }).catch(() => {}); // not remembered
  });
}

// what its buttons do -------------------------------------------------------------------------

function onClick(event) {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (!act || event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was wanted
  event.preventDefault();
  const parts = chosen;
  if (act === "text") copy(each(parts, exact), "已复制原文");
  if (act === "citation") copy(each(parts, cited), "已复制原文与引文");
  if (act === "link") copy(each(parts, async (one) => linkOf(one, await verified(one))), "已复制核对链接，打开它就知道原文有没有变动");
  if (act === "collect") each(parts, nameOf, "\n").then((names) => send("yiju:collect", names.split("\n"))).catch((error) => say(error.message));
}

async function each(parts, write, between = "\n") {
  return (await Promise.all(parts.map(write))).join(between);
}

async function exact(one) {
  return cut(await verified(one), one);
}

async function cited(one) {
  const passage = await verified(one);
  const option = bar.querySelector("select").selectedOptions[0];
  const { text, quote } = await json(`/api/passages/${one.id}/citation?style=${option.value}&start=${one.start}&end=${one.end}&d=${passage.digest}`);
  return "alone" in option.dataset || text.includes(quote) ? text : `${quote}\n${text}`;
}

async function nameOf(one) {
  return `${one.id}:${one.start}-${one.end}:${(await verified(one)).digest}`;
}

function linkOf({ start, end }, passage) {
  const whole = start === 0 && end === [...passage.text].length;
  return new URL(passage.url + (whole ? "" : `&start=${start}&end=${end}`), location.href).href;
}

function cut(passage, { start, end }) {
  return [...passage.text].slice(start, end).join("");
}

// The passage of the library, if it is what the page shows.
async function verified(one) {
  const passage = await known(one.id);
  if (cut(passage, one) !== cut({ text: one.element.textContent }, one)) throw new Error("这一段在库中已经更新，请刷新页面再选");
  return passage;
}

function known(id) {
  if (!asked.has(id)) asked.set(id, json("/api/passages/" + encodeURIComponent(id)).catch((error) => { asked.delete(id); throw error; }));
  return asked.get(id);
}

async function json(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error("没有复制成，请再试一次");
  return reply.json();
}

function onCopy(event) {
  const selection = document.getSelection();
  const ends = selection.rangeCount ? [selection.getRangeAt(0).startContainer, selection.getRangeAt(0).endContainer] : [];
  if (!ends.length || !ends.every((node) => elementOf(node).closest(TEXTS))) return;
  event.clipboardData.setData("text/plain", selected().map(({ text }) => text).join("\n"));
  event.preventDefault();
}

function copy(text, done) {
  send("yiju:copy", { text, done });
}

function say(words) {
  send("yiju:say", words);
}

function send(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}
