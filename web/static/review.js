/* Keys for reviewing, and linking the words that are selected in a document.
   Without this script every page works: the keys are buttons, and each passage has a link. */
"use strict";

/* The key of an element is in data-key; several are parted by spaces. */
function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const field = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  const found = [...document.querySelectorAll("[data-key]")].find((element) =>
    element.dataset.key.split(" ").includes(event.key),
  );
  if (!found) return;
  event.preventDefault();
  if (found.matches("textarea")) {
    found.focus();
  } else if (found.matches("details")) {
    found.open = !found.open;
  } else {
    found.click();
  }
}

/* One sending a form: what is sent twice is one decision all the same, but looks like two. */
function once(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  // A page that the browser kept whole, and goes back to, may be sent again.
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}

/* The words selected in each passage, with some of the words before them. */
function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return [];
  const range = selection.getRangeAt(0);
  return [...document.querySelectorAll("[data-passage]")]
    .filter((passage) => range.intersectsNode(passage.querySelector(".text")))
    .map((passage) => within(passage, range))
    .filter((chosen) => chosen.words);
}

function within(passage, range) {
  const text = passage.querySelector(".text");
  const part = document.createRange();
  part.selectNodeContents(text);
  const before = part.cloneRange();
  if (text.contains(range.startContainer)) {
    part.setStart(range.startContainer, range.startOffset);
    before.setEnd(range.startContainer, range.startOffset);
  } else {
    before.collapse(true);
  }
  if (text.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  return {
    id: passage.dataset.passage,
    words: part.toString().trim(),
    before: before.toString().slice(-80),
  };
}

/* A button that follows the selection and leads to the form with the words in it. */
function offerLinks(address) {
  const button = document.createElement("a");
  button.className = "button link-words";
  button.textContent = "Knytt de merkede ordene til et mål eller tiltak";
  button.hidden = true;
  document.querySelector("main").append(button);
  document.addEventListener("selectionchange", () => {
    const chosen = selected();
    button.hidden = chosen.length === 0;
    const query = new URLSearchParams();
    for (const one of chosen) {
      query.append("passasje", one.id);
      query.append("ord", one.words);
      query.append("foran", one.before);
    }
    button.href = `${address}?${query}`;
  });
  // A press on the button must not undo the selection before it is read.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
}

document.addEventListener("keydown", press);
document.querySelectorAll("form[data-judge]").forEach(once);
const linked = document.querySelector("[data-link-words]");
if (linked) offerLinks(linked.dataset.linkWords);
