// Splits and combines shares with the audited npm package shamir-secret-sharing; hexadecimal in, hexadecimal out.
//   node shares.mjs MODULE split SECRET COUNT THRESHOLD
//   node shares.mjs MODULE combine SHARE SHARE ...
import { createRequire } from "node:module";

const [module, verb, ...rest] = process.argv.slice(2);
const { split, combine } = createRequire(import.meta.url)(module);
const bytes = (text) => new Uint8Array(Buffer.from(text, "hex"));
const hex = (data) => Buffer.from(data).toString("hex");
if (verb === "split") {
  const shares = await split(bytes(rest[0]), Number(rest[1]), Number(rest[2]));
  console.log(shares.map(hex).join("\n"));
} else {
  console.log(hex(await combine(rest.map(bytes))));
}
