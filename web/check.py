#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py SITE LODE SOURCE [PICTURES]: drives the page of SITE in headless Chromium as a person would, and compares what it finds in
the text samples of SOURCE with what the command LODE writes. PICTURES is a folder for pictures of it."""
import functools
import http.server
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

SITE, LODE, SOURCE = (Path(argument).resolve() for argument in sys.argv[1:4])
PICTURES = Path(sys.argv[4]) if len(sys.argv) > 4 else None
sys.path.insert(0, str(SOURCE / 'tests' / 'report'))

from browser import Browser  # noqa: E402


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def until(browser, condition, what, seconds=60):
    """Waits for a condition, an expression of JavaScript; tells what the page says where it does not come."""
    try:
        browser.until(f'return !!({condition})', seconds)
    except AssertionError:
        raise AssertionError(f'{what}; the page says: {browser.texts("#state")} {browser.texts("#errors li")}') from None


def paste(browser, editor, text):
    """Takes the place of all that an editor holds."""
    browser.run('''const content = document.querySelector(arguments[0] + ' .cm-content'), data = new DataTransfer();
        content.focus();
        content.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', code: 'KeyA', keyCode: 65, ctrlKey: true, bubbles: true}));
        data.setData('text/plain', arguments[1]);
        content.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));''', editor, text)


RULE = """lode: 1
rules:
  - id: own.plate
    type: plate
    match: '\\b[0-9]{2}[A-Z]-[0-9]{4,5}\\b'
    examples: ['xe [74A-12345]']
    counterexamples: ['74A12345']
