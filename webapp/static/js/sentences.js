// Keys s and S on pages with a report's text: select the next or previous sentence, for those who do not use a pointer. What can
// be done with the selection is told by selecting.js; Shift and the arrows move its end, as everywhere.

const TEXTS = "[data-text], [data-document] .para .text";
const SENTENCE = /[^。！？!?；;]*[。！？!?；;]+[”’」』）)]*|[^。！？!?；;]+$/g;

document.addEventListener("yiju:sentence", (event) => { if (step(event.detail)) event.preventDefault(); });

function step(by) {
  const texts = [...document.querySelectorAll(TEXTS)];
  const selection = document.getSelection();
  const at = selection.isCollapsed ? -1 : texts.findIndex((text) => text.contains(selection.getRangeAt(0).startContainer));
  if (at < 0) return choose(first(texts), 0);
  const sentences = sentencesOf(texts[at]);
  const before = document.createRange();
  before.selectNodeContents(texts[at]);
  before.setEnd(selection.getRangeAt(0).startContainer, selection.getRangeAt(0).startOffset);
  const now = sentences.findLastIndex(([start]) => start <= before.toString().length);
  if (sentences[now + by]) return choose(texts[at], now + by);
  return choose(texts[at + by], by > 0 ? 0 : -1);
}

// Where the reader is: at the focus, at the place the address names, or at the top of what can be seen.
function first(texts) {
  const near = document.activeElement.closest(".para, .focus-para") ?? document.querySelector(":target, .focus-para");
  return near?.querySelector(TEXTS) ?? texts.find((text) => text.getBoundingClientRect().top > 80) ?? texts[0];
}

function sentencesOf(element) {
  return [...element.textContent.matchAll(SENTENCE)].map((found) => [found.index, found.index + found[0].length]);
}

function choose(element, number) {
  const sentence = element && sentencesOf(element).at(number);
  if (!sentence) return false;
  element.tabIndex = -1; // so that Tab goes on from here
  element.focus({ preventScroll: true });
  const [start, end] = sentence.map((place) => pointAt(element, place));
  document.getSelection().setBaseAndExtent(...start, ...end);
  const { top, bottom } = document.getSelection().getRangeAt(0).getBoundingClientRect();
  if (top < 100 || bottom > innerHeight - 80) element.scrollIntoView({ block: "center" });
  return true;
}

function pointAt(element, place) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = place;
  while (walker.nextNode()) {
    if (left <= walker.currentNode.length) return [walker.currentNode, left];
    left -= walker.currentNode.length;
  }
  return [element, element.childNodes.length];
}
