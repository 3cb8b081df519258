// The newsdesk works without this: it adds the card over a mark, the keys of the review, and dropped files.
"use strict";

(() => {
  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.hidden = true;
  card.setAttribute("role", "status");
  let shownFor = null;
  let leaving = 0;

  const records = (mark) =>
    mark.dataset.events.split(" ").map((id) => document.getElementById("e-" + id)).filter(Boolean);

  const hide = () => {
    if (shownFor) {
      document.querySelectorAll(".mark.lit").forEach((m) => m.classList.remove("lit"));
      shownFor.removeAttribute("aria-describedby");
    }
    shownFor = null;
    card.hidden = true;
  };

  const show = (mark) => {
    const found = records(mark);
    if (!found.length) return;
    clearTimeout(leaving);
    if (shownFor === mark) return;
    hide();
    shownFor = mark;
    card.replaceChildren(
      ...found.map((record) => {
        const copy = record.cloneNode(true);
        copy.removeAttribute("id");
        copy.removeAttribute("tabindex");
        copy.querySelectorAll("form").forEach((form) => form.remove());
        return copy;
      }),
    );
    card.hidden = false;
    mark.setAttribute("aria-describedby", "card");
    const ids = new Set(mark.dataset.events.split(" "));
    document.querySelectorAll("a.mark").forEach((m) => {
      if (m.dataset.events.split(" ").some((id) => ids.has(id))) m.classList.add("lit");
    });
    const at = mark.getClientRects()[0];
    const room = document.documentElement.clientWidth - card.offsetWidth - 12;
    card.style.left = Math.max(12, Math.min(at.left, room)) + window.scrollX + "px";
    const below = at.bottom + card.offsetHeight + 8 < window.innerHeight || at.top < card.offsetHeight + 8;
    card.style.top = (below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + window.scrollY + "px";
  };

  const marks = () => {
    if (!document.querySelector(".reading a.mark")) return;
    document.body.append(card);
    const text = document.querySelector(".reading .text");
    const markOf = (event) => (event.target.closest ? event.target.closest("a.mark") : null);
    text.addEventListener("pointerover", (event) => {
      const mark = markOf(event);
      if (mark && event.pointerType === "mouse") show(mark);
    });
    text.addEventListener("pointerout", (event) => {
      if (event.pointerType === "mouse") leaving = setTimeout(hide, 250);
    });
    card.addEventListener("pointerenter", () => clearTimeout(leaving));
    card.addEventListener("pointerleave", () => (leaving = setTimeout(hide, 250)));
    text.addEventListener("focusin", (event) => {
      const mark = markOf(event);
      if (mark && mark.matches(":focus-visible")) show(mark);
    });
    text.addEventListener("focusout", () => (leaving = setTimeout(hide, 250)));
    // A tap shows the card first; from there, or by a second tap, one goes on to the record.
    text.addEventListener("click", (event) => {
      const mark = markOf(event);
      if (mark && event.pointerType === "touch" && (shownFor !== mark || card.hidden)) {
        event.preventDefault();
        show(mark);
      }
    });
    document.addEventListener("pointerdown", (event) => {
      if (!card.contains(event.target) && !markOf(event)) hide();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
    });
    const plain = document.getElementById("plain");
    if (plain) plain.addEventListener("change", () => text.classList.toggle("without-marks", plain.checked));
  };

  const keys = () => {
    if (!document.querySelector("[data-key]")) return;
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      const found = [...document.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key);
      if (!found) return;
      event.preventDefault();
      if (found.tagName === "DETAILS") {
        found.open = true;
        const first = found.querySelector("select, input, textarea");
        if (first) first.focus();
      } else found.click();
    });
  };

  // Words selected in the text go into the field that was last used.
  const selections = () => {
    const text = document.querySelector(".reading .text");
    const fields = document.querySelectorAll("[data-selection]");
    if (!text || !fields.length) return;
    let last = fields[0];
    fields.forEach((field) => field.addEventListener("focus", () => (last = field)));
    text.addEventListener("mouseup", () => {
      const box = last.closest("details");
      const words = String(window.getSelection()).trim();
      if (!words || (box && !box.open)) return;
      last.value = last.tagName === "TEXTAREA" && last.value ? last.value.replace(/\n*$/, "\n") + words : words;
    });
  };

  const drops = () => {
    const area = document.querySelector("[data-drop]");
    const input = document.querySelector('input[type="file"]');
    if (!area || !input) return;
    ["dragenter", "dragover"].forEach((name) =>
      area.addEventListener(name, (event) => {
        event.preventDefault();
        area.classList.add("over");
      }),
    );
    area.addEventListener("dragleave", () => area.classList.remove("over"));
    area.addEventListener("drop", (event) => {
      area.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      input.files = event.dataTransfer.files;
      area.form.requestSubmit();
    });
  };

  // What takes the server longer comes after the page: the same part of the same page that the link leads to.
  const loads = () => {
    document.querySelectorAll("[data-load]").forEach(async (box) => {
      try {
        const answer = await fetch(box.dataset.load, { credentials: "same-origin" });
        if (!answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const part = page.getElementById("related");
        if (part) box.replaceChildren(...part.childNodes);
      } catch {
        // The link stays.
      }
    });
  };

  loads();
  marks();
  keys();
  selections();
  drops();
})();
