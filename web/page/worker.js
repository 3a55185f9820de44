// SPDX-License-Identifier: MIT
// The engine, apart from the page: a rule that takes long keeps nobody from typing.
importScripts('engine.js');

let started, loaded;

async function start() {
  const [module, packs, kept] = await Promise.all([
    makeEngine(),
    fetch('packs.json').then((answer) => answer.json()),
    fetch('packs.kept').then((answer) => answer.arrayBuffer()),
  ]);
  for (const [path, text] of Object.entries(packs)) write(module, path, text);
  for (const [path, bytes] of unpack(kept)) write(module, path, bytes);
  const engine = module.ccall('web_new', 'number', [], []);
  const ask = (name, ...words) =>
    JSON.parse(module.ccall(name, 'string', ['number', ...words.map(() => 'string')], [engine, ...words]));
  return { module, ask };
}

function write(module, path, content) {
  module.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')), 0o700);
  module.FS.writeFile(path, content, { mode: 0o600 });
}

// Files in a row, behind a line that has their paths and lengths as JSON.
function* unpack(packed) {
  const bytes = new Uint8Array(packed);
  let at = bytes.indexOf(10) + 1;
  for (const [path, length] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, at)))) yield [path, bytes.subarray(at, (at += length))];
}

// Loads the packs, unless neither they nor a changed file is other than before.
function load({ module, ask }, { packs, files }) {
  const wanted = JSON.stringify([packs, files]);
  if (loaded?.wanted === wanted) return loaded.answer;
  for (const [path, text] of Object.entries(files)) write(module, path, text);
  loaded = { wanted, answer: ask('web_load', packs, '/rules') };
  return loaded.answer;
}

const answers = {
  // What will be asked for first, while the page is still being drawn.
  start(engine, asked) {
    return load(engine, asked).ok;
  },
  run(engine, asked) {
    const rules = load(engine, asked);
    if (!rules.ok) return { rules };
    return {
      rules,
      found: engine.ask('web_extract', asked.text, asked.date, asked.language),
      examples: engine.ask('web_test', asked.file).examples,
    };
  },
  why(engine, asked) {
    if (!load(engine, asked).ok) return { failed: 'the rules have mistakes' };
    return engine.ask('web_why_not', asked.rule, String(asked.at), asked.text, asked.date, asked.language);
  },
  skeleton(engine, asked) {
    return engine.ask('web_new_rule', asked.name);
  },
};

onmessage = async ({ data }) => {
  try {
    started ??= start();
    postMessage({ id: data.id, answer: answers[data.kind](await started, data) });
  } catch (error) {
    postMessage({ id: data.id, failed: String(error?.message ?? error) });
  }
};
