// SPDX-License-Identifier: MIT
// keep.mjs SITE: loads each pack of the page in SITE with its own engine, beside the rules that the page begins with, as the page
// does, and puts what that keeps of it into SITE/PACK.kept, so that nobody's browser has to read and compile it. Runs in the root
// of the tree.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { OWN, PACKS } from './page/packs.mjs';

const site = process.argv[2];
const makeEngine = createRequire(import.meta.url)(`${site}/engine.js`);
const { FS, ccall } = await makeEngine({ wasmBinary: readFileSync(`${site}/engine.wasm`) });
const CACHE = '/home/web_user/.cache/lode';

for (const [path, text] of Object.entries(JSON.parse(readFileSync(`${site}/packs.json`)))) {
  FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
  FS.writeFile(path, text);
}
FS.mkdirTree('/own');
FS.writeFile(OWN, readFileSync('web/page/first.yaml'));
const engine = ccall('web_new', 'number', [], []);
for (const pack of new Set(Object.keys(PACKS).flatMap((packs) => packs.split(' ').filter(Boolean)))) {
  const { ok, errors } = JSON.parse(ccall('web_load', 'string', ['number', 'string', 'string'], [engine, `${pack} ${OWN}`, '/rules']));
  if (!ok) throw new Error(`the pack '${pack}' cannot be kept: ${JSON.stringify(errors)}`);
  const paths = FS.readdir(CACHE).filter((name) => name.endsWith('.kept')).map((name) => `${CACHE}/${name}`);
  const files = paths.map((path) => [path, FS.readFile(path)]);
  const head = JSON.stringify(files.map(([path, bytes]) => [path, bytes.length]));
  writeFileSync(`${site}/${pack}.kept`, gzipSync(Buffer.concat([Buffer.from(`${head}\n`), ...files.map(([, bytes]) => bytes)])));
  for (const path of paths) FS.unlink(path);
}
