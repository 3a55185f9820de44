# SPDX-License-Identifier: MIT
"""A browser at the other end of WebDriver (W3C), with the standard library alone. As a context: with Browser() as browser: ..."""
import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
             '--disable-component-update', '--disable-sync', '--window-size=1300,900']


class Browser:
    def __enter__(self):
        self.profile = tempfile.mkdtemp()
        self.driver = subprocess.Popen(['chromedriver', '--port=0'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.driver.stdout:
            if 'started successfully on port' in line:
                self.base = 'http://127.0.0.1:' + line.strip().rstrip('.').split()[-1]
                break
        options = {'args': ARGUMENTS + [f'--user-data-dir={self.profile}']}
        capabilities = {'alwaysMatch': {'goog:chromeOptions': options, 'goog:loggingPrefs': {'browser': 'ALL'}}}
        self.session = self.call('POST', '/session', {'capabilities': capabilities})['sessionId']
        return self

    def __exit__(self, *_):
        try:
            self.call('DELETE', f'/session/{self.session}')
        finally:
            self.driver.terminate()
            self.driver.wait()
            shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, path, body=None):
        data = None if method != 'POST' else json.dumps(body or {}).encode()
        request = urllib.request.Request(self.base + path, data, {'Content-Type': 'application/json'}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)['value']

    def command(self, method, path, body=None):
        return self.call(method, f'/session/{self.session}/{path}', body)

    def open(self, url):
        self.command('POST', 'url', {'url': url})

    def run(self, script, *arguments):
        return self.command('POST', 'execute/sync', {'script': script, 'args': list(arguments)})

    def run_async(self, script, *arguments):
        return self.command('POST', 'execute/async', {'script': script, 'args': list(arguments)})

    def find(self, css):
        return self.command('POST', 'element', {'using': 'css selector', 'value': css})[ELEMENT]

    def act(self, css, action, body=None):
        """Does something with an element; a page that is drawn anew meanwhile has another one in its place."""
        end = time.monotonic() + 10
        while True:
            try:
                return self.command('POST', f'element/{self.find(css)}/{action}', body)
            except urllib.error.HTTPError as error:
                if error.code != 404 or time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def click(self, css):
        self.act(css, 'click')

    def type(self, css, text):
        self.act(css, 'value', {'text': text})

    def texts(self, css):
        return self.run('return [...document.querySelectorAll(arguments[0])].map(n => n.innerText)', css)

    def until(self, script, seconds=10):
        end = time.monotonic() + seconds
        while not self.run(script):
            assert time.monotonic() < end, script
            time.sleep(0.05)

    def messages(self):
        return [entry['message'] for entry in self.command('POST', 'se/log', {'type': 'browser'})]

    def picture(self, path):
        with open(path, 'wb') as file:
            file.write(base64.b64decode(self.command('GET', 'screenshot')))
