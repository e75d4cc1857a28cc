// 加入引文夹: what a link or a selection names is looked up on the server and kept in this browser. Without this the links
// lead to the basket's page, which lists what they name. The number of excerpts stands in the navigation.

import { Unreadable, add, load, onChange } from "./store.js";

for (const link of document.querySelectorAll("a[data-collect]")) {
  link.hidden = false; // one that only makes sense with script
  link.setAttribute("role", "button");
  link.addEventListener("click", onPress);
  link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); link.click(); } });
}
document.addEventListener("yiju:collect", (event) => collect(event.detail).then((done) => { if (!done) say("没有加入引文夹，请再试一次"); }));
onChange(count);
count();

function onPress(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was wanted
  event.preventDefault();
  const link = event.currentTarget;
  collect(new URL(link.href).searchParams.getAll("p")).then((done) => { if (!done) location.assign(link.href); });
}

// `names` are short forms as in an address, ID:start-end:digest. False if the server could not be asked, or does not know them.
async function collect(names) {
  let found = [];
  try {
    const headers = { "Content-Type": "application/json" };
    const reply = await fetch("/api/basket", { method: "POST", headers, body: JSON.stringify({ p: names }) });
    if (!reply.ok) throw new Error(String(reply.status));
    found = (await reply.json()).items.filter((item) => item.quote !== null).map(kept);
  } catch {
    return false;
  }
  if (!found.length) return false;
  try {
    const added = add(found);
    say(added ? `已加入引文夹，共 ${load().length} 条` : "引文夹里已经有了");
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    say(`没有加入：${error.message}`);
  }
  return true;
}

function kept({ passage, digest, start, end, quote, source }) {
  return { passage_id: passage.passage_id, digest, start, end, quote, note: "", source };
}

function count() {
  const link = document.querySelector(".nav a[href='/basket']");
  if (!link) return;
  let number = 0;
  try { number = load().length; } catch { /* the page of the basket says what is wrong */ }
  const shown = link.querySelector(".nav__count") ?? link.appendChild(document.createElement("span"));
  shown.className = "nav__count n";
  shown.textContent = number ? String(number) : "";
  if (number) shown.append(Object.assign(document.createElement("span"), { className: "sr", textContent: "条" }));
}

function say(words) {
  document.dispatchEvent(new CustomEvent("yiju:say", { detail: words }));
}
