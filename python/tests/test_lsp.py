# SPDX-License-Identifier: MIT
"""lode lsp with a client that others use: pygls."""
import asyncio
import os
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

LODE = str(Path(os.environ['LODE_BUILD']) / 'lode')

RULES = """\
lode: 1
tables:
  unit: {kg: kilogram, g: gram}
rules:
  - id: weight
    type: weight
    match: '😀? %{digits:value} %{unit:unit}'
    examples: [{text: 'a sack of[ 20 kg], a pinch of[ 3 g]', values: [{unit: kilogram}, {unit: gram}]}]
"""


async def edit(folder):
    client = LanguageClient('tests', '1')
    told = asyncio.Queue()
    path = folder / 'weights.yaml'
    path.write_text(RULES)
    uri = path.as_uri()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def keep(parameters):
        told.put_nowait(parameters)

    await client.start_io(LODE, 'lsp')
    answer = await client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    assert answer.server_info.name == 'lode'
    assert answer.capabilities.position_encoding == types.PositionEncodingKind.Utf16

    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, 'yaml', 1, RULES)))
    shown = await told.get()
    assert (shown.uri, shown.version, list(shown.diagnostics)) == (uri, 1, [])

    def change(text, version):
        client.text_document_did_change(types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri), [types.TextDocumentContentChangeWholeDocument(text)]))

    change(RULES.replace('{unit:', '{unti:'), 2)
    shown = await told.get()
    [mistake] = shown.diagnostics
    assert shown.version == 2
    assert mistake.message == "unknown name 'unti', did you mean 'unit'?"
    assert mistake.severity == types.DiagnosticSeverity.Error
    assert mistake.range == types.Range(types.Position(6, 32), types.Position(6, 44))

    change(RULES.replace('{unit:unit}', '{'), 3)
    offers = await client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(6, 34)))
    assert [offer.label for offer in offers] == ['number', 'digits', 'roman', 'unit']
    assert offers[3].kind == types.CompletionItemKind.Enum
    assert offers[3].detail == 'weights.yaml, line 3'
    assert offers[3].text_edit == types.TextEdit(types.Range(types.Position(6, 34), types.Position(6, 34)), 'unit')

    change(RULES, 4)
    unit = types.Position(6, 36)
    hover = await client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), unit))
    assert hover.contents.kind == types.MarkupKind.Markdown
    assert hover.contents.value == 'a table, weights.yaml, line 3\n\n````yaml\nunit: {kg: kilogram, g: gram}\n````\n'
    assert hover.range == types.Range(types.Position(6, 34), types.Position(6, 38))
    [place] = await client.text_document_definition_async(types.DefinitionParams(types.TextDocumentIdentifier(uri), unit))
    assert place == types.Location(uri, types.Range(types.Position(2, 2), types.Position(2, 6)))

    await client.shutdown_async(None)
    client.exit(None)
    server = client._server
    await client.stop()
    return server.returncode


def test_an_editor(tmp_path):
    assert asyncio.run(asyncio.wait_for(edit(tmp_path), 60)) == 0
