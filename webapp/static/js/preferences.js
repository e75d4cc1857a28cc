// Theme and size of type at once, without loading the page again. The choice is remembered where it always is: in the
// server's cookie, by the form's own request.

const root = document.documentElement;
const DEFAULTS = { theme: "auto", size: "normal" };

for (const form of document.querySelectorAll("form[action='/preferences']")) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button?.name) return;
    event.preventDefault();
    apply(form, button);
    const fields = new URLSearchParams(new FormData(form));
    fields.set(button.name, button.value);
    const reply = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" }).catch(() => null);
    if (reply?.type !== "opaqueredirect") location.reload(); // it was not remembered: show what is
  });
}

// A click beside the open panel, or Esc, closes it.
const panel = document.querySelector("details.prefs");
document.addEventListener("click", (event) => { if (panel?.open && !panel.contains(event.target)) panel.open = false; });
panel?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !panel.open) return;
  panel.open = false;
  panel.querySelector("summary").focus();
});

function apply(form, button) {
  const name = "data-" + button.name;
  if (button.value === DEFAULTS[button.name]) root.removeAttribute(name);
  else root.setAttribute(name, button.value);
  for (const other of form.querySelectorAll(`button[name='${button.name}']`)) {
    other.setAttribute("aria-pressed", String(other === button));
  }
}
