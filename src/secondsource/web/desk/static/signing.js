// Signs papers with a key that only this browser has. The private key cannot be taken out of the browser, not even by
// this script: it is made non-extractable and kept in the browser's own database. Without this script, or in a browser
// that knows no Ed25519, papers are signed on the command line and handed in as files.
"use strict";

const DATABASE = "second-source";
const STORE = "keys";
const ED25519 = 1;
const encoder = new TextEncoder();

function database() {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
}

async function keep(name, pair) {
  const store = (await database()).transaction(STORE, "readwrite").objectStore(STORE);
  return new Promise((done, failed) => {
    const adding = store.add(pair, name); // add, not put: a key is never replaced
    adding.onsuccess = () => done();
    adding.onerror = () => failed(adding.error);
  });
}

async function kept(name) {
  const store = (await database()).transaction(STORE, "readonly").objectStore(STORE);
  return new Promise((done, failed) => {
    const asking = store.get(name);
    asking.onsuccess = () => done(asking.result || null);
    asking.onerror = () => failed(asking.error);
  });
}

function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

async function rawPublic(pair) {
  return new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
}

// The id of a key in signed notes (C2SP signed-note): the first four bytes of SHA-256(name, newline, type, key).
async function keyId(name, raw) {
  const named = encoder.encode(name + "\n");
  const all = new Uint8Array(named.length + 1 + raw.length);
  all.set(named);
  all[named.length] = ED25519;
  all.set(raw, named.length + 1);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all)).slice(0, 4);
}

async function verifierKey(name, pair) {
  const raw = await rawPublic(pair);
  const typed = new Uint8Array(raw.length + 1);
  typed[0] = ED25519;
  typed.set(raw, 1);
  const id = Array.from(await keyId(name, raw), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${name}+${id}+${base64(typed)}`;
}

async function signature(text, name, pair) {
  const id = await keyId(name, await rawPublic(pair));
  const data = new Uint8Array(await crypto.subtle.sign("Ed25519", pair.privateKey, encoder.encode(text)));
  const whole = new Uint8Array(id.length + data.length);
  whole.set(id);
  whole.set(data, id.length);
  return base64(whole);
}

async function knowsEd25519() {
  if (!window.isSecureContext || !window.indexedDB || !window.crypto || !crypto.subtle) return false;
  try {
    await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}

// Signs every sheet in order. A yes ballot carries the signature over the statement shown before it.
async function signAll(form, pair) {
  const name = form.dataset.name;
  let overStatement = "";
  for (const sheet of form.querySelectorAll("pre[data-sheet]")) {
    let text = sheet.textContent;
    if (sheet.dataset.sheet === "statement") {
      overStatement = await signature(text, name, pair);
      continue;
    }
    if (overStatement) text = text.replace(/\nsignature: [^\n]*\n$/, `\nsignature: ${overStatement}\n`);
    const line = await signature(text, name, pair);
    form.querySelector(`textarea[data-paper="${sheet.dataset.sheet}"]`).value = `${text}\n— ${name} ${line}\n`;
  }
}

async function prepareSigning(form) {
  const pair = await kept(form.dataset.name);
  const part = form.querySelector("[data-here]");
  if (!pair || base64(await rawPublic(pair)) !== form.dataset.key) return;
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    await signAll(form, pair);
    form.requestSubmit(form.querySelector("button[data-hand-in]"));
  });
}

async function showKey(part, name) {
  const pair = await kept(name);
  if (!pair) return false;
  part.querySelector("output").textContent = await verifierKey(name, pair);
  part.querySelector("[data-shown]").hidden = false;
  return true;
}

async function prepareSeat(part) {
  part.hidden = false;
  const field = part.querySelector("input");
  if (field.value) await showKey(part, field.value);
  part.querySelector("button").addEventListener("click", async () => {
    const name = field.value.trim();
    if (!field.reportValidity()) return;
    if (await showKey(part, name)) return;
    await keep(name, await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]));
    if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
    await showKey(part, name);
  });
}

document.addEventListener("DOMContentLoaded", async () => {
  const form = document.querySelector("form[data-signing]");
  const part = document.querySelector("[data-seat-key]");
  if (!(form || part) || !(await knowsEd25519())) return;
  if (form) await prepareSigning(form);
  if (part) await prepareSeat(part);
});
