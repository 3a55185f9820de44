// SPDX-License-Identifier: MIT
'use strict';
// The report reads its data from the block #data, a line a document, and shows all of it as text: nothing in it is ever markup.
const MORE = 200; // rows that are made at once
const COLOURS = ['#1668a8', '#9a5b00', '#2f7d32', '#8e3a8e', '#b3261e', '#00737a', '#6a5acd', '#7a6a00', '#ad1457', '#455a64'];
const documents = document.getElementById('data').textContent.split('\n').filter(Boolean).map(line => JSON.parse(line));
const byId = id => document.getElementById(id);
const types = [...new Set(documents.flatMap(d => d.e.map(e => e[0])))].sort();
const factTypes = [...new Set(documents.flatMap(d => d.f.map(f => f.t)))].sort();
const colour = type => COLOURS[(types.indexOf(type) + COLOURS.length) % COLOURS.length];

// make('td', {className: 'number'}, 'text', node...)
function make(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  for (const child of children)
    if (child !== null && child !== undefined) node.append(child);
  return node;
}

const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;
// Names go without the folders that all documents share.
const shared = (() => {
  const first = documents[0]?.d ?? '';
  let length = first.lastIndexOf('/') + 1;
  while (length && !documents.every(d => d.d.startsWith(first.slice(0, length)))) length = first.lastIndexOf('/', length - 2) + 1;
  return length;
})();
const nameOf = d => d.d.slice(shared) + (d.p ? ` › ${d.p}` : d.n ? `:${d.n}` : '');
const grouped = number => {
  const [whole, part] = String(number).replace('-', '').split('.');
  return (String(number).startsWith('-') ? '−' : '') + whole.replace(/\B(?=(\d{3})+$)/g, '\u2009') + (part ? '.' + part : '');
};

// Exact sums: numbers come as text and are added as whole multiples of a power of ten.
function add(sum, text) {
  const [whole, part = ''] = text.split('.');
  const digits = Math.max(sum.digits, part.length);
  return {value: sum.value * 10n ** BigInt(digits - sum.digits) + BigInt(whole + part.padEnd(digits, '0')), digits};
}
function show(sum) {
  if (!sum.digits) return grouped(sum.value);
  const text = String(sum.value).padStart(sum.digits + 1, '0');
  return grouped(`${text.slice(0, -sum.digits)}.${text.slice(-sum.digits)}`);
}
const ZERO = {value: 0n, digits: 0};

const valueText = (type, a) => {
  if (a.amount !== undefined) return `${grouped(a.amount)} ${a.currency ?? ''}`;
  if (a.amount_min !== undefined) return `${grouped(a.amount_min)} –\n${grouped(a.amount_max)} ${a.currency ?? ''}`;
  return a.value !== undefined ? String(a.value) : a.name ?? a.number ?? a.kind ?? '';
};

// ---- Rows ---------------------------------------------------------------------------------------------------------

const rows = documents.flatMap((d, at) => [
  ...d.f.map((f, index) => ({d, at, fact: f, type: f.t, kind: 'fact', start: d.s[f.s]?.[0] ?? 0, end: d.s[f.s]?.[1] ?? 0, index})),
  ...d.e.map((e, index) => ({d, at, entity: e, type: e[0], kind: 'entity', start: e[1], end: e[2], index})),
]);
for (const row of rows) {
  row.text = row.fact ? row.fact.p.map(p => `${p[0]}: ${p[1]}`).join(' · ') : row.d.x.slice(row.start, row.end);
  row.search = `${row.text} ${nameOf(row.d)} ${row.entity ? Object.values(row.entity[4]).join(' ') : ''}`.toLowerCase();
}

const chosen = {kind: factTypes.length ? 'fact' : 'entity', type: '', year: ''};
let shown = [], made = 0;

const yearOf = row => {
  const dates = row.fact ? row.fact.p.filter(p => p[2] >= 0).map(p => row.d.e[p[2]]).filter(e => e[0] === 'date') : [row.entity];
  const value = dates.map(e => e[4].value ?? e[4].begin).find(v => /^\d{4}/.test(v ?? ''));
  return value ? value.slice(0, 4) : (row.d.g ?? '').slice(0, 4);
};

function sentenceOf(row) {
  if (row.fact) return [row.start, row.end];
  const sentence = row.d.s.find(s => s[0] <= row.start && row.end <= s[1]);
  return sentence ?? [Math.max(0, row.start - 80), Math.min(row.d.x.length, row.end + 80)];
}

