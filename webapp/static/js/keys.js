// Keys for those who keep their hands on the keyboard: / j k o c ? Esc, and n N s S on pages with a report's text (reading.js,
// sentences.js). Off
// while anything is typed or composed, with any modifier, and for good if the reader says so (WCAG 2.1.4).

const OFF = "yiju-keys-off";
const KEYS = [
  ["/", "到检索框"], ["j k", "下一条、上一条结果"], ["o", "打开这一条"], ["c", "复制这一条的原文与出处"],
  ["n N", "报告中下一处、上一处"], ["s S", "选中下一句、上一句"], ["?", "看快捷键"], ["Esc", "收起"],
];
let help = null;

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.defaultPrevented) return; // it was Esc for the list of suggestions
  if (event.key === "Escape" && event.target.id === "q") {
    event.preventDefault(); // a search field would be emptied
    event.target.blur();
  }
  if (typing(event.target) || help?.open) return;
  const act = event.key === "?" ? openHelp : off() ? null : ACTS[event.key];
  if (act && act() !== false) event.preventDefault();
});

const ACTS = {
  "/": () => { const box = document.getElementById("q"); box?.focus(); box?.select(); return Boolean(box); },
  j: () => step(1),
  k: () => step(-1),
  o: () => press(".hit__title a"),
  c: () => press("[data-copy='citation']"),
  n: () => point("yiju:match", 1),
  N: () => point("yiju:match", -1),
  s: () => point("yiju:sentence", 1),
  S: () => point("yiju:sentence", -1),
};

const foot = document.querySelector(".foot__in");
const button = document.createElement("button");
button.type = "button";
button.className = "foot__keys";
button.textContent = "快捷键（?）";
button.addEventListener("click", openHelp);
foot?.append(button);

function typing(target) {
  return target.isContentEditable || target.matches("input, textarea, select");
}

function off() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function step(by) {
  const hits = [...document.querySelectorAll(".hit")];
  if (!hits.length) return false;
  const now = hits.findIndex((hit) => hit.hasAttribute("data-current"));
  const next = hits[Math.min(hits.length - 1, Math.max(0, now + (now < 0 ? 1 : by)))];
  hits[now]?.removeAttribute("data-current");
  next.setAttribute("data-current", "");
  next.querySelector(".hit__title a")?.focus({ preventScroll: true }); // so that it is read out, and Tab goes on from here
  next.scrollIntoView({ block: "start" });
  return true;
}

function press(what) {
  const hit = document.querySelector(".hit[data-current]") ?? document.activeElement.closest?.(".hit, [data-passage]")
    ?? document.querySelector(".focus-para");
  const target = hit?.querySelector(what);
  target?.click();
  return Boolean(target);
}

function point(name, by) {
  return !document.dispatchEvent(new CustomEvent(name, { detail: by, cancelable: true })); // false: nobody answered
}

function openHelp() {
  help ??= makeHelp();
  help.showModal();
}

function makeHelp() {
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", "keys-title");
  dialog.innerHTML = '<h2 class="h2" id="keys-title">快捷键</h2><dl class="facts"></dl>'
    + '<p><label><input type="checkbox"> 启用单键快捷键</label></p><form method="dialog"><button class="btn">关闭</button></form>';
  for (const [key, words] of KEYS) {
    const name = document.createElement("dt");
    name.append(...key.split(" ").flatMap((one) => [Object.assign(document.createElement("kbd"), { textContent: one }), " "]));
    dialog.querySelector("dl").append(name, Object.assign(document.createElement("dd"), { textContent: words }));
  }
  const box = dialog.querySelector("input");
  box.checked = !off();
  box.addEventListener("change", () => { try { localStorage.setItem(OFF, box.checked ? "0" : "1"); } catch { /* not kept */ } });
  document.body.append(dialog);
  return dialog;
}
