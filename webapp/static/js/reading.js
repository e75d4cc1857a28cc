// A report's page: the outline follows the reading, and the query's matches are gone through one by one. Both are
// shortcuts: outline, marks and the list of paragraphs with matches are there without it.

follow(document.querySelector(".outline"));
matches([...document.querySelectorAll(".reader mark")]);

function follow(outline) {
  const links = [...(outline?.querySelectorAll("a") ?? [])];
  const marked = links.map((link) => [document.getElementById(link.hash.slice(1)), link]).filter(([place]) => place);
  if (!marked.length) return;
  let current = null;
  let waiting = false;
  const look = () => {
    waiting = false;
    const line = window.innerHeight * 0.35;
    const passed = marked.filter(([place]) => place.getBoundingClientRect().top <= line).at(-1);
    const next = (passed ?? marked[0])[1];
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next.setAttribute("aria-current", "true");
    current = next;
    keepInView(outline, next);
  };
  const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(look); } };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  look();
}

function keepInView(outline, link) { // scrollIntoView would move the page as well
  const [frame, box] = [outline.getBoundingClientRect(), link.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) outline.scrollTop += box.top - frame.top - frame.height / 2;
}

function matches(marks) {
  if (!marks.length) return;
  const bar = document.createElement("nav"); // a landmark: it stands outside main
  bar.className = "matchbar";
  bar.setAttribute("aria-label", "在命中处之间移动");
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  const [before, after] = [button("上一处", "（N）"), button("下一处", "（n）")];
  bar.append(count, before, after);
  document.querySelector(".bar-box .wrap").append(bar);
  document.documentElement.classList.add("has-matchbar");
  let at = -1;
  const tell = () => { count.textContent = at < 0 ? `${marks.length} 处` : `第 ${at + 1}/${marks.length} 处`; };
  const go = (by) => {
    marks[at]?.removeAttribute("data-current");
    at = at < 0 ? first(marks, by) : (at + by + marks.length) % marks.length;
    marks[at].setAttribute("data-current", "");
    marks[at].scrollIntoView({ block: "center" });
    tell();
  };
  before.addEventListener("click", () => go(-1));
  after.addEventListener("click", () => go(1));
  document.addEventListener("yiju:match", (event) => { event.preventDefault(); go(event.detail); });
  tell();
}

// The first step goes to the match that is nearest below what is being read, or above it.
function first(marks, by) {
  const top = document.querySelector(".bar-box").getBoundingClientRect().bottom;
  const below = marks.findIndex((mark) => mark.getBoundingClientRect().top >= top);
  if (by > 0) return below < 0 ? 0 : below;
  return below <= 0 ? marks.length - 1 : below - 1;
}

function button(words, key) {
  const made = document.createElement("button");
  made.type = "button";
  made.append(words, Object.assign(document.createElement("small"), { textContent: key }));
  made.setAttribute("aria-label", words);
  return made;
}
