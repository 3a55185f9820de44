// SPDX-License-Identifier: MIT
// The editors' colours by night.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export const night = [
  EditorView.theme(
    {
      '&': { color: '#e4e9f0', backgroundColor: '#1a2028' },
      '.cm-content': { caretColor: '#e4e9f0' },
      '.cm-gutters': { backgroundColor: '#161b22', color: '#6f7d90', border: 'none' },
      '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: '#ffffff0a' },
      '.cm-cursor': { borderLeftColor: '#e4e9f0' },
      '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: '#2f4a6b !important' },
      '.cm-tooltip': { backgroundColor: '#232b36', color: '#e4e9f0', border: '1px solid #323c4a' },
    },
    { dark: true },
  ),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: '#7ab8ff' },
      { tag: tags.string, color: '#a5d6a7' },
      { tag: tags.comment, color: '#8593a5', fontStyle: 'italic' },
      { tag: [tags.keyword, tags.atom, tags.number], color: '#ffcc80' },
    ]),
  ),
];
