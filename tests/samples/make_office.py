#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the samples that are office files and archives, the same bytes each time; the tests make theirs with its functions.

    make_office.py [FOLDER]        writes them to FOLDER/vi (samples)
"""
import io
import os
import sys
import zipfile
from xml.sax.saxutils import escape

PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
ODF = 'urn:oasis:names:tc:opendocument:xmlns:'


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    """A zip archive of (name, text or bytes) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', compression) as archive:
        for name, content in parts:
            member = zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0))
            member.compress_type = compression if name != 'mimetype' else zipfile.ZIP_STORED
            archive.writestr(member, content)
    return out.getvalue()


def relations(*all_of):
    """The relations (id, last word of the type, target) of a part."""
    rows = ''.join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in all_of)
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def core(title='', author='', created='', modified=''):
    date = lambda name, value: f'<dcterms:{name}>{value}</dcterms:{name}>' if value else ''
    return (f'<?xml version="1.0"?><cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f'<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>'
            f'{date("created", created)}{date("modified", modified)}</cp:coreProperties>')


def package(main, properties, parts):
    root = relations(('r1', 'officeDocument', main)).replace(
        '</Relationships>', f'<Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>')
    types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return packed([('[Content_Types].xml', types), ('_rels/.rels', root),
                   ('docProps/core.xml', core(**properties)), *parts])


# ---- Texts of Office Open XML

def run(text, properties=''):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs, properties=''):
    return f'<w:p><w:pPr>{properties}</w:pPr>{"".join(r if r.startswith("<") else run(r) for r in runs)}</w:p>'


def table(*rows, head=True):
    """A table of rows of cells: texts, paragraphs, or (columns, text)."""
    def cell(of):
        span, text = of if isinstance(of, tuple) else (1, of)
        grid = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ''
        return f'<w:tc>{grid}{text if text.startswith("<") else p(text)}</w:tc>'
    marked = '<w:trPr><w:tblHeader/></w:trPr>' if head else ''
    return '<w:tbl>' + ''.join(f'<w:tr>{marked if i == 0 else ""}{"".join(map(cell, row))}</w:tr>'
                               for i, row in enumerate(rows)) + '</w:tbl>'


def box(*paragraphs):
    """A run with a text box, as written for programs of both kinds."""
    text = f'<w:txbxContent>{"".join(paragraphs)}</w:txbxContent>'
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>' + text +
            '</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>' + text +
            '</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>')


