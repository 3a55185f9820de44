// SPDX-License-Identifier: MIT
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { yaml } from '@codemirror/lang-yaml';
import { Compartment, EditorState } from '@codemirror/state';
import { night } from './night.js';
import { basicSetup, EditorView } from 'codemirror';
import { keymap } from '@codemirror/view';
import { indentWithTab } from '@codemirror/commands';
import { ask } from './ask.js';
import { completion } from './completion.js';
import { element } from './element.js';
import FIRST from './first.yaml';
import { highlights, setEntities } from './highlight.js';
import { byteOf, placesOf } from './offsets.js';
import { OWN, PACKS } from './packs.mjs';
import { pack, unpack } from './share.js';
import { views } from './views.js';

const at = (id) => document.getElementById(id);

const shipped = {}; // the packs' files as they came
const state = { packs: 'vi', file: OWN, files: {}, view: 'found', why: undefined };
let outcome = { rules: [], entities: [], matches: [], facts: [], examples: [], line: '' };
let samples = {};

// ---- The editors ------------------------------------------------------------------------------------------------------

const colours = [new Compartment(), new Compartment()];
const dark = () => document.documentElement.dataset.theme === 'dark';
const changed = EditorView.updateListener.of((update) => {
  if (update.docChanged) soon();
  else if (update.selectionSet && at('here').checked) draw();
});

const editor = new EditorView({ parent: at('editor') });
const text = new EditorView({ parent: at('text') });

function startEditor(document) {
  editor.setState(
    EditorState.create({
      doc: document,
      extensions: [basicSetup, keymap.of([indentWithTab]), yaml(), lintGutter(), completion(names), colours[0].of(dark() ? night : []), changed],
    }),
  );
}

function startText(document) {
  text.setState(
    EditorState.create({
      doc: document,
      extensions: [
        basicSetup,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'text', spellcheck: 'false' }),
        highlights,
        colours[1].of(dark() ? night : []),
        changed,
      ],
    }),
  );
}

// Names of definitions and tables in the rule files, and types.
function names() {
  const definitions = new Set();
  for (const content of Object.values({ ...shipped, ...state.files })) {
    let inside = false;
    for (const line of content.split('\n')) {
      if (/^\S/.test(line)) inside = /^(define|tables):/.test(line);
      const name = inside && /^ {2}([A-Za-z_]\w*):/.exec(line);
      if (name) definitions.add(name[1]);
    }
  }
  return { definitions: [...definitions].sort(), types: [...new Set(outcome.rules.map(({ type }) => type))].sort() };
}

// ---- Files ------------------------------------------------------------------------------------------------------------

function keepFile() {
  const content = editor.state.doc.toString();
  if (content === shipped[state.file]) delete state.files[state.file];
  else state.files[state.file] = content;
}

function openFile(path, line) {
  if (path !== state.file) {
    keepFile();
    state.file = path;
    startEditor(state.files[path] ?? shipped[path] ?? '');
    drawFiles();
    soon();
  }
  if (line) {
    const place = editor.state.doc.line(Math.min(line, editor.state.doc.lines)).from;
    editor.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: 'center' }) });
  }
}

function drawFiles() {
  const wanted = state.packs.split(' ').filter(Boolean);
  const folders = new Set([...wanted, ...(wanted.length ? ['common'] : [])]);
  const paths = Object.keys(shipped).filter((path) => path.endsWith('.yaml') && folders.has(path.split('/')[2]));
  const option = (path, label) =>
    element('option', { value: path, selected: path === state.file && '' }, (path in state.files && path !== OWN ? '• ' : '') + label);
  at('file').replaceChildren(
    option(OWN, 'your rules'),
    ...[...folders].map((folder) =>
      element('optgroup', { label: folder }, paths.filter((path) => path.split('/')[2] === folder).map((path) => option(path, path.slice(7)))),
    ),
  );
}

// ---- Asking -----------------------------------------------------------------------------------------------------------

let timer, round = 0;

function soon() {
  clearTimeout(timer);
  timer = setTimeout(run, 250);
}

