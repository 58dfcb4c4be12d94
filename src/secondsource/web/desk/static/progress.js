// Tells how far the vetting is, and loads the page again when it is over. Without this script one loads it oneself.
"use strict";

(() => {
  const line = document.querySelector("[data-progress]");
  if (!line) return;
  const timer = setInterval(async () => {
    try {
      const answer = await fetch(line.dataset.progress, { headers: { "X-Requested-With": "script" }, redirect: "error" });
      if (!answer.ok) throw new Error(answer.statusText);
      const { over, told } = await answer.json();
      line.textContent = told;
      if (over) location.reload();
    } catch {
      clearInterval(timer);
    }
  }, 2000);
})();