// Where a fact's part stands in the text. Words that are no entity say how far behind the sentence's start they do, in UTF-16
// units, code points or bytes, whichever the results count.
function placeOf(row, [, text, entity, offset]) {
  if (entity >= 0) return row.d.e[entity].slice(1, 3);
  const sentence = row.d.x.slice(row.start, row.end);
  for (let at = sentence.indexOf(text); offset !== undefined && at >= 0; at = sentence.indexOf(text, at + 1)) {
    const before = sentence.slice(0, at);
    if ([at, [...before].length, new TextEncoder().encode(before).length].includes(offset))
      return [row.start + at, row.start + at + text.length];
  }
  return null;
}

function contextOf(row) {
  const [from, to] = sentenceOf(row);
  const spans = row.fact ? row.fact.p.map(p => placeOf(row, p)).filter(Boolean) : [[row.start, row.end]];
  const cell = make('td', {className: 'context'});
  let at = from;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    if (start < at || end > to) continue;
    cell.append(row.d.x.slice(at, start), make('b', {}, row.d.x.slice(start, end)));
    at = end;
  }
  cell.append(row.d.x.slice(at, to));
  return cell;
}

function rowNode(row) {
  const label = make('span', {className: 'type'}, row.type);
  label.style.color = row.entity ? colour(row.type) : 'var(--go)';
  const found = row.fact
    ? make('td', {}, ...row.fact.p.flatMap((p, i) => [i ? make('br') : '', make('small', {className: 'where'}, `${p[0]} `), p[1]]))
    : make('td', {}, make('b', {}, row.text));
  const value = make('td', {className: 'number'}, row.entity ? valueText(row.type, row.entity[4]) : '');
  const page = row.entity?.[5] ? ` p. ${row.entity[5]}` : '';
  for (const p of row.fact ? row.fact.p : [])
    if (p[2] >= 0 && ['money', 'percent'].includes(row.d.e[p[2]][0]))
      value.append(make('div', {}, valueText(row.d.e[p[2]][0], row.d.e[p[2]][4])));
  const node = make('tr', {tabIndex: 0}, make('td', {}, label), found, value, contextOf(row),
    make('td', {className: 'where', title: row.d.d}, nameOf(row.d) + page));
  node.addEventListener('click', () => openDocument(row.at, row));
  node.addEventListener('keydown', event => {
    if (event.key === 'Enter') openDocument(row.at, row);
    const next = event.key === 'ArrowDown' || event.key === 'j' ? node.nextElementSibling
      : event.key === 'ArrowUp' || event.key === 'k' ? node.previousElementSibling : null;
    if (next) { next.focus(); event.preventDefault(); }
  });
  return node;
}

const hasValue = row => row.entity ? valueText(row.type, row.entity[4]) !== ''
  : row.fact.p.some(p => p[2] >= 0 && ['money', 'percent'].includes(row.d.e[p[2]][0]));

function showMore() {
  byId('rows').append(...shown.slice(made, made + MORE).map(rowNode));
  made = Math.min(made + MORE, shown.length);
  byId('more').hidden = made === shown.length;
  byId('found').classList.toggle('plain', !shown.some(hasValue));
}

function filter() {
  const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  shown = rows.filter(row => row.kind === chosen.kind && (!chosen.type || row.type === chosen.type) &&
    (!chosen.year || yearOf(row) === chosen.year) && words.every(word => row.search.includes(word)));
  made = 0;
  byId('rows').replaceChildren();
  byId('count').textContent = (chosen.kind === 'fact' ? many(shown.length, 'fact', 'facts') : many(shown.length, 'entity', 'entities')) +
    (chosen.year ? ` of ${chosen.year}` : '');
  showMore();
}

function chip(text, pressed, choose) {
  const node = make('button', {type: 'button'}, text);
  node.setAttribute('aria-pressed', pressed);
  node.addEventListener('click', () => { choose(); chips(); filter(); });
  return node;
}

function chips() {
  const list = chosen.kind === 'fact' ? factTypes : types;
  const counts = new Map();
  for (const row of rows) if (row.kind === chosen.kind) counts.set(row.type, (counts.get(row.type) ?? 0) + 1);
  byId('chips').replaceChildren(
    ...(factTypes.length ? [chip('Facts', chosen.kind === 'fact', () => { chosen.kind = 'fact'; chosen.type = ''; }),
      chip('Entities', chosen.kind === 'entity', () => { chosen.kind = 'entity'; chosen.type = ''; })] : []),
    chip('all types', !chosen.type, () => { chosen.type = ''; }),
    ...list.map(type => chip(`${type} ${counts.get(type) ?? 0}`, chosen.type === type, () => { chosen.type = type; })),
    ...(chosen.year ? [chip(`${chosen.year} ×`, true, () => { chosen.year = ''; })] : []));
}

