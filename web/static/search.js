/* Suggestions while typing, why a hit is there without leaving the page, sources to copy, and
   what narrows a search folded away on a small screen. What is said comes from the server.
   Without this script every page works: the links lead to pages of their own. */
"use strict";

const PAUSE = 150; // milliseconds after a key before the server is asked

/* A search field as a combobox with a list under it, by the pattern of WAI-ARIA 1.2. */
function suggestFor(input) {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  list.id = `${input.id}-forslag`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  said.className = "vh";
  said.setAttribute("role", "status");
  input.after(list, said);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  close();

  let timer = 0;
  let asking = new AbortController();

  function close() {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(answer) {
    list.replaceChildren(...answer.suggestions.map(option));
    list.setAttribute("aria-label", answer.label);
    list.hidden = answer.suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    said.textContent = list.hidden ? "" : answer.said;
  }

  function option(suggestion, number) {
    const item = document.createElement("li");
    const text = document.createElement("span");
    const kind = document.createElement("span");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = suggestion.address;
    item.dataset.text = suggestion.text;
    text.textContent = suggestion.text;
    kind.textContent = suggestion.kind;
    kind.className = "meta";
    item.append(text, " ", kind);
    return item;
  }

  function choose(item) {
    for (const other of list.children) {
      other.setAttribute("aria-selected", String(other === item));
    }
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function chosen() {
    return list.querySelector('[aria-selected="true"]');
  }

  /* The next item in a direction; beyond either end stands the field itself. */
  function move(step) {
    const items = [...list.children];
    const at = items.indexOf(chosen());
    const next = at === -1 && step < 0 ? items.length - 1 : at + step;
    choose(items[next] || null);
  }

  /* Where a suggestion leads; a field that stays on its page takes the words instead. */
  function go(item) {
    if (!("stay" in input.dataset)) {
      location.assign(item.dataset.address);
      return;
    }
    input.value = item.dataset.text;
    close();
    input.form.requestSubmit();
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const address = `${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim()) {
      timer = setTimeout(ask, PAUSE);
    } else {
      asking.abort();
      close();
    }
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      // Alt and an arrow, or an arrow alone, opens the list again (the pattern of the APG).
      if (event.key === "ArrowDown" && input.value.trim()) {
        event.preventDefault();
        ask();
      }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      go(chosen());
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asking.abort();
    close();
  });
  // Before the field loses its focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) go(item);
  });
}

/* Why a hit is there, opened under the hit instead of on the page that the link leads to. */
async function explain(link) {
  const open = link.getAttribute("aria-expanded") === "true";
  const tools = link.closest(".hit-tools");
  if (open) {
    tools.nextElementSibling.remove();
    link.setAttribute("aria-expanded", "false");
    return;
  }
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("hvorfor");
    if (!answer.ok || !found) throw new Error(answer.statusText);
    found.removeAttribute("id");
    tools.after(document.adoptNode(found));
    link.setAttribute("aria-expanded", "true");
  } catch {
    location.assign(link.href);
  } finally {
    link.removeAttribute("aria-busy");
  }
}

document.querySelectorAll("input[data-suggest]").forEach(suggestFor);
document.querySelectorAll("a.why-link").forEach((link) => {
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) explain(link);
  });
});

/* A source to copy: the words stand on the page, the button puts them on the clipboard. */
document.querySelectorAll("button.copy").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const text = button.parentElement.querySelector(".cite-text").textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(button.parentElement.querySelector(".cite-text"));
    }
  });
});

/* What narrows a search stands below the hits on a small screen: closed until it is asked for. */
document.querySelectorAll("details.narrowing").forEach((narrowing) => {
  const small = matchMedia("(max-width: 52rem)");
  const fold = () => {
    narrowing.open = !small.matches || location.hash === "#avgrens";
  };
  fold();
  small.addEventListener("change", fold);
  document.querySelectorAll('a[href="#avgrens"]').forEach((link) => {
    link.addEventListener("click", () => {
      narrowing.open = true;
    });
  });
});
