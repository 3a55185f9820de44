// SPDX-License-Identifier: MIT
// The engine, apart from the page: a rule that takes long keeps nobody from typing.
importScripts('engine.js');

const CACHE = '/home/web_user/.cache/lode';
const kept = {}; // by pack: what the page ships of it, loaded and compiled; a promise
const shipped = new Set(); // the files of those that were taken up
let started, loaded, last = Promise.resolve();

async function start() {
  const [module, packs] = await Promise.all([makeEngine(), fetch('packs.json').then((answer) => answer.json())]);
  for (const [path, text] of Object.entries(packs)) write(module, path, text);
  const engine = module.ccall('web_new', 'number', [], []);
  const ask = (name, ...words) =>
    JSON.parse(module.ccall(name, 'string', ['number', ...words.map(() => 'string')], [engine, ...words]));
  return { module, ask };
}

function write(module, path, content) {
  module.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')), 0o700);
  module.FS.writeFile(path, content, { mode: 0o600 });
}

async function fetchKept(pack) {
  const { body } = await fetch(`${pack}.kept`);
  return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

const named = (packs) => packs.split(' ').filter((pack) => pack && !pack.includes('/'));

// Files in a row, behind a line that has their paths and lengths as JSON.
function* unpack(bytes) {
  let at = bytes.indexOf(10) + 1;
  for (const [path, length] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, at)))) yield [path, bytes.subarray(at, (at += length))];
}

async function takeUp(module, packs) {
  for (const pack of named(packs)) {
    const bytes = await kept[pack];
    if (!bytes) continue;
    for (const [path, content] of unpack(bytes)) {
      write(module, path, content);
      shipped.add(path);
    }
    kept[pack] = undefined; // it is in the files now
  }
}

// Forgets what the engine has kept of rules that change as one types. How many files that were.
function forget({ FS }) {
  const made = FS.readdir(CACHE).filter((name) => name.endsWith('.kept') && !shipped.has(`${CACHE}/${name}`));
  for (const name of made) FS.unlink(`${CACHE}/${name}`);
  return made.length;
}

// Loads the packs, unless neither they nor a changed file is other than before.
async function load({ module, ask }, { packs, files }) {
  const wanted = JSON.stringify([packs, files]);
  if (loaded?.wanted === wanted) return loaded.answer;
  await takeUp(module, packs);
  for (const [path, text] of Object.entries(files)) write(module, path, text);
  loaded = { wanted, answer: ask('web_load', packs, '/rules') };
  loaded.answer.made = forget(module);
  return loaded.answer;
}

const answers = {
  // What will be asked for first, while the page is still being drawn.
  async start(engine, asked) {
    return (await load(engine, asked)).ok;
  },
  async run(engine, asked) {
    const rules = await load(engine, asked);
    if (!rules.ok) return { rules };
    return {
      rules,
      found: engine.ask('web_extract', asked.text, asked.date, asked.language),
      examples: engine.ask('web_test', asked.file).examples,
    };
  },
  async why(engine, asked) {
    if (!(await load(engine, asked)).ok) return { failed: 'the rules have mistakes' };
    return engine.ask('web_why_not', asked.rule, String(asked.at), asked.text, asked.date, asked.language);
  },
  skeleton(engine, asked) {
    return engine.ask('web_new_rule', asked.name);
  },
};

async function answer(data) {
  try {
    postMessage({ id: data.id, answer: await answers[data.kind](await started, data) });
  } catch (error) {
    postMessage({ id: data.id, failed: String(error?.message ?? error) });
  }
}

// One after the other, since there is one engine; what has to be fetched is begun at once.
onmessage = ({ data }) => {
  for (const pack of named(data.packs ?? '')) if (!(pack in kept)) kept[pack] = fetchKept(pack);
  started ??= start();
  last = last.then(() => answer(data));
};
