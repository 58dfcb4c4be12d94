// Deciding by keyboard: the same forms, sent without leaving the page. Everything here works without this script too.
"use strict";

(() => {
  const text = document.getElementById("text");
  const list = document.querySelector(".statements");
  const told = document.querySelector(".told-here");
  const keys = document.querySelector(".keys");
  if (!text || !list || !told) return;
  if (keys) keys.hidden = false;

  const cards = () => [...list.querySelectorAll("article.statement")];
  let here = null;

  // A statement's words run from the segment that opens it to the one that closes it.
  function words(number) {
    const found = [];
    let inside = false;
    for (const segment of text.querySelectorAll("mark, s, span")) {
      if ((segment.dataset.opens || "").split(" ").includes(number)) inside = true;
      if (inside) found.push(segment);
      if ((segment.dataset.closes || "").split(" ").includes(number)) break;
    }
    return inside ? found : [];
  }

  function stand(card, scroll = true) {
    if (!card) return;
    for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
    here = card.id;
    card.classList.add("here");
    card.focus({ preventScroll: true });
    const marked = words(card.dataset.number || "");
    for (const segment of marked) segment.classList.add("here");
    if (scroll) {
      card.scrollIntoView({ block: "nearest" });
      if (marked[0]) marked[0].scrollIntoView({ block: "center" });
    }
  }

  const current = () => document.getElementById(here) || cards()[0];

  function step(by) {
    const all = cards();
    const at = all.findIndex((card) => card.id === here);
    stand(all[Math.min(all.length - 1, Math.max(0, at + by))] || all[0]);
  }

  async function decide(card, state) {
    const form = card && card.querySelector("form.decide");
    if (!form || card.dataset.busy) return;
    card.dataset.busy = "yes";
    const body = new FormData(form);
    body.set("state", state);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body, headers: { "X-Requested-With": "script" }, redirect: "error",
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("article.statement");
      if (answer.ok && fresh) {
        fresh.dataset.number = card.dataset.number || "";
        card.replaceWith(fresh);
        for (const segment of words(fresh.dataset.number)) segment.classList.toggle("struck", state === "rejected");
        told.textContent = fresh.querySelector(".state").textContent;
        stand(fresh, false);
        if (state !== "proposed") step(1);
      } else if (answer.status === 409) {
        const why = page.querySelector(".refusal");
        told.textContent = why ? why.textContent.trim() : answer.statusText;
        if (fresh) {
          fresh.dataset.number = card.dataset.number || "";
          card.replaceWith(fresh);
          stand(fresh);
        }
      } else {
        told.textContent = (page.querySelector(".refusal") || page.querySelector("h1") || page.body).textContent.trim();
        delete card.dataset.busy;
      }
    } catch {
      // The desk cannot be reached: the plain form says so in the browser's own words, and nothing is taken for done.
      delete card.dataset.busy;
      form.requestSubmit([...form.elements].find((one) => one.value === state));
    }
  }

  list.addEventListener("submit", (event) => {
    const button = event.submitter;
    const card = event.target.closest("article.statement");
    if (!button || !card || !event.target.matches("form.decide") || card.dataset.busy) return;
    event.preventDefault();
    decide(card, button.value);
  });
  list.addEventListener("click", (event) => {
    const card = event.target.closest("article.statement");
    if (card && !event.target.closest("a, button")) stand(card);
  });
  text.addEventListener("click", (event) => {
    const segment = event.target.closest("[data-opens]");
    if (!segment || String(document.getSelection())) return;
    const number = segment.dataset.opens.split(" ").pop();
    stand(cards().find((card) => card.dataset.number === number));
  });

  // Words that were selected go into the form below; the desk finds their place again by the words themselves.
  function fromSelection() {
    const selected = document.getSelection();
    const form = document.querySelector("form.add");
    if (!form || !selected || selected.isCollapsed || !text.contains(selected.anchorNode)) return;
    const range = selected.getRangeAt(0);
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    form.elements.words.value = String(selected);
    form.elements.near.value = Number(text.dataset.start) + [...String(before)].length;
    form.scrollIntoView({ block: "center" });
    form.elements.chain.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    const card = current();
    const acts = {
      j: () => step(1),
      k: () => step(-1),
      a: () => decide(card, "accepted"),
      r: () => decide(card, "rejected"),
      u: () => decide(card, "proposed"),
      e: () => { if (card) location.href = `${card.dataset.edit}#edit`; },
      n: fromSelection,
    };
    if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });

  stand(document.getElementById(location.hash.slice(1)) || cards().find((card) => card.classList.contains("proposed")) || cards()[0],
    Boolean(location.hash));
})();
