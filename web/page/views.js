// SPDX-License-Identifier: MIT
// What stands below: what was found, what matched, what was made of it.
import { element } from './element.js';
import { hueOf } from './hues.js';

const words = (text) => element('p', {}, text);

function typed(type) {
  return element('span', { class: 'type', style: `--hue: ${hueOf(type)}` }, type);
}

// Rows that lead somewhere when they are chosen by pointer or key.
function table(heads, rows) {
  const body = rows.map(({ cells, choose }) => {
    const row = element('tr', { tabindex: '0' }, cells.map((cell) => element('td', {}, cell)));
    row.addEventListener('click', choose);
    row.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') choose();
    });
    return row;
  });
  return element('table', {}, [
    element('thead', {}, element('tr', {}, heads.map((head) => element('th', {}, head)))),
    element('tbody', {}, body),
  ]);
}

function values(attributes) {
  return Object.entries(attributes ?? {})
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function fate(match) {
  return element('span', { class: match.fate }, match.fate);
}

function ending(match) {
  if (match.winner) return `to ${match.winner}`;
  return match.reason ?? '';
}

function rule(id) {
  return element('span', { class: 'rule' }, id ?? '');
}

export const views = {
  found({ entities }, { show }) {
    if (!entities.length) return words('Nothing was found here.');
    return table(
      ['type', 'found', 'value', 'rule'],
      entities.map((entity) => ({
        cells: [typed(entity.type), entity.text, values(entity.attributes), rule(entity.rule)],
        choose: () => show(entity),
      })),
    );
  },

  matches({ matches }, { show, open }) {
    if (!matches.length) return words('No rule matched here. "Why not" tells how far a rule came.');
    return table(
      ['', 'type', 'text', 'rule', 'lost or declined'],
      matches.map((match) => ({
        cells: [fate(match), typed(match.type), match.text, rule(match.rule), ending(match)],
        choose: () => (show(match), open(match.rule)),
      })),
    );
  },

  facts({ facts }, { show, open }) {
    if (!facts.length) return words('No rule for facts matched here.');
    return table(
      ['', 'type', 'text', 'parts', 'rule'],
      facts.map((fact) => ({
        cells: [
          fate(fact),
          typed(fact.type),
          fact.text,
          fact.parts.map((part) =>
            element('div', {}, [element('b', {}, part.part), ` ${part.text} `, element('span', { class: 'soft' }, part.verdict)]),
          ),
          [rule(fact.rule), ' ', ending(fact)],
        ],
        choose: () => (show(fact), open(fact.rule)),
      })),
    );
  },

  examples({ examples }, { line, use }) {
    if (!examples.length) return words('There are no examples in this file.');
    return table(
      ['', 'rule', 'text', ''],
      examples.map((example) => ({
        cells: [
          element('span', { class: example.holds ? 'good' : 'bad' }, example.holds ? '✓ holds' : '✗ fails'),
          rule(example.rule),
          example.text,
          example.kind,
        ],
        choose: () => (line(example.line), example.holds || use(example.text)),
      })),
    );
  },

  output({ line }) {
    return element('pre', { id: 'line' }, line);
  },

  why({ rules, why }, { ask }) {
    const chosen = element('input', { list: 'ids', id: 'rule', size: '34', placeholder: 'rule', 'aria-label': 'rule' });
    chosen.value = why?.rule ?? '';
    const start = () => ask(chosen.value.trim());
    chosen.addEventListener('change', start);
    return element('div', {}, [
      element('div', { class: 'ask' }, [
        chosen,
        element('datalist', { id: 'ids' }, rules.map(({ id }) => element('option', { value: id }))),
        element('button', { type: 'button', onclick: start }, 'Why not at the cursor?'),
      ]),
      ...(why?.failed ? [words(why.failed)] : why ? attempts(why) : []),
    ]);
  },
};

function attempts({ trials }) {
  return trials.length ? trials.map(attempt) : [words('Nowhere in this line does the text begin as its pattern does.')];
}

// How far a pattern came from a place, and what it wanted there.
function attempt({ matched, text, rest, wanted }) {
  return element('div', { class: 'reached' }, [
    element('pre', {}, [element('mark', {}, text), ...(matched ? [] : [element('b', {}, '⟂'), rest])]),
    element(
      'p',
      {},
      matched
        ? 'matches; "Matches" tells what became of it'
        : wanted
          ? ['comes so far; wanted next: ', element('code', {}, wanted)]
          : 'comes so far, and no further',
    ),
  ]);
}
