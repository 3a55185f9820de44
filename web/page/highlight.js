// SPDX-License-Identifier: MIT
// Entities in the text: marks, and what is known of each where the pointer rests.
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, hoverTooltip } from '@codemirror/view';
import { hueOf } from './hues.js';
import { element } from './element.js';

export const setEntities = StateEffect.define();

const entities = StateField.define({
  create: () => ({ list: [], marks: Decoration.none }),
  update(value, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setEntities))
        return {
          list: effect.value,
          marks: Decoration.set(
            effect.value.map((entity) =>
              Decoration.mark({ class: 'entity', attributes: { style: `--hue: ${hueOf(entity.type)}`, 'data-type': entity.type } }).range(
                entity.from,
                entity.to,
              ),
            ),
            true,
          ),
        };
    return transaction.docChanged
      ? { list: [], marks: value.marks.map(transaction.changes) }
      : value;
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.marks),
});

function card(entity) {
  return element('div', { class: 'tip' }, [
    element('span', { class: 'type', style: `--hue: ${hueOf(entity.type)}` }, entity.type),
    ' ',
    element('span', { class: 'rule' }, entity.rule ?? ''),
    element(
      'dl',
      {},
      Object.entries(entity.attributes ?? {}).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, String(value))]),
    ),
  ]);
}

const hover = hoverTooltip((view, place) => {
  const over = view.state.field(entities).list.filter(({ from, to }) => from <= place && place <= to);
  return over.length
    ? { pos: over[0].from, end: over[0].to, above: true, create: () => ({ dom: element('div', {}, over.map(card)) }) }
    : null;
});

export const highlights = [entities, hover];
