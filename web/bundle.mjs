// SPDX-License-Identifier: MIT
// bundle.mjs FOLDER: puts the page's parts, the packs and the samples together in FOLDER/site. Runs in the root of the tree.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const folder = process.argv[2];
const { buildSync } = createRequire(`${folder}/package.json`)('esbuild');

buildSync({
  entryPoints: ['web/page/main.js'],
  bundle: true,
  minify: true,
  target: 'es2022',
  loader: { '.yaml': 'text' },
  outfile: `${folder}/site/main.js`,
  nodePaths: [`${folder}/node_modules`],
  legalComments: 'eof',
  logLevel: 'warning',
});
for (const file of ['index.html', 'style.css', 'worker.js']) copyFileSync(`web/page/${file}`, `${folder}/site/${file}`);

const paths = (start, ending, recursive = true) =>
  readdirSync(start, { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`)
    .sort();
const text = (path) => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));

// Those in other encodings are for the command.
function samples() {
  const found = {};
  for (const path of paths('samples', /\.txt$/))
    try {
      found[path.replace('samples/', '')] = text(path);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  return found;
}

// The terms of all that the page holds beside lode.
function terms() {
  const places = [...folders(`${folder}/libraries/sources`), ...folders(`${folder}/node_modules`).filter((place) => !/\/(esbuild|@esbuild)/.test(place))];
  return places
    .flatMap((place) => paths(place, /^(licen[cs]e|copying(\.lib)?)(\.md|\.txt)?$/i, false).map((path) => `==== ${path.replace(/.*(sources|node_modules)\//, '')}\n\n${text(path)}`))
    .join('\n\n');
}

// The packages in a folder: those of a scope are one deeper.
function folders(start) {
  return readdirSync(start, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap((entry) => (entry.name.startsWith('@') ? folders(`${start}/${entry.name}`) : [`${start}/${entry.name}`]))
    .flatMap((place) => (place.endsWith('/libtool') ? [`${place}/libltdl`] : [place]));
}

writeFileSync(`${folder}/site/licences.txt`, `==== lode\n\n${text('LICENSE')}\n\n${terms()}`);
writeFileSync(`${folder}/site/packs.json`, JSON.stringify(Object.fromEntries(paths('rules', /\.(yaml|tsv)$/).map((path) => [`/${path}`, text(path)]))));
writeFileSync(`${folder}/site/samples.json`, JSON.stringify(samples()));