// ---- Documents ----------------------------------------------------------------------------------------------------

function openDocument(at, row) {
  const d = documents[at];
  const text = make('div', {className: 'text'});
  const spans = d.e.map((e, index) => ({start: e[1], end: e[2], e, index}));
  const from = row ? sentenceOf(row) : null;
  let to = 0, target = null;
  const piece = (start, end, parent) => {
    // The sentence that was asked for is lit.
    if (!from || end <= from[0] || start >= from[1]) return parent.append(d.x.slice(start, end));
    const a = Math.max(start, from[0]), b = Math.min(end, from[1]);
    const lit = make('span', {className: 'fact'}, d.x.slice(a, b));
    target ??= lit;
    parent.append(d.x.slice(start, a), lit, d.x.slice(b, end));
  };
  for (const span of spans) {
    if (span.start < to) continue;
    piece(to, span.start, text);
    const node = make('mark', {tabIndex: 0});
    node.style.borderColor = colour(span.e[0]);
    piece(span.start, span.end, node);
    if (row?.entity && row.index === span.index) { node.className = 'found'; target = node; }
    node.dataset.entity = span.index;
    text.append(node);
    to = span.end;
  }
  piece(to, d.x.length, text);
  text.dataset.document = at;
  byId('shown').replaceChildren(make('h2', {}, d.t ?? nameOf(d)),
    make('p', {className: 'where'}, [nameOf(d), d.g, d.l].filter(Boolean).join(' · ')),
    d.err ? make('p', {className: 'error'}, d.err) : text);
  select('documents');
  for (const button of byId('list').querySelectorAll('button')) button.setAttribute('aria-pressed', +button.dataset.at === at);
  (target ?? byId('shown')).scrollIntoView({block: target ? 'center' : 'start'});
}

function listDocuments() {
  byId('list').replaceChildren(...documents.map((d, at) => {
    const button = make('button', {type: 'button'}, d.t ?? nameOf(d), make('br'),
      make('small', {className: d.err ? 'error' : 'where'}, d.err ??
        `${d.t ? nameOf(d) + ' · ' : ''}${many(d.e.length, 'entity', 'entities')}, ${many(d.f.length, 'fact', 'facts')}`));
    button.dataset.at = at;
    button.addEventListener('click', () => openDocument(at));
    return make('li', {}, button);
  }));
}

