#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py REPORT [PICTURE]: drives a report of tests/cli/report.bats in headless Chromium as a person would: searches, filters, opens
a row and reads its sentence in the text, looks at the sums; and finds that nothing that documents hold is run. PICTURE is where to
write what the list looks like."""
import sys
from pathlib import Path

from browser import Browser


def main():
    with Browser() as browser:
        browser.open(Path(sys.argv[1]).resolve().as_uri())
        assert browser.texts('#what') == ['4 documents, 7 entities, 2 facts, 1 failed'], browser.texts('#what')
        assert browser.texts('#count') == ['2 facts'], browser.texts('#count')
        if len(sys.argv) > 2:
            browser.picture(sys.argv[2])
        browser.type('#search', 'won')
        assert browser.texts('#count') == ['1 fact']
        row = browser.texts('#rows tr')[0]
        assert '120\u2009000\u2009000 KRW' in row and 'tỉnh Gangwon' in row, row
        # All parts stand out in the sentence, words that are no entity too.
        assert '2 máy siêu âm' in browser.texts('#rows .context b'), browser.texts('#rows .context b')
        # On a phone all of a row is seen.
        browser.command('POST', 'goog/cdp/execute', {'cmd': 'Emulation.setDeviceMetricsOverride', 'params': {
            'width': 390, 'height': 800, 'deviceScaleFactor': 1, 'mobile': True}})
        assert browser.run("return document.documentElement.scrollWidth") <= 390
        assert browser.run("return document.querySelector('#rows .context').getBoundingClientRect().right") <= 390
        browser.command('POST', 'goog/cdp/execute', {'cmd': 'Emulation.clearDeviceMetricsOverride', 'params': {}})
        browser.click('#rows tr')
        assert ''.join(browser.texts('.text .fact')) == 'Ngày 16/5/2023, tỉnh Gangwon trao tặng Bệnh viện Đa khoa tỉnh Quảng Trị ' \
            '2 máy siêu âm trị giá 120 triệu won.', browser.texts('.text .fact')
        # Entities alone, of one type.
        browser.click('nav button[data-view=found]')
        browser.run("document.getElementById('search').value = ''")
        browser.run("[...document.querySelectorAll('#chips button')].find(b => b.innerText === 'Entities').click()")
        browser.run("[...document.querySelectorAll('#chips button')].find(b => b.innerText.startsWith('money')).click()")
        assert browser.texts('#count') == ['3 entities'], browser.texts('#count')
        browser.click('#rows tr')
        assert browser.texts('.text .found') == ['120 triệu won'], browser.texts('.text .found')
        # What an entity is, on hover.
        browser.run("document.querySelector('.text .found').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))")
        assert 'KRW' in browser.texts('#tip')[0] and 'in funding' in browser.texts('#tip')[0], browser.texts('#tip')
        # Sums are exact.
        browser.click('nav button[data-view=totals]')
        assert ['KRW\t2023\t120\u2009000\u2009000\t1', 'VND\t2023\t12\u2009345\u2009678\u2009901\u2009234\u2009567\t1'] == \
            browser.texts('#sums tbody tr'), browser.texts('#sums tbody tr')
        assert browser.texts('#flows tbody tr')[0].startswith('tỉnh Gangwon\tBệnh viện'), browser.texts('#flows tbody tr')
        # A failed document says why; one with markup shows it as text, and nothing in it runs.
        browser.click('nav button[data-view=documents]')
        assert len(browser.texts('#list small.error')) == 1, browser.texts('#list small')
        browser.run("[...document.querySelectorAll('#list button')].find(b => b.innerText.includes('evil')).click()")
        assert '</script><script>alert(1)</script><img src=x onerror=alert(2)>' in browser.texts('.text')[0]
        assert browser.run("return document.querySelectorAll('main img, main script').length") == 0
        assert browser.messages() == [], browser.messages()


if __name__ == '__main__':
    main()
