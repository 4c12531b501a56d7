/* Files dropped on the page are sent one by one, each with a bar of its own, and a page that waits
   for them is drawn anew while they are read. Without this script the form sends them together. */
"use strict";

const MEGABYTE = 1048576;

/* Send one file; the job it became part of, or the words of what went wrong. */
function send(form, file, job, moved) {
  return new Promise((resolve) => {
    const body = new FormData();
    body.append("fil", file, file.name);
    body.append("tilgang", new FormData(form).get("tilgang"));
    if (job) body.append("jobb", job);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) moved(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      if (request.status !== 200) return resolve({ wrong: request.responseText.slice(0, 300) });
      return resolve(JSON.parse(request.responseText));
    });
    request.addEventListener("error", () => resolve({ wrong: form.dataset.failed }));
    request.send(body);
  });
}

/* A line for a file on its way: its name, its size, a bar. */
function line(list, form, file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.id = `vei-${list.children.length}`;
  name.textContent = `${file.name} (${(file.size / MEGABYTE).toFixed(1).replace(".", ",")} ${form.dataset.bytes})`;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-labelledby", name.id);
  const said = document.createElement("span");
  said.className = "meta";
  item.append(name, bar, said);
  list.append(item);
  return { bar, said };
}

async function sendAll(form, files) {
  const list = form.querySelector(".sending");
  const status = document.getElementById("lastet");
  const lines = files.map((file) => line(list, form, file));
  list.hidden = false;
  let job = "";
  let address = "";
  let failed = false;
  for (const [at, file] of files.entries()) {
    const { bar, said } = lines[at];
    status.textContent = said.textContent = `${form.dataset.sending} …`;
    const answer =
      file.size > Number(form.dataset.most)
        ? { wrong: form.dataset.tooLarge }
        : await send(form, file, job, (share) => (bar.value = share));
    if (answer.wrong) {
      failed = true;
      bar.hidden = true;
      said.className = "fault";
      status.textContent = said.textContent = answer.wrong;
    } else {
      job = answer.job;
      address = answer.address;
      bar.value = 1;
      said.textContent = form.dataset.sent;
    }
  }
  if (address && !failed) {
    status.textContent = form.dataset.allSent;
    location.assign(address);
  } else if (address) {
    const onward = document.createElement("a");
    onward.href = address;
    onward.className = "button";
    onward.textContent = form.dataset.allSent;
    list.after(onward);
  }
}

function offerDropping(form) {
  const area = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  area.querySelector(".drop-here").hidden = false;
  area.classList.add("ready");
  const carries = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  // Wherever on the page a file is dropped, the browser must not open it.
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    area.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) area.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    area.classList.remove("over");
    sendAll(form, [...event.dataTransfer.files]);
  });
  form.addEventListener("submit", (event) => {
    const address = form.querySelector("[name=adresse]").value.trim();
    if (!input.files.length || address) return;
    event.preventDefault();
    sendAll(form, [...input.files]);
  });
}

/* Draw the list of a job anew until everything in it is done with. */
function follow() {
  const shown = document.getElementById("jobb");
  if (!shown || !shown.dataset.busy) return;
  const draw = async () => {
    const answer = await fetch(location.pathname);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("jobb");
    if (!now) return;
    const said = now.querySelector("#framdrift").textContent;
    const status = document.getElementById("sagt");
    if (now.dataset.busy) {
      if (status.textContent !== said) status.textContent = said;
      shown.replaceChildren(...now.childNodes);
      setTimeout(draw, 1000);
    } else {
      location.reload();
    }
  };
  setTimeout(draw, 700);
}

const form = document.querySelector(".add-form");
if (form) offerDropping(form);
follow();
