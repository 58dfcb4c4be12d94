// What only works with a script is shown only when scripts run.
for (const part of document.querySelectorAll("[data-needs-script]")) {
  part.hidden = false;
}
