// Copying a passage: its exact text, the text with its source, or its permanent link. Without this the links lead to the
// passage's page. The text is the server's own, asked for by id, never read from the styled page; a citation stands on its
// page as it is to be copied, and its button is there only with this.

const DONE = { text: "已复制原文", citation: "已复制原文与出处", link: "已复制链接" };
const texts = new Map(); // passage id → promise of its exact text
const toast = document.createElement("p");
toast.className = "toast";
toast.setAttribute("role", "status"); // there, empty, before anything is said: else it is not read out
document.body.append(toast);
let fading = 0;

for (const link of document.querySelectorAll("a[data-copy]")) {
  link.setAttribute("role", "button");
  link.addEventListener("click", onPress);
  link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); link.click(); } });
}

// Other modules ask for the same: yiju:copy with { text: a promise, done: words }, yiju:say with words.
document.addEventListener("yiju:say", (event) => say(event.detail));
document.addEventListener("yiju:copy", async (event) => {
  try {
    await put(event.detail.text);
    say(event.detail.done);
  } catch {
    say("没有复制成，请再试一次");
  }
});

for (const button of document.querySelectorAll("button[data-copy-from]")) {
  button.hidden = false;
  button.addEventListener("click", () => onCite(button));
}

async function onCite(button) {
  const written = document.getElementById(button.dataset.copyFrom);
  try {
    await put(Promise.resolve(written.textContent));
    button.dataset.done = "";
    say("已复制引文");
  } catch {
    getSelection().selectAllChildren(written); // to be copied by hand
    say("没有复制成，引文已选中，请按复制键");
  }
}

async function onPress(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was wanted
  event.preventDefault();
  const link = event.currentTarget;
  try {
    await put(wanted(link));
    say(DONE[link.dataset.copy]);
  } catch {
    location.assign(link.href); // the page where a click selects the text
  }
}

async function wanted(link) {
  if (link.dataset.copy === "link") return link.href;
  const { passage, start, end } = link.closest("[data-passage]").dataset;
  const whole = await exact(passage);
  const text = start ? [...whole].slice(Number(start), Number(end)).join("") : whole; // positions count code points
  return link.dataset.copy === "text" ? text : `“${text}”（${link.dataset.source}）`;
}

function exact(id) {
  if (!texts.has(id)) texts.set(id, asked(id).catch((error) => { texts.delete(id); throw error; }));
  return texts.get(id);
}

async function asked(id) {
  const reply = await fetch("/api/passages/" + encodeURIComponent(id));
  if (!reply.ok) throw new Error(String(reply.status));
  return (await reply.json()).text;
}

// Safari wants the promise itself while the click is being handled; plain http has no clipboard, only the old command.
async function put(promise) {
  if (navigator.clipboard?.write && window.ClipboardItem) {
    const blob = promise.then((text) => new Blob([text], { type: "text/plain" }));
    blob.catch(() => {}); // the write fails with it, and may have failed before it was looked at
    return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
  }
  const text = await promise;
  const put = (event) => { event.clipboardData.setData("text/plain", text); event.preventDefault(); };
  document.addEventListener("copy", put, { once: true });
  if (!document.execCommand("copy")) throw new Error("copy");
}

function say(words) {
  clearTimeout(fading);
  toast.textContent = "";
  setTimeout(() => { toast.textContent = words; }, 20); // said again even if the words are the same
  fading = setTimeout(() => { toast.textContent = ""; }, 4000);
}