def word_part(name, body):
    return (f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{WORD}" xmlns:v="urn:schemas-microsoft-com:vml" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{body}</w:{name}>')


def docx(body, header='', footer='', footnotes='', styles='', **properties):
    extra = [(kind, part, content) for kind, part, content in (
        ('header', 'hdr', header), ('footer', 'ftr', footer), ('footnotes', 'footnotes', footnotes),
        ('styles', 'styles', styles)) if content]
    related = relations(*((f'r{i}', kind, f'{kind}.xml') for i, (kind, _, _) in enumerate(extra)))
    return package('word/document.xml', properties,
                   [('word/document.xml', word_part('document', f'<w:body>{body}</w:body>')),
                    ('word/_rels/document.xml.rels', related),
                    *((f'word/{kind}.xml', word_part(part, content)) for kind, part, content in extra)])


# ---- Workbooks of Office Open XML

def column(number):
    name = ''
    while number >= 0:
        name = chr(ord('A') + number % 26) + name
        number = number // 26 - 1
    return name


def cells(rows, strings):
    """Rows of cells: texts, numbers, (number, style), or None."""
    out = []
    for r, row in enumerate(rows, 1):
        out.append(f'<row r="{r}">')
        for c, value in enumerate(row):
            place = f'r="{column(c)}{r}"'
            number, style = value if isinstance(value, tuple) else (value, 0)
            if isinstance(number, str) and number.startswith('='):
                out.append(f'<c {place} t="inlineStr"><is><t>{escape(number[1:])}</t></is></c>')
            elif isinstance(number, str):
                if number not in strings:
                    strings.append(number)
                out.append(f'<c {place} s="{style}" t="s"><v>{strings.index(number)}</v></c>')
            elif number is not None:
                out.append(f'<c {place} s="{style}"><v>{number!r}</v></c>')
        out.append('</row>')
    return ''.join(out)


def xlsx(sheets, formats=(), fonts=('Calibri',), **properties):
    """Sheets of (name, state, rows); style i + 1 of a cell is the number format i (an id, or a code) with the last font."""
    strings = []
    parts = [(f'xl/worksheets/sheet{i}.xml', f'<?xml version="1.0"?><worksheet xmlns="{SHEET}"><sheetData>'
              f'{cells(rows, strings)}</sheetData></worksheet>') for i, (_, _, rows) in enumerate(sheets, 1)]
    book = ''.join(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"{state and chr(32) + "state=" + chr(34) + state + chr(34)}/>'
                   for i, (name, state, _) in enumerate(sheets, 1))
    codes = [(200 + i, f) for i, f in enumerate(formats) if isinstance(f, str)]
    ids = [f if isinstance(f, int) else 200 + i for i, f in enumerate(formats)]
    styles = (f'<?xml version="1.0"?><styleSheet xmlns="{SHEET}"><numFmts>' +
              ''.join(f'<numFmt numFmtId="{i}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>' for i, code in codes) + '</numFmts><fonts>' +
              ''.join(f'<font><name val="{name}"/></font>' for name in fonts) + '</fonts><cellXfs><xf numFmtId="0" fontId="0"/>' +
              ''.join(f'<xf numFmtId="{i}" fontId="{len(fonts) - 1}"/>' for i in ids) + '</cellXfs></styleSheet>')
    texts = ''.join(f'<si>{s if s.startswith("<") else "<t>" + escape(s) + "</t>"}</si>' for s in strings)
    return package('xl/workbook.xml', properties, [
        ('xl/workbook.xml', f'<?xml version="1.0"?><workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{book}</sheets></workbook>'),
        ('xl/_rels/workbook.xml.rels', relations(('r90', 'sharedStrings', 'sharedStrings.xml'), ('r91', 'styles', '/xl/styles.xml'),
                                                 *((f'r{i}', 'worksheet', f'worksheets/sheet{i}.xml') for i in range(1, len(sheets) + 1)))),
        ('xl/sharedStrings.xml', f'<?xml version="1.0"?><sst xmlns="{SHEET}">{texts}</sst>'), ('xl/styles.xml', styles), *parts])


# ---- OpenDocument

def odf_part(name, content):
    spaces = ' '.join(f'xmlns:{s}="{ODF}{u}:1.0"' for s, u in (
        ('office', 'office'), ('text', 'text'), ('table', 'table'), ('style', 'style'), ('draw', 'drawing'), ('meta', 'meta'),
        ('presentation', 'presentation'), ('manifest', 'manifest'), ('fo', 'xsl-fo-compatible'), ('svg', 'svg-compatible')))
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/">{content}</office:{name}>'


def odf(kind, body, automatic='', styles='', title='', author='', created='', modified='', extra=()):
    """kind: text, spreadsheet or presentation."""
    meta = f'<office:meta><dc:title>{escape(title)}</dc:title><meta:initial-creator>{escape(author)}</meta:initial-creator>'
    meta += (f'<meta:creation-date>{created}</meta:creation-date>' if created else '') + (f'<dc:date>{modified}</dc:date>' if modified else '')
    return packed([('mimetype', 'application/vnd.oasis.opendocument.' + kind),
                   ('content.xml', odf_part('document-content', f'<office:automatic-styles>{automatic}</office:automatic-styles>'
                                            f'<office:body><office:{kind}>{body}</office:{kind}></office:body>')),
                   ('styles.xml', odf_part('document-styles', styles)), ('meta.xml', odf_part('document-meta', meta + '</office:meta>')), *extra])


# ---- The samples

def tcvn3(text):
    """How Word keeps text that was typed for .VnTime: each code of TCVN 5712 as the character that Windows-1252 has for it."""
    return text.encode('latin-1', 'ignore').decode() if text.isascii() else ''.join(TCVN3.get(c, c) for c in text)


TCVN3 = {c: bytes([i]).decode('latin-1') for i, c in zip(range(0xA1, 0xFF), (
    'ĂÂÊÔƠƯĐăâêôơưđ' '\0\0\0\0\0\0' 'àảãáạ' '\0' 'ằẳẵắ' '\0\0\0\0\0\0\0' 'ặầẩẫấậè' '\0' 'ẻẽéẹềểễếệìỉ' '\0\0\0'
    'ĩíịò' '\0' 'ỏõóọồổỗốộờởỡớợù' '\0' 'ủũúụừửữứựỳỷỹýỵ')) if c != '\0'}


def budget_report():
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    right = '<w:jc w:val="right"/>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    gone = f'<w:del w:id="1" w:author="a"><w:r><w:delText>95 tỷ đồng</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2" w:author="a">{run("104 tỷ đồng")}</w:ins>'
    return docx(
        p('BÁO CÁO TÌNH HÌNH TIẾP NHẬN VIỆN TRỢ NĂM 2021') +
        p('Trong năm 2021, tỉnh Quảng Trị đã tiếp nhận viện trợ của 37 tổ chức phi chính phủ nước ngoài với tổng giá trị ',
          run('12,4', '<w:b/>'), run(' triệu'), ' USD', note, '; vốn đối ứng của tỉnh là ', gone, added, '.',
          box(p('Số liệu tính đến ngày 30/11/2021'))) +
        p(run(tcvn3('Thực hiện Quyết định số 1225/QĐ-UBND ngày 20 tháng 5 năm 2021, Sở Ngoại vụ đã làm việc với Đại sứ quán Na Uy tại Hà Nội.'), old)) +
        p('Đơn vị tính: triệu đồng', properties=right) +
        table(('TT', 'Lĩnh vực', 'Kế hoạch', 'Thực hiện'), ('1', 'Khắc phục hậu quả bom mìn', '185.000', '191.250'),
              ('2', 'Y tế', '42.300', '39.870'), ((2, 'Cộng'), '227.300', '231.120')) +
        p('Nơi nhận: Ủy ban Công tác về các tổ chức phi chính phủ nước ngoài.'),
        header=p('UBND TỈNH QUẢNG TRỊ'),
        footer=p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
                 '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run('3') + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">' +
                  p('Tương đương 286 tỷ đồng theo tỷ giá ngày 15/11/2021.') + '</w:footnote>',
        title='Báo cáo viện trợ năm 2021', author='Sở Ngoại vụ', created='2021-12-03T02:10:00Z', modified='2021-12-06T09:00:00Z')


def visit_notes():
    def para(text, style='P1'):
        return f'<text:p text:style-name="{style}">{text}</text:p>'
    return odf('text', para('Ghi nhanh chuyến thăm của Đoàn tỉnh Savannakhet') +
               '<text:tracked-changes><text:changed-region><text:deletion>' + para('Hội đàm ngày 2/4/2022') +
               '</text:deletion></text:changed-region></text:tracked-changes>' +
               para('Sáng <text:s/>14/4/2022, đồng chí Hồ Văn Tuân, Phó Chủ tịch UBND tỉnh Quảng Trị tiếp Đoàn tỉnh Savannakhet (Lào)'
                    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>' +
                    para('Quan hệ kết nghĩa từ năm 1998.') + '</text:note-body></text:note>. Hai bên thống nhất dành '
                    '<text:span>2,5 tỷ kíp</text:span> cho đường biên giới.') +
               '<table:table><table:table-header-rows><table:table-row>' +
               ''.join(f'<table:table-cell>{para(t)}</table:table-cell>' for t in ('Hạng mục', 'Kinh phí')) +
               '</table:table-row></table:table-header-rows><table:table-row>' +
               ''.join(f'<table:table-cell>{para(t)}</table:table-cell>' for t in ('Trạm kiểm soát Densavan', '3,2 tỷ đồng')) +
               '</table:table-row></table:table>',
               automatic='<style:style style:name="P1" style:family="paragraph"/>', title='Đoàn Savannakhet thăm Quảng Trị',
               author='Văn phòng', created='2022-04-15T08:00:00')


def projects():
    return xlsx([('Dự án FDI', '', [('Dự án', 'Nhà đầu tư', 'Ngày cấp phép', 'Vốn'),
                                    ('Điện gió Hướng Linh 7', 'Công ty cổ phần Điện gió Hướng Linh', (44285, 1), (1_850_000_000_000, 2)),
                                    ('May mặc Gio Linh', 'Tập đoàn Hanjoo (Hàn Quốc)', (44301, 1), (12_500_000, 3))]),
                 ('Nháp', 'hidden', [('Bộ Tài chính', '999 tỷ đồng')])],
                formats=('dd/mm/yyyy', '#,##0 "đồng"', '#,##0 [$USD]'), title='Dự án đầu tư nước ngoài', created='2021-06-30T00:00:00Z')


def grants():
    def cell(text, more=''):
        return f'<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>'
    def row(*texts):
        return '<table:table-row>' + ''.join(map(cell, texts)) + '<table:table-cell table:number-columns-repeated="1020"/></table:table-row>'
    return odf('spreadsheet', '<table:table table:name="Tài trợ">' + row('Nhà tài trợ', 'Số tiền', 'Ngày ký') +
               row('Ngân hàng Phát triển châu Á', '45 triệu USD', '17/02/2020') + row('UNICEF', '1.200.000.000 đồng', '05/03/2020') +
               '<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
               '</table:table>', title='Danh sách tài trợ', modified='2020-03-31T10:00:00')


def notice():
    """Rich Text Format: letters beyond ASCII as numbers, a run typed for .VnTime, a footnote and a table."""
    def say(text):
        return ''.join(c if c.isascii() else f'\\u{ord(c)}?' for c in text)
    def old(text):
        return '{\\f1 ' + ''.join(c if c.isascii() else "\\'" + format(ord(TCVN3[c]), '02x') for c in text) + '}'
    def row(*cells):
        return ('\\trowd' + ''.join(f'\\cellx{2500 * (i + 1)}' for i in range(len(cells))) + '\\pard\\intbl ' +
                ''.join(say(cell) + '\\cell ' for cell in cells) + '\\row\n')
    return ('{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times New Roman;}{\\f1 .VnTime;}}\n{\\info{\\title ' +
            say('Thông báo tiếp nhận tài trợ') + '}{\\creatim\\yr2021\\mo9\\dy24}}\n\\pard ' + say('THÔNG BÁO') + '\\par\n' +
            say('Ngày 21/9/2021, Sở Ngoại vụ tỉnh Thừa Thiên Huế và Tổ chức Tầm nhìn Thế giới ký Thỏa thuận tài trợ trị giá 1,8 '
                'triệu USD cho huyện A Lưới') + '{\\footnote\\pard ' + say('Tương đương 41 tỷ đồng.') + '}' + say('.') + '\\par\n' +
            old('Văn bản thay thế Quyết định số 87/QĐ-UBND ngày 12 tháng 1 năm 2021.') + '\\par\n' +
            say('Đơn vị tính: triệu đồng') + '\\par\n' + row('Hạng mục', 'Năm 2022', 'Năm 2023') +
            row('Trường học', '8.450', '9.120') + row('Nước sạch', '3.300', '2.875,5') + '\\pard\\par}\n').encode()


def dispatches():
    return packed([
        ('tháng 3/tin-1.txt', 'Quảng Bình, ngày 11/3/2020 - Sở Y tế tỉnh Quảng Bình nhận 2.000 khẩu trang, trị giá 46 triệu đồng, do '
         'Hội Chữ thập đỏ tỉnh Khăm Muộn (Lào) gửi tặng.\n'),
        ('tháng 3/biên bản.docx', docx(p('BIÊN BẢN GHI NHỚ') + p('Ngày 19/3/2020, Sở Ngoại vụ tỉnh Quảng Bình và Văn phòng JICA tại Việt '
         'Nam ký Biên bản ghi nhớ về dự án cấp nước trị giá 3,1 triệu USD.'), title='Biên bản ghi nhớ', created='2020-03-19T03:00:00Z'))])


def wishes():
    rows = [('Số', 'Ngày', 'Nội dung'),
            ('101', '2020-05-04', 'Cử tri huyện Lệ Thủy đề nghị bố trí 12 tỷ đồng kè sông Kiến Giang.'),
            ('102', '2020-05-06', 'Đề nghị UBND tỉnh Quảng Bình xử lý "dự án treo" trước tháng 9 năm 2020; kinh phí 1,5 tỷ đồng.')]
    return ''.join(','.join('"' + cell.replace('"', '""') + '"' for cell in row) + '\r\n' for row in rows).encode()


def main():
    folder = os.path.join(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'samples'), 'vi')
    os.makedirs(folder, exist_ok=True)
    for name, content in (('aid-report.docx', budget_report()), ('visit-notes.odt', visit_notes()), ('projects.xlsx', projects()),
                          ('grants.ods', grants()), ('funding-notice.rtf', notice()), ('dispatches.zip', dispatches()), ('wishes.csv', wishes())):
        with open(os.path.join(folder, name), 'wb') as out:
            out.write(content)


if __name__ == '__main__':
    main()
