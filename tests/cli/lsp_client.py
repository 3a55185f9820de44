# SPDX-License-Identifier: MIT
"""A client of a language server, for lsp.bats: what it sends and gets are messages as the protocol has them."""
import json
import subprocess
import sys
from pathlib import Path


class Client:
    def __init__(self, *arguments):
        self.server = subprocess.Popen([sys.argv[1], 'lsp', *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.shown = {}  # the diagnostics of each file

    def raw(self, data):
        self.server.stdin.write(data)
        self.server.stdin.flush()

    def send(self, message):
        body = json.dumps({'jsonrpc': '2.0', **message}).encode()
        self.raw(b'Content-Length: %d\r\n\r\n%b' % (len(body), body))

    def notify(self, method, **params):
        self.send({'method': method, 'params': params})

    def receive(self):
        length = None
        while (line := self.server.stdout.readline()) != b'\r\n':
            if not line:
                return None
            name, value = line.split(b':')
            if name == b'Content-Length':
                length = int(value)
        message = json.loads(self.server.stdout.read(length))
        if message.get('method') == 'textDocument/publishDiagnostics':
            self.shown[Path(message['params']['uri']).name] = message['params']['diagnostics']
        return message

    def request(self, method, params=None):
        """The answer; diagnostics that come before it are kept."""
        self.number += 1
        self.send({'id': self.number, 'method': method, **({} if params is None else {'params': params})})
        while (message := self.receive()).get('id') != self.number:
            pass
        return message

    def diagnostics(self, name):
        """Those of a file, as LINE:START-END level message, once the server has looked at it again."""
        self.shown.pop(name, None)
        while name not in self.shown:
            assert self.receive(), 'the server has ended'
        return [told(diagnostic) for diagnostic in self.shown[name]]

    def initialize(self):
        answer = self.request('initialize', {'processId': None, 'rootUri': None, 'capabilities': {}})
        self.notify('initialized')
        return answer

    @staticmethod
    def uri(path):
        return Path(path).absolute().as_uri()

    def open(self, path, text, version=1):
        self.notify('textDocument/didOpen', textDocument={
            'uri': self.uri(path), 'languageId': 'yaml', 'version': version, 'text': text})

    def change(self, path, text, version):
        self.notify('textDocument/didChange', textDocument={'uri': self.uri(path), 'version': version},
                    contentChanges=[{'text': text}])

    def close(self, path):
        self.notify('textDocument/didClose', textDocument={'uri': self.uri(path)})

    def complete(self, path, text):
        """The labels offered at the mark | in a text, and what taking the first one makes of its line."""
        line = text[:text.index('|')].count('\n')
        before = text[:text.index('|')].split('\n')[-1]
        text = text.replace('|', '', 1)
        self.change(path, text, 2)
        position = {'line': line, 'character': len(before.encode('utf-16-le')) // 2}
        items = self.request('textDocument/completion', {
            'textDocument': {'uri': self.uri(path)}, 'position': position})['result']
        for item in items:
            assert item['textEdit']['range']['end'] == position
        return [item['label'] for item in items], [item['textEdit']['newText'] for item in items[:1]]

    def end(self):
        """The status that the server exits with after it was asked to."""
        assert self.request('shutdown')['result'] is None
        self.notify('exit')
        return self.server.wait(60)


def told(diagnostic):
    start, end = diagnostic['range']['start'], diagnostic['range']['end']
    level = {1: 'mistake', 2: 'advice'}[diagnostic['severity']]
    assert diagnostic['source'] == 'lode' and start['line'] == end['line']
    return f'{start["line"]}:{start["character"]}-{end["character"]} {level} {diagnostic["message"]}'
