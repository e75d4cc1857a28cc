// The page of the basket: the excerpts this browser keeps, in the reader's order, with notes. On opening and after a change of
// order the server is asked how each stands now and what number its report has; its text is shown where the words still
// stand, what was collected where they do not.

import { MOST_BYTES, Unreadable, add, clear, keyOf, load, onChange, parsed, raw, save, written } from "./store.js";

const page = document.getElementById("basket");
const part = (name, within = page) => within.querySelector(`[data-f=${name}]`);
const list = page.querySelector("ol.basket");
const pattern = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const words = new Map(); // key → what the server said: { standing, mark }
let before = null; // what 撤销 brings back
let dragged = null;
let latest = null; // what was last looked up

page.hidden = false;
page.addEventListener("click", onClick);
page.querySelector("form").addEventListener("submit", onExport);
list.addEventListener("input", onNote);
part("file").addEventListener("change", onFile);
for (const type of ["dragstart", "dragover", "drop", "dragend"]) list.addEventListener(type, onDrag);
onChange(show);
show();
check();

// showing -------------------------------------------------------------------------------------

function show() {
  let items = [];
  try { items = load(); } catch (error) { return complain(error); }
  const focus = list.contains(document.activeElement) ? document.activeElement : null;
  if (focus?.matches("textarea") && same(items)) return; // a note is being written
  const row = [...list.children].find((one) => one.contains(focus));
  list.replaceChildren(...items.map(entry));
  if (row) [...list.children].find((one) => one.dataset.key === row.dataset.key)?.querySelector(focus.dataset.act ? `[data-act=${focus.dataset.act}]` : "textarea").focus();
  part("empty").hidden = items.length > 0;
  part("count").textContent = items.length ? `${items.length} 条` : "";
  for (const act of page.querySelectorAll("[data-act=save], [data-act=clear], [data-act=print]")) act.disabled = !items.length;
}

function same(items) {
  return items.map(keyOf).join() === [...list.children].map((row) => row.dataset.key).join();
}

function entry(item, index, items) {
  const row = pattern("basket-entry");
  const key = (row.dataset.key = keyOf(item));
  part("number", row).textContent = String(index + 1);
  part("source", row).textContent = item.source || item.passage_id;
  part("quote", row).textContent = item.quote;
  part("note", row).value = item.note;
  const [, document_id, local] = /^(.*)-([^-]*)$/.exec(item.passage_id) ?? ["", item.passage_id, ""];
  const permalink = new URL(`/p/${item.passage_id}?d=${item.digest}&start=${item.start}&end=${item.end}`, location.href).href;
  part("permalink", row).href = permalink;
  part("source", row).dataset.url = permalink; // for paper
  part("reading", row).href = `/reports/${document_id}#${local}`;
  row.querySelector("[data-act=up]").disabled = index === 0;
  row.querySelector("[data-act=down]").disabled = index === items.length - 1;
  for (const act of row.querySelectorAll("[data-act], textarea")) {
    act.setAttribute("aria-label", `${act.dataset.act ? act.textContent : "备注"}：第 ${index + 1} 条`);
  }
  tell(row, words.get(key));
  return row;
}

function tell(row, said) {
  for (const word of row.querySelectorAll("[data-standing]")) word.hidden = word.dataset.standing !== said?.standing;
  part("mark", row).textContent = said?.mark ?? "";
  part("mark", row).hidden = !said?.mark;
}

function complain(error) {
  if (!(error instanceof Unreadable)) throw error;
  const place = part("trouble");
  place.replaceChildren(error.message, " ");
  if (raw()) place.append(button("存下原样内容", "rescue"), " ", button("丢弃，从空的开始", "discard"));
  place.hidden = false;
}

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "act", textContent: words });
  made.dataset.act = act;
  return made;
}

function say(words) {
  part("status").textContent = words;
}

// changing ------------------------------------------------------------------------------------

const ACTS = {
  up: (at) => move(at, at - 1, "up"),
  down: (at) => move(at, at + 1, "down"),
  remove: (at) => change((items) => items.filter((_, index) => index !== at), `已移除第 ${at + 1} 条`, at),
  copy: (at) => {
    const item = load()[at];
    const stands = ["unchanged", "moved"].includes(words.get(keyOf(item))?.standing);
    document.dispatchEvent(new CustomEvent("yiju:copy", { detail: { text: Promise.resolve(item.quote), done: stands ? "已复制原文" : "已复制收入时的文字" } }));
  },
  clear: () => change(() => [], "已清空引文夹", 0),
  undo: () => { const items = before; before = null; attempt(() => save(items)); offer(""); say("已撤销"); check(); page.querySelector("#mine").focus(); },
  references: () => {
    const text = [...page.querySelectorAll(".references li")].map((one) => `[${part("number", one).textContent}] ${part("text", one).textContent}`).join("\n");
    document.dispatchEvent(new CustomEvent("yiju:copy", { detail: { text: Promise.resolve(text), done: "已复制参考文献" } }));
  },
  save: () => download(written(load()), `yiju-basket-${new Date().toISOString().slice(0, 10)}.json`),
  rescue: () => download(raw(), "yiju-basket-raw.txt"),
  discard: () => { clear(); part("trouble").hidden = true; },
  print: () => window.print(),
};

function onClick(event) {
  const act = event.target.closest("[data-act]");
  const row = event.target.closest("[data-key]");
  if (act) ACTS[act.dataset.act]([...list.children].indexOf(row));
}

function attempt(act) {
  try { part("trouble").hidden = true; act(); return true; } catch (error) { complain(error); return false; }
}

