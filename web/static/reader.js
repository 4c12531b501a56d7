/* Copying a reference or an address, and the original's page that follows the text being read.
   Without this script references are text to select, and each passage has a link to its page. */
"use strict";

function offerCopying() {
  const status = document.getElementById("kopiert");
  if (!status || !navigator.clipboard) return;
  for (const button of document.querySelectorAll(".copier")) button.hidden = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copier");
    if (!button) return;
    const text = button.dataset.copier || document.getElementById(button.dataset.from).textContent;
    try {
      await navigator.clipboard.writeText(text.trim());
      status.textContent = status.dataset.done;
    } catch {
      status.textContent = status.dataset.failed;
    }
    const before = button.textContent;
    button.textContent = status.textContent;
    setTimeout(() => {
      button.textContent = before;
      status.textContent = "";
    }, 2500);
  });
}

/* The boxes of a passage on its first page: "page left top width height;…" in data-boxes. */
function boxes(passage) {
  return (passage.dataset.boxes || "")
    .split(";")
    .filter(Boolean)
    .map((box) => box.split(" ").map(Number));
}

function followText(pane) {
  const figure = pane.querySelector(".page-image");
  const image = figure.querySelector("img");
  const drawing = figure.querySelector("svg");
  const passages = [...document.querySelectorAll(".reading [data-boxes]")];
  if (!passages.length) return;
  let shown = pane.dataset.passage;
  const show = (passage) => {
    const placed = boxes(passage);
    if (!placed.length || passage.dataset.passage === shown) return;
    shown = passage.dataset.passage;
    const page = placed[0][0];
    if (Number(figure.dataset.page) !== page) {
      const [width, height] = pane.dataset.sizes.split(" ")[page - 1].split("x").map(Number);
      figure.dataset.page = page;
      image.src = pane.dataset.picture.replace("/0.png", `/${page}.png`);
      image.alt = pane.dataset.alt.replace("{}", page);
      image.width = Math.round(width);
      image.height = Math.round(height);
      drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
      pane.querySelector(".pane-number").textContent = page;
    }
    const rects = placed
      .filter((box) => box[0] === page)
      .map(([, x, y, wide, high]) => {
        const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        for (const [name, value] of Object.entries({ x, y, width: wide, height: high })) {
          rect.setAttribute(name, value);
        }
        rect.setAttribute("class", "here");
        return rect;
      });
    drawing.replaceChildren(...rects);
    drawing.setAttribute("aria-hidden", "true");
    const address = passage.querySelector("a.lines");
    if (address) for (const link of pane.querySelectorAll(".to-sheet")) link.href = address.href;
  };
  let asked = false;
  let begun = window.scrollY;
  window.addEventListener("scroll", () => {
    // The passage that was opened stays marked until the text is moved by hand.
    if (asked || Math.abs(window.scrollY - begun) < 40) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      const line = window.innerHeight * 0.3;
      const at = passages.find((one) => one.getBoundingClientRect().bottom > line);
      if (at && getComputedStyle(pane).display !== "none") show(at);
    });
  }, { passive: true });
  window.addEventListener("load", () => (begun = window.scrollY));
  document.addEventListener("focusin", (event) => {
    const passage = event.target.closest(".reading [data-boxes]");
    if (passage) show(passage);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".reading a.lines");
    const passage = link && link.closest("[data-boxes]");
    if (!passage || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (getComputedStyle(pane).display === "none") return;
    event.preventDefault();
    show(passage);
    pane.querySelector(".page-image").scrollIntoView({ block: "nearest" });
  });
}

offerCopying();
const pane = document.querySelector(".beside-pane");
if (pane) followText(pane);