function showTip(event) {
  const node = event.target.closest?.('mark');
  const tip = byId('tip');
  if (!node) { tip.hidden = true; return; }
  const d = documents[node.closest('.text').dataset.document], index = +node.dataset.entity, e = d.e[index];
  const facts = d.f.filter(f => f.p.some(p => p[2] === index));
  const entries = [['type', e[0]], ...Object.entries(e[4]), ['rule', e[3]],
    ...facts.map(f => [`in ${f.t}`, f.p.filter(p => p[2] === index).map(p => p[0]).join(', ')])];
  tip.replaceChildren(make('b', {}, d.x.slice(e[1], e[2])),
    make('dl', {}, ...entries.flatMap(([key, value]) => [make('dt', {}, key), make('dd', {}, String(value))])));
  tip.hidden = false;
  const box = node.getBoundingClientRect(), size = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(box.left, innerWidth - size.width - 8))}px`;
  tip.style.top = `${box.bottom + 6 + size.height < innerHeight ? box.bottom + 6 : box.top - size.height - 6}px`;
}

// ---- Totals -------------------------------------------------------------------------------------------------------

// Amounts once each: those of facts about funding where there are any, else all of them.
const amounts = (() => {
  const of = (row, e) => ({row, amount: e[4].amount, currency: e[4].currency ?? '?'});
  const facts = rows.filter(row => row.fact?.t === 'funding').flatMap(row => row.fact.p
    .filter(p => p[0] === 'amount' && p[2] >= 0).map(p => of(row, row.d.e[p[2]])));
  const list = facts.length ? facts : rows.filter(row => row.type === 'money' && row.entity).map(row => of(row, row.entity));
  return list.filter(a => /^-?\d+(\.\d+)?$/.test(a.amount ?? ''));
})();

// The last two columns are numbers.
function table(heads, lines) {
  const side = i => i >= heads.length - 2 ? 'number' : '';
  return make('div', {className: 'scroll'}, make('table', {}, make('thead', {}, make('tr', {}, ...heads.map((h, i) => make('th', {className: side(i)}, h)))),
    make('tbody', {}, ...lines.map(line => make('tr', {}, ...line.map((cell, i) => make('td', {className: side(i)}, cell)))))));
}

function totals() {
  const sums = new Map();
  for (const {row, amount, currency} of amounts) {
    const key = `${currency}\n${yearOf(row) || 'no year'}`;
    const cell = sums.get(key) ?? {sum: ZERO, count: 0};
    sums.set(key, {sum: add(cell.sum, amount), count: cell.count + 1});
  }
  const lines = [...sums].sort().map(([key, cell]) => [...key.split('\n'), show(cell.sum), String(cell.count)]);
  byId('sums').replaceChildren(table(['currency', 'year', 'sum', 'amounts'], lines));
  const nameAt = (row, index) => row.d.e[index][4].name ?? row.d.x.slice(row.d.e[index][1], row.d.e[index][2]);
  const flows = new Map();
  for (const {row, amount, currency} of amounts) {
    if (!row.fact) continue;
    const of = name => row.fact.p.filter(p => p[0] === name).map(p => p[2] >= 0 ? nameAt(row, p[2]) : p[1]).join(', ');
    const giver = of('giver'), receiver = of('receiver');
    if (!giver && !receiver) continue;
    const key = [giver || '—', receiver || '—', currency].join('\n');
    const cell = flows.get(key) ?? {sum: ZERO, count: 0};
    flows.set(key, {sum: add(cell.sum, amount), count: cell.count + 1});
  }
  byId('flows').replaceChildren(flows.size
    ? table(['from', 'to', 'currency', 'sum', 'amounts'], [...flows].sort().map(([key, c]) => [...key.split('\n'), show(c.sum),
      String(c.count)]))
    : make('p', {}, 'No fact says who gave to whom.'));
}

function timeLine() {
  const years = new Map();
  for (const row of rows)
    if (row.fact || row.type === 'date') {
      const year = yearOf(row);
      if (year && (factTypes.length ? row.fact : true)) years.set(year, (years.get(year) ?? 0) + 1);
    }
  const most = Math.max(1, ...years.values());
  byId('years').replaceChildren(...[...years].sort().map(([year, count]) => {
    const bar = make('i');
    bar.style.height = `${Math.max(2, 70 * count / most)}%`;
    const button = make('button', {type: 'button', title: `${count} in ${year}`}, String(count), bar, year);
    button.addEventListener('click', () => {
      chosen.year = year;
      chosen.kind = factTypes.length ? 'fact' : 'entity';
      chosen.type = '';
      select('found');
      chips();
      filter();
    });
    return button;
  }));
}

// ---- The page -----------------------------------------------------------------------------------------------------

function select(name) {
  for (const section of document.querySelectorAll('main > section')) section.hidden = section.id !== name;
  for (const button of document.querySelectorAll('nav button[data-view]'))
    button.setAttribute('aria-selected', button.dataset.view === name);
}

for (const button of document.querySelectorAll('nav button[data-view]'))
  button.addEventListener('click', () => select(button.dataset.view));
// A table's head stays below the page's.
new ResizeObserver(([head]) => document.documentElement.style.setProperty('--head', `${head.target.offsetHeight}px`))
  .observe(document.querySelector('header'));
byId('theme').addEventListener('click', () => {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
});
byId('search').addEventListener('input', () => { select('found'); filter(); });
byId('more').addEventListener('click', showMore);
document.addEventListener('keydown', event => {
  if (event.key === '/' && event.target.tagName !== 'INPUT') { byId('search').focus(); event.preventDefault(); }
  if (event.key === 'Escape') byId('tip').hidden = true;
});
document.addEventListener('mouseover', showTip);
document.addEventListener('focusin', showTip);
const failures = documents.filter(d => d.err).length;
byId('what').textContent = [many(documents.length, 'document', 'documents'),
  many(rows.filter(r => r.entity).length, 'entity', 'entities'), many(rows.filter(r => r.fact).length, 'fact', 'facts'),
  ...(failures ? [`${failures} failed`] : [])].join(', ');
listDocuments();
totals();
timeLine();
chips();
filter();
select('found');
