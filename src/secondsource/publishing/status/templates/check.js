// Can turn this page into HOLD, never into GO.
(async () => {
const $ = id => document.getElementById(id), box = $('check'), S = crypto.subtle;
const say = (key, stop) => {
  box.hidden = false;
  box.textContent = box.dataset[key];
  if (stop) { $('verdict').className = 'verdict none'; document.title = $('verdict').textContent = box.dataset.hold; }
};
const bytes = b => Uint8Array.from(atob(b), c => c.charCodeAt(0));
const utf = s => new TextEncoder().encode(s);
const hex = a => [...a].map(b => b.toString(16).padStart(2, '0')).join('');
const join = (...parts) => Uint8Array.from(parts.flatMap(p => [...p]));
const hash = async (...p) => new Uint8Array(await S.digest('SHA-256', join(...p)));
const need = ok => { if (!ok) throw 0; };
const vkey = v => {
  const [, name, id, key] = /^(\S+?)\+(\w{8})\+(\S+)$/.exec(v), raw = bytes(key);
  return { name, id, type: raw[0], key: raw.slice(1) };
};
const split = note => {
  const at = note.lastIndexOf('\n\n');
  return [note.slice(0, at + 1), note.slice(at + 2, -1).split('\n').map(l => {
    const [, name, b] = /^\u2014 (\S+) (\S+)$/.exec(l), raw = bytes(b);
    return { name, id: hex(raw.slice(0, 4)), sig: raw.slice(4) };
  })];
};
const load = key => S.importKey('raw', key, 'Ed25519', false, ['verify']);
// Every known line must fit; a raw key counts once.
const signed = async (text, lines, keys) => {
  const found = new Map();
  for (const l of lines) for (const k of keys) if (k.name == l.name && k.id == l.id) {
    let t = 0, sig = l.sig, said = text;
    if (k.type == 4) {
      t = Number(new DataView(sig.buffer).getBigUint64(0));
      sig = sig.slice(8);
      said = `cosignature/v1\ntime ${t}\n${text}`;
    }
    need(await S.verify('Ed25519', await load(k.key), sig, utf(said)));
    found.set(hex(k.key), Math.max(t, found.get(hex(k.key)) || 0));
  }
  return found;
};
try {
  const text = id => $(id).textContent, now = Date.now() / 1000, note = text('note'), seats = text('seats');
  const rows = t => t.split('\n').map(l => l.split(' ')), proof = text('proof'), policy = text('policy');
  const of = (t, ...w) => rows(t).find(r => w.every((x, i) => r[i] == x));
  const log = vkey(of(policy, 'log')[1]);
  try { await load(log.key); } catch { return say('none'); }
  const [said, lines] = split(note), at = k => Date.parse(of(said, k)[1]) / 1000, action = of(said, 'action:')[1];
  need(hex(await hash(utf(policy))) == of(seats, 'log-policy')[1]);
  const voices = await signed(said, lines, rows(seats).filter(r => r[0] == 'seat').map(r => vkey(r[2])));
  need(voices.size >= +of(seats, 'threshold', action)[2]);
  const gap = proof.indexOf('\n\n'), head = proof.slice(0, gap).split('\n').filter(l => !/^(c2sp|extra)/.test(l));
  const [point, marks] = split(proof.slice(gap + 2)), [name, size, root] = point.split('\n');
  const names = rows(policy).filter(r => r[0] == 'witness');
  need(log.name == name && said.startsWith(name + '\n') && (await signed(point, marks, [log])).size);
  let i = +head[0].slice(6), last = size - 1, sum = await hash([0], utf(note));
  need(i <= last);
  for (const h of head.slice(1).map(bytes)) {
    need(last > 0);
    if (i % 2 || i == last) {
      sum = await hash([1], h, sum);
      while (i && !(i % 2)) { i = i / 2; last = Math.floor(last / 2); }
    } else sum = await hash([1], sum, h);
    i = Math.floor(i / 2); last = Math.floor(last / 2);
  }
  need(last == 0 && hex(sum) == hex(bytes(root)));
  const seen = await signed(point, marks, names.map(r => vkey(r[2])));
  const group = of(policy, 'group', of(policy, 'quorum')[1]);
  if (!group) return say('none');
  const asked = names.filter(r => group.indexOf(r[1]) > 2), fresh = asked.filter(r => {
    const t = seen.get(hex(vkey(r[2]).key));
    return t > now - 86400 && t < now + 900;
  });
  if (!(fresh.length >= +group[2] && now < at('expires:'))) return say('old', 1);
  const start = at('issued:') + parseInt(of(seats, 'cooling-off')[1]) * 3600;
  if (/go|release/.test(action) && !(now >= start)) return say('wait', !$('verdict').matches('.pending'));
  say('ok');
} catch { say('bad', 1); }
})();
