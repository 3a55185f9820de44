#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the samples whose amounts stand in tables: one document as plain text, a web page, a text of Word, a workbook and a PDF,
the same bytes each time.

    make_tables.py [FOLDER]        writes them to FOLDER/vi (samples)

The PDF needs the library cairo and the font DejaVu Serif (on Debian: libcairo2 fonts-dejavu-core)."""
import html
import os
import sys

from make_office import docx, p, table, xlsx

TITLE = 'Biểu dự toán ngân sách và dự án viện trợ tỉnh Đắk Nông năm 2022'
DATE = '2021-12-10'
# A table: what stands above it, its heads, its rows. Figures are as Vietnamese writes them.
TABLES = [
    (['Biểu 1. Dự toán thu, chi ngân sách năm 2022', 'Đơn vị tính: triệu đồng'],
     ['TT', 'Nội dung', 'Thực hiện năm 2020', 'Ước năm 2021', 'Dự toán năm 2022', 'So sánh (%)'],
     [['1', 'Thu nội địa', '2.415.300', '2.560.000', '2.700.000', '105,5'],
      ['2', 'Thu từ xuất khẩu, nhập khẩu', '118.250', '131.400', '150.000', '114,2'],
      ['3', 'Chi đầu tư phát triển', '1.120.480', '', '1.305.600', ''],
      ['4', 'Chi sự nghiệp giáo dục', '2.048.000', '2.101.750', '2.190.000', '104,2'],
      ['5', 'Số dự án khởi công mới', '14', '11', '17', '154,5']]),
    (['Biểu 2. Dự án sử dụng viện trợ không hoàn lại', 'Đơn vị: nghìn USD'],
     ['TT', 'Tên dự án', 'Nhà tài trợ', 'Năm ký', 'Cam kết', 'Giải ngân năm 2021', 'Vốn đối ứng (triệu đồng)', 'Số hộ'],
     [['1', 'Cấp nước xã Đắk Som', 'JICA', '2019', '1.250', '412,5', '3.180', '640'],
      ['2', 'Trạm y tế vùng biên', 'UNICEF', '2020', '860', '305', '1.420', '1.115'],
      ['3', 'Rừng cộng đồng Quảng Sơn', 'WWF', '2021', '96,4', '38,2', '250', '87']]),
]


def is_figure(cell):
    return bool(cell) and cell.replace('.', '').replace(',', '').isdigit()


def text():
    """Columns of blanks, figures to the right."""
    lines = [TITLE, '']
    for above, heads, rows in TABLES:
        widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
        right = [any(is_figure(row[i]) for row in rows) for i in range(len(heads))]
        lines += above + ['']
        for row in [heads, *rows]:
            lines.append('    '.join(cell.rjust(width) if to_right else cell.ljust(width)
                                     for cell, width, to_right in zip(row, widths, right)).rstrip())
        lines.append('')
    return '\n'.join(lines).encode()


def page():
    def row(cells, name):
        return '<tr>' + ''.join(f'<{name}>{html.escape(cell)}</{name}>' for cell in cells) + '</tr>\n'
    body = ''.join(''.join(f'<p>{html.escape(line)}</p>\n' for line in above) + '<table>\n' + row(heads, 'th') +
                   ''.join(row(cells, 'td') for cells in rows) + '</table>\n' for above, heads, rows in TABLES)
    return (f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title>\n'
            f'<meta name="date" content="{DATE}"></head><body>\n<h1>{TITLE}</h1>\n{body}</body></html>\n').encode()


def word():
    body = ''.join(''.join(map(p, above)) + table(heads, *rows, head=False) for above, heads, rows in TABLES)
    return docx(p(TITLE) + body, title=TITLE, created=f'{DATE}T01:00:00Z')


def sheet():
    """Both tables below each other in a sheet, figures as numbers."""
    def cell(value, column):
        if not is_figure(value) or column == 'TT':
            return value or None
        number = float(value.replace('.', '').replace(',', '.'))
        return (number, 2) if ',' in value else (int(number), 0 if column == 'Năm ký' else 1)
    rows = [(TITLE,)]
    for above, heads, lines in TABLES:
        rows += [(), *((line,) for line in above), tuple(heads)]
        rows += [tuple(cell(value, head) for value, head in zip(line, heads)) for line in lines]
    return xlsx([('Biểu 1 và 2', '', rows)], formats=('#,##0', '#,##0.0'), title=TITLE, created=f'{DATE}T01:00:00Z')


def pdf(path):
    from make_pdf import cairo, show
    surface = cairo.pdf_surface_create(path, 842.0, 595.0)
    cairo.pdf_surface_set_metadata(surface, 0, TITLE)
    cairo.pdf_surface_set_metadata(surface, 5, f'{DATE}T01:00:00')
    context = cairo.create(surface)
    cairo.select_font_face(context, 'DejaVu Serif', 0, 0)
    cairo.set_font_size(context, 9.0)
    y = 60.0
    show(context, 50.0, y, TITLE)
    for above, heads, rows in TABLES:
        y += 24
        for line in above:
            show(context, 50.0, y, line)
            y += 14
        widths = [max(cairo.width_of(context, row[i]) for row in [heads, *rows]) for i in range(len(heads))]
        for row in [heads, *rows]:
            x = 50.0
            for i, cell in enumerate(row):
                figures = any(is_figure(other[i]) for other in rows)
                show(context, x + (widths[i] - cairo.width_of(context, cell) if figures else 0.0), y, cell)
                x += widths[i] + 22
            y += 16
    cairo.show_page(context)
    cairo.destroy(context)
    cairo.surface_destroy(surface)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    folder = os.path.join(sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, '..', '..', 'samples'), 'vi')
    os.makedirs(folder, exist_ok=True)
    for name, content in (('tables-text.txt', text()), ('tables-page.html', page()), ('tables-word.docx', word()),
                          ('tables-sheet.xlsx', sheet())):
        with open(os.path.join(folder, name), 'wb') as out:
            out.write(content)
    pdf(os.path.join(folder, 'tables-print.pdf'))


if __name__ == '__main__':
    main()