function request() {
  keepFile();
  const own = (state.files[OWN] ?? '').trim();
  return {
    packs: [state.packs, own ? OWN : ''].filter(Boolean).join(' '),
    files: { ...shippedAgain(), ...state.files },
    file: state.file,
    text: text.state.doc.toString(),
    date: /^\d{4}-\d\d-\d\d$/.test(at('date').value) ? at('date').value : '',
    language: at('language').value.trim(),
  };
}

// Files of packs that were changed and are as they came once more.
const touched = new Set();
function shippedAgain() {
  for (const path of Object.keys(state.files)) touched.add(path);
  return Object.fromEntries([...touched].filter((path) => path in shipped).map((path) => [path, shipped[path]]));
}

async function run() {
  const asked = request(), mine = ++round;
  at('state').textContent = 'working…';
  let answer;
  try {
    if (!asked.packs) throw new Error('choose a pack, or write rules');
    answer = await ask('run', asked);
  } catch (error) {
    if (mine === round) at('state').replaceChildren(element('span', { class: 'bad' }, error.message));
    return;
  }
  if (mine !== round) return;
  take(answer, asked);
}

function take({ rules, found, examples }, asked) {
  drawErrors(rules.errors);
  if (!rules.ok || found.failed) {
    at('state').replaceChildren(element('span', { class: 'bad' }, found?.failed ?? 'the rules have mistakes'));
    return;
  }
  const places = placesOf(asked.text), line = JSON.parse(found.line);
  const placed = (item) => ({ ...item, from: places[item.start], to: places[item.end] });
  outcome = {
    rules: rules.rules,
    entities: (line.entities ?? []).map(placed),
    matches: found.matches.map(placed),
    facts: found.facts.map(placed),
    examples,
    line: found.line,
  };
  text.dispatch({ effects: setEntities.of(outcome.entities.filter(({ from, to }) => from < to)) });
  const failing = examples.filter(({ holds }) => !holds).length;
  at('state').replaceChildren(
    element('span', { class: failing ? 'bad' : 'good' }, `${examples.length - failing} of ${examples.length} examples hold`),
  );
  at('count').textContent = `${outcome.entities.length} found, language ${line.language ?? 'not known'}` + (line.error ? `: ${line.message}` : '');
  draw();
}

// ---- Mistakes ---------------------------------------------------------------------------------------------------------

function drawErrors(errors) {
  const own = errors.filter(({ file, line }) => file === state.file && line);
  editor.dispatch(
    setDiagnostics(
      editor.state,
      own.map(({ line, column, message, advice }) => {
        const place = editor.state.doc.line(Math.min(line, editor.state.doc.lines));
        return {
          from: Math.min(place.from + Math.max(column - 1, 0), place.to),
          to: place.to,
          severity: 'error',
          message: advice ? `${message}; ${advice}` : message,
        };
      }),
    ),
  );
  at('errors').replaceChildren(
    ...errors.map(({ file, line, column, message, advice }) =>
      element('li', {}, [
        element('button', { type: 'button', onclick: () => file in shipped || file === OWN ? openFile(file, line) : undefined }, [
          element('span', { class: 'where' }, file === OWN ? `${line}:${column} ` : `${file.replace('/rules/', '')}:${line}:${column} `),
          message,
          element('span', { class: 'soft' }, advice ? ` (${advice})` : ''),
        ]),
      ]),
    ),
  );
}

// ---- The outcome ------------------------------------------------------------------------------------------------------

const leads = {
  show({ from, to }) {
    text.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  },
  open(id) {
    const rule = outcome.rules.find((candidate) => candidate.id === id);
    if (rule && (rule.file in shipped || rule.file === OWN)) openFile(rule.file, rule.line);
  },
  line(number) {
    openFile(state.file, number);
  },
  use(example) {
    startText(example);
    soon();
  },
  async ask(id) {
    const asked = request();
    const place = text.state.selection.main.from;
    state.why = { rule: id, failed: 'working…' };
    try {
      state.why = { rule: id, ...(await ask('why', { ...asked, rule: id, at: byteOf(asked.text, place) })) };
    } catch (error) {
      state.why = { rule: id, failed: error.message };
    }
    draw();
  },
};