function move(from, to, act) {
  const moved = attempt(() => save(rearranged(load(), from, to)));
  if (!moved) return;
  const row = list.children[to];
  const again = row.querySelector(`[data-act=${act}]`);
  (again.disabled ? row.querySelector("[data-act]:not(:disabled)") : again).focus();
  say(`移到了第 ${to + 1} 条，共 ${list.children.length} 条`);
  check();
}

function rearranged(items, from, to) {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), items[from], ...rest.slice(to)];
}

function change(made, words, at) {
  const items = load();
  if (!attempt(() => save(made(items)))) return;
  before = items;
  offer(words);
  say(words);
  const next = list.children[Math.min(at, list.children.length - 1)];
  (next?.querySelector("[data-act=remove]") ?? part("undo").querySelector("button")).focus();
  check();
}

function offer(words) {
  part("undo").querySelector("span").textContent = words;
  part("undo").hidden = !words;
}

function onNote(event) {
  const at = [...list.children].indexOf(event.target.closest("[data-key]"));
  attempt(() => save(load().map((item, index) => (index === at ? { ...item, note: event.target.value } : item))));
}

// dragging, beside the buttons that do the same ------------------------------------------------

function onDrag(event) {
  if (event.type === "dragstart") {
    dragged = event.target.closest("[data-key]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(dragged, 0, 0);
    return;
  }
  if (!dragged) return;
  event.preventDefault();
  const row = event.target.closest("[data-key]");
  if (event.type === "dragover" && row && row !== dragged) {
    const { top, height } = row.getBoundingClientRect();
    row[event.clientY < top + height / 2 ? "before" : "after"](dragged);
  } else if (event.type === "drop") {
    const items = new Map(load().map((item) => [keyOf(item), item]));
    const order = [...list.children].map((one) => items.get(one.dataset.key)).filter(Boolean);
    const to = order.indexOf(items.get(dragged.dataset.key));
    attempt(() => save(order));
    say(`移到了第 ${to + 1} 条，共 ${order.length} 条`);
    dragged = null;
    check();
  } else if (event.type === "dragend") {
    dragged = null;
    show(); // not dropped: as it was
  }
}

// taking away ---------------------------------------------------------------------------------------

// What the server looks up again; the words only where it needs them to find the place.
function onExport(event) {
  const asked = load().map(({ passage_id, digest, start, end, quote, note }) => {
    const found = words.get(`${passage_id}:${start}-${end}`)?.standing === "unchanged";
    return { passage_id, digest, start, end, note, ...(found ? {} : { quote }) };
  });
  event.target.elements.items.value = JSON.stringify(asked);
}

function download(text, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function onFile(event) {
  const [file] = event.target.files;
  event.target.value = ""; // the same file again is a new choice
  if (!file) return;
  try {
    if (file.size > MOST_BYTES) throw new Unreadable(`文件“${file.name}”有 ${Math.ceil(file.size / 1e6)} MB，不像是引文夹（最多 4 MB）。`);
    const { items, lost } = parsed(await file.text());
    const kept = load();
    const added = add(items);
    before = kept;
    const words = `从文件载入 ${added} 条` + (items.length > added ? `，另有 ${items.length - added} 条已经在引文夹里` : "") + (lost ? `；${lost} 条读不懂或重复，没有载入` : "");
    offer(words);
    say(words);
    part("trouble").hidden = true;
    check();
  } catch (error) {
    complain(error);
  }
}

// checking ------------------------------------------------------------------------------------

async function check() {
  let items = [];
  try { items = load(); } catch { return; } // it was said already
  part("cited").hidden = !items.length;
  if (!items.length) return;
  const asked = (latest = items);
  try {
    const headers = { "Content-Type": "application/json" };
    const sent = items.map(({ passage_id, digest, start, end, quote }) => ({ passage_id, digest, start, end, quote }));
    const reply = await fetch("/api/basket", { method: "POST", headers, body: JSON.stringify({ items: sent }) });
    if (!reply.ok) throw new Error(String(reply.status));
    const found = await reply.json();
    if (asked !== latest) return; // the order has changed again
    showReferences(found.references);
    attempt(() => follow(new Map(items.map((item, index) => [keyOf(item), found.items[index]]))));
  } catch {
    part("trouble").textContent = "没有连上服务，暂时不知道这些引文是否还与报告一致。列出的是收入时的文字。";
    part("trouble").hidden = false;
  }
}

// What has moved is kept at its new place; the text is the report's own wherever its words still stand.
function follow(found) {
  const kept = load();
  const items = kept.map((item) => {
    const now = found.get(keyOf(item));
    if (!now) return item; // put there in the meantime
    const followed = now.quote === null ? item
      : { ...item, passage_id: now.passage.passage_id, digest: now.digest, start: now.start, end: now.end, quote: now.quote, source: now.source };
    words.set(keyOf(followed), { standing: now.standing, mark: now.reference && `[${now.reference}]${now.locator}` });
    return followed;
  });
  if (written(items) !== written(kept)) save(items);
  for (const row of list.children) tell(row, words.get(row.dataset.key));
}

function showReferences(references) {
  page.querySelector(".references").replaceChildren(...references.map(({ number, text, remarks }) => {
    const entry = pattern("basket-reference");
    const remark = entry.querySelector(".cite__remark");
    part("number", entry).textContent = String(number);
    part("text", entry).textContent = text;
    remark.replaceWith(...remarks.map((words) => Object.assign(remark.cloneNode(), { textContent: words })));
    return entry;
  }));
}
