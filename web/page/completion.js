// SPDX-License-Identifier: MIT
// What may be written at a place of a rule file, as its schema has it.
import { autocompletion } from '@codemirror/autocomplete';
import schema from '../../rules/schema.json';

const resolve = (node) => (node?.$ref ? resolve(node.$ref.split('/').slice(1).reduce((at, name) => at[name], schema)) : node);
const choices = (node) => [node, ...(node?.anyOf ?? []), ...(node?.oneOf ?? [])].map(resolve).filter(Boolean);

// The nodes of the schema under a step: a key, or '' for an item of a list.
function under(node, step) {
  return choices(resolve(node)).flatMap((choice) => {
    const next = step === '' ? choice.items : choice.properties?.[step] ?? choice.additionalProperties;
    return next && typeof next === 'object' ? [resolve(next)] : [];
  });
}

// The keys above a column, from the outermost: what stands further to the left on the lines before.
function pathAbove(document, number, column) {
  const path = [];
  for (let line = number; line >= 1 && column >= 0; line--) {
    const text = document.line(line).text;
    const [, space, dash, key] = /^(\s*)((?:- +)*)(?:([\w.]+)\s*:)?/.exec(text);
    if (!text.trim() || text.trimStart().startsWith('#')) continue;
    if (dash && space.length < column) {
      if (key && space.length + dash.length < column && line < number) path.unshift(key);
      path.unshift('');
      column = space.length + 1;
      continue;
    }
    if (key && !dash && space.length < column && line < number) {
      path.unshift(key);
      column = space.length;
    }
  }
  return path;
}

function keys(context) {
  const word = context.matchBefore(/(?:^|[-{,]|\s)\s*[\w]*$/);
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const [, indent, start] = /^(\s*(?:- +)*)(\w*)$/.exec(before) ?? [];
  if (!word || start === undefined || (!start && !context.explicit)) return null;
  const nodes = pathAbove(context.state.doc, line.number, indent.length).reduce((at, step) => at.flatMap((node) => under(node, step)), [
    schema,
  ]);
  const options = nodes.flatMap(choices).flatMap((node) =>
    Object.entries(node.properties ?? {}).map(([label, what]) => ({
      label,
      type: 'property',
      apply: `${label}: `,
      info: what.description ?? resolve(what).description,
    })),
  );
  return options.length ? { from: context.pos - start.length, options } : null;
}

// Names that may stand in %{ }: definitions, tables, types of entities.
const references = (names) => (context) => {
  const word = context.matchBefore(/%\{@?[\w.]*$/);
  if (!word) return null;
  const types = word.text[2] === '@';
  const { definitions, types: found } = names();
  return {
    from: word.from + (types ? 3 : 2),
    options: (types ? found : definitions).map((label) => ({ label, type: types ? 'type' : 'variable' })),
  };
};

export const completion = (names) => autocompletion({ override: [references(names), keys] });