function draw() {
  const { from, to } = text.state.selection.main;
  const near = (item) => !at('here').checked || (item.from <= to && from <= item.to);
  const shown = { ...outcome, why: state.why };
  for (const list of ['entities', 'matches', 'facts']) shown[list] = outcome[list].filter(near);
  at('view').replaceChildren(views[state.view](shown, leads));
  for (const tab of document.querySelectorAll('[role=tab]')) {
    tab.setAttribute('aria-selected', String(tab.dataset.view === state.view));
    const failing = outcome.examples.filter(({ holds }) => !holds).length;
    if (tab.dataset.view === 'examples') tab.textContent = failing ? `Examples (${failing} fail)` : 'Examples';
  }
}

// ---- The bar ----------------------------------------------------------------------------------------------------------

for (const tab of document.querySelectorAll('[role=tab]'))
  tab.addEventListener('click', () => {
    state.view = tab.dataset.view;
    draw();
  });
at('here').addEventListener('change', draw);
at('date').addEventListener('input', soon);
at('language').addEventListener('input', soon);
at('file').addEventListener('change', () => openFile(at('file').value));
function choosePacks(packs) {
  at('packs').value = state.packs = packs;
  drawFiles();
  openFile(at('file').value); // where the one that was open is no more among them
  soon();
}

at('packs').addEventListener('change', () => choosePacks(at('packs').value));
at('sample').addEventListener('change', () => {
  const sample = samples[at('sample').value];
  if (sample === undefined) return;
  startText(sample);
  choosePacks(at('sample').value.split('/')[0]);
});
at('theme').addEventListener('click', () => paint(dark() ? 'light' : 'dark'));
at('new').addEventListener('click', async () => {
  const name = prompt('The name of the rule (letters, digits and _)', 'code');
  if (!/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name ?? '')) return;
  const { text: skeleton } = await ask('skeleton', { name });
  openFile(OWN);
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: skeleton } });
});
at('save').addEventListener('click', () => {
  const link = element('a', {
    href: URL.createObjectURL(new Blob([editor.state.doc.toString()], { type: 'application/yaml' })),
    download: state.file.split('/').pop(),
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
at('share').addEventListener('click', async () => {
  const asked = request();
  location.hash = await pack({
    packs: state.packs,
    file: state.file,
    files: state.files,
    text: asked.text,
    date: asked.date,
    language: asked.language,
  });
  await navigator.clipboard?.writeText(location.href).catch(() => {});
  at('state').textContent = 'the address holds all of it';
});

function paint(theme) {
  document.documentElement.dataset.theme = theme;
  [editor, text].forEach((view, i) => view.dispatch({ effects: colours[i].reconfigure(dark() ? night : []) }));
}

// ---- The start --------------------------------------------------------------------------------------------------------

async function start() {
  if (location.hash.length <= 1) ask('start', { packs: `vi ${OWN}`, files: { [OWN]: FIRST } }).catch(() => {});
  document.documentElement.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const [packs, texts] = await Promise.all(['packs.json', 'samples.json'].map((file) => fetch(file).then((answer) => answer.json())));
  Object.assign(shipped, packs);
  samples = texts;
  let held = { packs: 'vi', file: OWN, files: { [OWN]: FIRST }, text: samples['vi/decision.txt'] ?? '', date: '', language: '' };
  if (location.hash.length > 1)
    try {
      held = { ...held, ...(await unpack(location.hash.slice(1))) };
    } catch {
      at('state').textContent = 'the address holds nothing that can be read';
    }
  Object.assign(state, { packs: held.packs, file: held.file, files: held.files });
  at('date').value = held.date;
  at('language').value = held.language;
  at('packs').replaceChildren(...Object.entries(PACKS).map(([value, label]) => element('option', { value, selected: value === state.packs && '' }, label)));
  at('sample').replaceChildren(...['choose', ...Object.keys(samples)].map((name) => element('option', { value: name }, name)));
  startEditor(state.files[state.file] ?? shipped[state.file] ?? '');
  startText(held.text);
  drawFiles();
  draw();
  run();
}

start();
