// Checks a .tlog-proof with WebCrypto alone: node check.mjs PROOF ENTRY_FILE LOG_VKEY WITNESS_VKEY...
// Ends with 0 and one line when the entry stands in the log and the log and all witnesses named have signed.
import { readFileSync } from "node:fs";
const [proofFile, entryFile, ...vkeys] = process.argv.slice(2);
const { subtle } = globalThis.crypto;
const bytes = (text) => new TextEncoder().encode(text);
const decode = (text) => Uint8Array.from(Buffer.from(text, "base64"));
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const sha256 = async (...parts) => new Uint8Array(await subtle.digest("SHA-256", join(...parts)));
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);
const need = (ok, what) => { if (!ok) { console.error(what); process.exit(1); } };

async function signed(vkey, text, lines) {
  const [name, id, ...rest] = vkey.split("+");
  const [kind, ...key] = decode(rest.join("+"));
  const hash = await sha256(bytes(`${name}\n`), [kind], key);
  need(Buffer.from(hash.slice(0, 4)).toString("hex") === id, `the id of ${name} is another`);
  const line = lines.find((one) => one.name === name && same(one.data.slice(0, 4), hash.slice(0, 4)));
  need(line, `${name} has not signed`);
  const time = kind === 4 ? new DataView(line.data.buffer, 4).getBigUint64(0) : null;
  const message = kind === 4 ? `cosignature/v1\ntime ${time}\n${text}` : text;
  const verifier = await subtle.importKey("raw", Uint8Array.from(key), "Ed25519", false, ["verify"]);
  const signature = line.data.slice(kind === 4 ? 12 : 4);
  need(await subtle.verify("Ed25519", verifier, signature, bytes(message)), `the line of ${name} does not fit`);
}

const proof = readFileSync(proofFile, "utf8");
const at = proof.indexOf("\n\n");
const [header, index, ...hashes] = proof.slice(0, at).split("\n");
need(header === "c2sp.org/tlog-proof@v1", "another header");
const checkpoint = proof.slice(at + 2);
const split = checkpoint.lastIndexOf("\n\n");
const text = checkpoint.slice(0, split + 1);
const lines = checkpoint.slice(split + 2).trimEnd().split("\n").map((line) => {
  const [, name, data] = line.split(" ");
  return { name, data: decode(data) };
});
for (const vkey of vkeys) await signed(vkey, text, lines);

const [, size, root] = text.split("\n");
let first = BigInt(index.slice("index ".length));
let last = BigInt(size) - 1n;
let hash = await sha256([0], readFileSync(entryFile));
for (const sibling of hashes.map(decode)) {
  need(last > 0n, "the proof is too long");
  if (first & 1n || first === last) {
    hash = await sha256([1], sibling, hash);
    while (!(first & 1n) && first) { first >>= 1n; last >>= 1n; }
  } else hash = await sha256([1], hash, sibling);
  first >>= 1n;
  last >>= 1n;
}
need(last === 0n && same(hash, decode(root)), "the proof does not lead to the checkpoint");
console.log(`entry ${index.slice(6)} of ${size}, ${vkeys.length} signatures`);
