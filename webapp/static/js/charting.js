// A chart is links and a table without this. With it: arrow keys walk its points (one stop for Tab), the sentence of the point under
// pointer or focus stands below, and the picture as it is seen can be taken away as PNG, drawn with the reader's own fonts.

const chart = document.querySelector(".chart");
const readout = document.querySelector("[data-enhance='readout']");
const acts = document.querySelector("[data-enhance='picture']");
const SCALE = 2; // of the picture, for print and dense screens
const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size"];

if (chart) walk([...chart.querySelectorAll("a")]);
if (chart && acts) offer();

function walk(points) {
  const usual = readout?.textContent;
  points.forEach((point, at) => {
    point.tabIndex = at ? -1 : 0;
    const tell = () => { if (readout) readout.textContent = point.getAttribute("aria-label"); };
    point.addEventListener("pointerenter", tell);
    point.addEventListener("focus", () => {
      points.forEach((other) => { other.tabIndex = other === point ? 0 : -1; });
      tell();
    });
  });
  chart.addEventListener("pointerleave", () => {
    if (readout && !chart.contains(document.activeElement)) readout.textContent = usual;
  });
  chart.addEventListener("keydown", (event) => {
    const at = points.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: points.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    points[Math.min(points.length - 1, Math.max(0, to))].focus();
  });
}

function offer() {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "下载图（PNG）";
  button.addEventListener("click", () => picture().catch(() => {
    if (readout) readout.textContent = "这个浏览器画不出 PNG，请下载 SVG。";
  }));
  item.append(button);
  acts.append(item);
}

async function picture() {
  const { width, height } = chart.viewBox.baseVal;
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(alone())}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  const pen = canvas.getContext("2d");
  pen.fillStyle = getComputedStyle(chart.parentElement).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "yiju-indicator.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function alone() { // the chart with its looks written into it: a picture knows no style sheet
  const copy = chart.cloneNode(true);
  const [from, to] = [[...chart.querySelectorAll("path, text")], [...copy.querySelectorAll("path, text")]];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const look of LOOKS) to[at].setAttribute(look, style.getPropertyValue(look));
  });
  const { width, height } = chart.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return new XMLSerializer().serializeToString(copy);
}