"""


def check_rules(browser):
    """A rule is typed, and its finding shows; it is broken, and its mistake shows at its line."""
    paste(browser, '#text', 'Xe 74C-01234 đến Đông Hà ngày 3/5/2021.')
    paste(browser, '#editor', RULE)
    until(browser, '''[...document.querySelectorAll('#text .entity')].some(e => e.dataset.type === 'plate' && e.innerText === '74C-01234')''',
          'the plate is not marked')
    until(browser, '''document.getElementById('state').innerText === '2 of 2 examples hold' ''', 'the examples do not hold')
    paste(browser, '#editor', RULE.replace('74A12345', '74A-12345'))
    until(browser, '''document.getElementById('state').innerText === '1 of 2 examples hold' ''', 'no example fails')
    paste(browser, '#editor', RULE.replace('{4,5}', '{4,5}('))
    until(browser, '''document.querySelector('#errors li')?.innerText.startsWith('5:')''', 'the mistake is not told at its line')
    assert browser.run("return document.querySelectorAll('#editor .cm-lintRange-error').length") > 0, 'the mistake is not marked'
    paste(browser, '#editor', RULE)
    until(browser, "document.querySelectorAll('#errors li').length === 0", 'the mistake stays')


def check_completion(browser):
    """Keys are offered as they are typed."""
    paste(browser, '#editor', 'lode: 1\nrules:\n  - id: own.x\n    ')
    browser.type('#editor .cm-content', 'counterex')
    until(browser, "document.querySelector('.cm-tooltip-autocomplete')?.innerText.includes('counterexamples')", 'no key is offered')


def check_files(browser):
    """What is open is what the list of files names, whichever packs are chosen."""
    choose = """const select = document.getElementById(arguments[0]);
        select.value = arguments[1];
        select.dispatchEvent(new Event('change', {bubbles: true}));"""
    opened = "document.querySelector('#editor .cm-content').innerText"
    browser.run(choose, 'file', '/rules/vi/money.yaml')
    until(browser, f"!{opened}.includes('own.x')", 'the file of the pack is not opened')
    browser.run(choose, 'packs', 'en')
    until(browser, f"document.getElementById('file').value === '/own/rules.yaml' && {opened}.includes('own.x')",
          'a file of no chosen pack stays open')
    browser.run(choose, 'packs', 'vi')


def check_views(browser):
    """What matched, what lost and to what; and why not."""
    paste(browser, '#editor', RULE)
    paste(browser, '#text', 'Xe 74C-01234 đến Đông Hà ngày 3/5/2021.')
    until(browser, "document.querySelectorAll('#errors li').length === 0 && document.querySelector('#text .entity')", 'nothing is found')
    browser.click('nav button[data-view=matches]')
    rows = browser.texts('#view tbody tr')
    assert any('won' in row and 'own.plate' in row for row in rows), rows
    browser.click('nav button[data-view=why]')
    browser.type('#rule', 'own.plate')
    paste(browser, '#text', 'Xe 74C-0x')
    browser.click('.ask button')
    until(browser, '''document.querySelector('.reached mark')?.innerText === '74C-' &&
          document.querySelector('.reached code')?.innerText.includes('[0-9]{4,5}')''', 'nothing tells why not')
    paste(browser, '#text', 'Xe 74C-01234 đến Đông Hà ngày 3/5/2021.')
    browser.click('nav button[data-view=examples]')
    until(browser, '''document.querySelectorAll('#view tbody tr').length === 2 &&
          [...document.querySelectorAll('#view tbody tr')].every(row => row.innerText.includes('holds'))''',
          'the examples do not hold')


def check_sharing(browser):
    """An address holds rules and text."""
    browser.click('#share')
    until(browser, 'location.hash.length > 20', 'there is no address')
    address = browser.run('return location.href')
    browser.open('about:blank')
    browser.open(address)
    until(browser, "document.querySelector('#text .cm-content')?.innerText.includes('74C-01234') && document.querySelector('#text .entity')",
          'the address does not bring the text back')
    assert 'own.plate' in browser.run("return document.querySelector('#editor .cm-content').innerText")


def check_bytes(browser):
    """The same bytes as the command, for each text sample."""
    samples = json.loads((SITE / 'samples.json').read_text())
    assert len(samples) >= 8, list(samples)
    browser.click('nav button[data-view=output]')
    for name, text in samples.items():
        pack = name.split('/')[0]
        wanted = subprocess.run([LODE, 'extract', '-r', pack, '--format', 'jsonl', '-'], input=text.encode(), stdout=subprocess.PIPE,
                                check=True).stdout.decode()
        found = browser.run_async('''const [name, text, pack, done] = arguments;
            const worker = new Worker('worker.js');
            worker.onmessage = ({data}) => { worker.terminate(); done(data.failed ?? data.answer.found.line); };
            worker.postMessage({kind: 'run', id: 1, packs: pack, files: {}, file: '', text, date: '', language: ''});''',
                                  name, text, pack)
        assert found == wanted, f'{name}\n{found}\n{wanted}'
    print(f'the same bytes as the command for {len(samples)} samples')


def check_kept(browser):
    """Packs come as they were kept when the page was built, and beside the first rules nothing is compiled; what changes is."""
    first = (SOURCE / 'web' / 'page' / 'first.yaml').read_text()
    money = json.loads((SITE / 'packs.json').read_text())['/rules/vi/money.yaml']
    changed = {'/rules/vi/money.yaml': money + '# changed\n'}
    for packs, own, files, kept, compiled in (('vi', first, {}, 2, False), ('en', first, {}, 2, False), ('vi en', first, {}, 3, False),
                                              ('vi en', first, changed, 2, False), ('vi', RULE, {}, 1, True)):
        rules = browser.run_async("""const [packs, files, done] = arguments;
            const worker = new Worker('worker.js');
            worker.onmessage = ({data}) => { worker.terminate(); done(data.answer?.rules ?? data); };
            worker.postMessage({kind: 'run', id: 1, packs, files, file: '', text: '', date: '', language: ''});""",
                                  packs + ' /own/rules.yaml', {'/own/rules.yaml': own, **files})
        assert rules.get('ok') and (rules['kept'], rules['made'] > 0) == (kept, compiled), (packs, list(files), rules)


def check_licences():
    """The terms of all that is in the page go with it."""
    text = (SITE / 'licences.txt').read_text()
    for name in 'lode', 'pcre2/', 'libyaml/', 'utf8proc/', 'uchardet/', 'jansson/', 'libltdl/', 'codemirror/', '@lezer/common/':
        assert f'==== {name}' in text or f'/{name}' in text, name


def pictures(browser, site):
    if not PICTURES:
        return
    PICTURES.mkdir(exist_ok=True)
    browser.open(site)
    until(browser, "document.querySelectorAll('#text .entity').length > 3", 'the page does not start')
    for theme in 'light', 'dark':
        browser.run('if (document.documentElement.dataset.theme !== arguments[0]) document.getElementById("theme").click()', theme)
        time.sleep(0.3)
        browser.picture(str(PICTURES / f'{theme}.png'))
    browser.command('POST', 'window/rect', {'width': 500, 'height': 900})
    browser.run("document.querySelector('nav button[data-view=matches]').click()")
    time.sleep(0.3)
    browser.picture(str(PICTURES / 'phone.png'))


def main():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f'http://127.0.0.1:{server.server_port}/'
    with Browser() as browser:
        start = time.monotonic()
        browser.open(site)
        until(browser, "document.querySelectorAll('#text .entity').length > 3", 'the page does not start')
        print(f'started in {time.monotonic() - start:.2f} s')
        check_rules(browser)
        check_completion(browser)
        check_files(browser)
        check_views(browser)
        check_sharing(browser)
        check_bytes(browser)
        check_kept(browser)
        check_licences()
        pictures(browser, site)
        assert not browser.messages(), browser.messages()
    print('the page works')


main()
