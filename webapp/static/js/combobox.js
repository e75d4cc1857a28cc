// Suggestions below the one box: the ARIA combobox with a listbox. The box is a plain search field until this runs.
//
// Input methods: while characters are being composed nothing is asked and Enter belongs to the input method. Chrome sends
// the last `input` before `compositionend`, Firefox after it, and Safari sends the Enter that ends a composition with
// isComposing false but keyCode 229; all three are looked at.

const QUIET = 150; // milliseconds without a key before anything is asked
const known = new Map(); // what was typed → its suggestions, for this page

const composing = (event) => event.isComposing || event.keyCode === 229;

for (const form of document.querySelectorAll("form[data-enhance='combobox']")) enhance(form);

function enhance(form) {
  const input = form.querySelector("input[name=q]");
  const list = element("div", { class: "suggest", id: "suggest", role: "listbox", "aria-label": "输入提示", hidden: "" });
  const status = element("p", { class: "sr", role: "status" });
  form.append(list, status);
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggest", "aria-expanded": "false" });
  const box = { form, input, list, status, typed: "", at: -1, timer: 0, asked: null, busy: false };

  input.addEventListener("compositionstart", () => { box.busy = true; forget(box); });
  input.addEventListener("compositionend", () => { box.busy = false; later(box); });
  input.addEventListener("input", (event) => { if (!box.busy && !event.isComposing) later(box); });
  input.addEventListener("keydown", (event) => onKey(box, event));
  input.addEventListener("blur", () => { box.busy = false; close(box); });
  form.addEventListener("submit", (event) => { if (box.busy) event.preventDefault(); });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(box, options(box).indexOf(option));
  });
}

function onKey(box, event) {
  if (composing(event) || box.busy) {
    if (event.key === "Enter" || event.keyCode === 13) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const count = options(box).length;
  const open = !box.list.hidden;
  if (event.key === "Escape" && open) { event.preventDefault(); back(box); }
  else if (event.key === "ArrowDown" && !open) { event.preventDefault(); ask(box); }
  else if (event.key === "ArrowDown" && open) { event.preventDefault(); mark(box, box.at + 1 < count ? box.at + 1 : -1); }
  else if (event.key === "ArrowUp" && open) { event.preventDefault(); mark(box, box.at < 0 ? count - 1 : box.at - 1); }
  else if (event.key === "Enter" && open && box.at >= 0) { event.preventDefault(); take(box, box.at); }
  else if (event.key === "Enter") forget(box);
}

function later(box) {
  forget(box);
  box.timer = setTimeout(() => ask(box), QUIET);
}

function forget(box) {
  clearTimeout(box.timer);
  box.asked?.abort();
  box.asked = null;
}

async function ask(box) {
  forget(box);
  box.typed = box.input.value;
  if (!box.typed.trim() || box.typed.length > 60) return close(box); // nobody completes a pasted sentence
  const asked = (box.asked = new AbortController());
  try {
    const found = known.get(box.typed) ?? (await fetched(box.typed, asked.signal));
    known.set(box.typed, found);
    if (asked === box.asked && document.activeElement === box.input) show(box, found);
  } catch {
    if (asked === box.asked) close(box); // without suggestions the box is what it was
  }
}

async function fetched(typed, signal) {
  const reply = await fetch("/api/suggest?q=" + encodeURIComponent(typed), { signal });
  return reply.ok ? (await reply.json()).suggestions : [];
}

function show(box, found) {
  close(box);
  box.status.textContent = found.length ? `${found.length} 条提示` : "没有提示";
  if (!found.length) return;
  const groups = new Map();
  found.forEach((one) => groups.set(one.group, [...(groups.get(one.group) ?? []), one.text]));
  let number = 0;
  box.list.replaceChildren(...[...groups].map(([name, texts], index) => {
    const label = element("p", { class: "suggest__label", id: `sg${index}`, role: "presentation" }, name);
    const rows = texts.map((text) => {
      const row = element("div", { class: "suggest__opt", role: "option", id: `so${number++}`, "aria-selected": "false" });
      row.append(emphasised(text, box.typed));
      row.dataset.text = text;
      return row;
    });
    const group = element("div", { class: "suggest__group", role: "group", "aria-labelledby": `sg${index}` });
    group.append(label, ...rows);
    return group;
  }));
  box.list.hidden = false;
  box.input.setAttribute("aria-expanded", "true");
}

function emphasised(text, typed) {
  const row = element("span", {});
  const at = text.indexOf(typed.trim());
  if (at < 0) { row.textContent = text; return row; } // found by sound
  row.append(text.slice(0, at), element("b", {}, typed.trim()), text.slice(at + typed.trim().length));
  return row;
}

function mark(box, at) {
  options(box).forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
  const row = options(box)[at];
  box.at = at;
  box.input.value = row ? row.dataset.text : box.typed;
  if (row) box.input.setAttribute("aria-activedescendant", row.id);
  else box.input.removeAttribute("aria-activedescendant");
}

function take(box, at) {
  box.input.value = options(box)[at].dataset.text;
  close(box);
  box.form.requestSubmit();
}

function back(box) {
  box.input.value = box.typed;
  close(box);
}

function close(box) {
  box.list.hidden = true;
  box.at = -1;
  box.list.replaceChildren();
  box.status.textContent = "";
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}

function options(box) {
  return [...box.list.querySelectorAll("[role=option]")];
}

function element(tag, attributes, text = "") {
  const made = document.createElement(tag);
  set(made, attributes);
  if (text) made.textContent = text;
  return made;
}

function set(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
}
