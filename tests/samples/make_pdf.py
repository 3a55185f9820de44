#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make_pdf.py [--text | --newsletter | --minutes]: writes samples/vi/journal-columns.pdf, tests/cli/data/newsletter.pdf,
tests/cli/data/minutes.pdf, tests/cli/data/plan.pdf and tests/cli/data/scanned-letter.pdf, a picture of a letter; with --text, --newsletter or --minutes, what
one of the first three says, as plain text.

Needs the library cairo and the font DejaVu Serif (on Debian: libcairo2 fonts-dejavu-core)."""
import ctypes
import ctypes.util
import os
import sys

TITLE = 'Bản tin hợp tác quốc tế vùng Tây Nguyên'
JOURNAL = [
    'Sáng ngày 4/3/2022, tại thành phố Buôn Ma Thuột, Ủy ban nhân dân tỉnh Đắk Lắk và Cơ quan Hợp tác Quốc tế Nhật Bản ký biên bản '
    'ghi nhớ về dự án tưới tiết kiệm nước cho cây cà phê, với tổng vốn 38,6 triệu USD, trong đó vốn đối ứng của tỉnh là 152 tỷ đồng.',
    'Bà H’Yim Kđoh, Phó Chủ tịch UBND tỉnh Đắk Lắk, cho biết giai đoạn đầu sẽ làm tại các huyện Cư M’gar, Krông Pắc và Buôn Đôn; '
    'đến cuối năm 2024 có khoảng 9.400 hộ dân được hưởng lợi. Trước đó, ngày 18/11/2021, Bộ Nông nghiệp và Phát triển nông thôn đã '
    'phê duyệt đề cương tại Quyết định số 4471/QĐ-BNN-HTQT.',
    'Cùng ngày, Trường Đại học Tây Nguyên tiếp đoàn công tác của Đại sứ quán Vương quốc Bỉ tại Việt Nam do ông Karl Van den Bossche '
    'dẫn đầu. Hai bên thống nhất tài trợ 450.000 euro trong 3 năm cho nghiên cứu giống mắc ca, bắt đầu từ quý III năm 2022.',
    'Theo Sở Kế hoạch và Đầu tư tỉnh Gia Lai, trong quý I năm 2022 địa phương thu hút 12 dự án với tổng vốn đăng ký hơn 6.750 tỷ '
    'đồng, tăng 21,4% so với cùng kỳ năm trước. Công ty Cổ phần Điện gió Chư Prông dự kiến khởi công nhà máy trước ngày 30/6/2022.',
    'Tỉnh Kon Tum đề nghị Ngân hàng Phát triển châu Á xem xét khoản vay 24 triệu USD để nâng cấp quốc lộ 24 đoạn qua huyện Kon '
    'Plông. Ông Dương Văn Trang, Bí thư Tỉnh ủy, đề nghị các sở, ngành hoàn tất hồ sơ trong tháng 5/2022 và báo cáo Thủ tướng Chính '
    'phủ.',
    'Hội Chữ thập đỏ Việt Nam phối hợp với Quỹ Nhi đồng Liên hợp quốc trao 1.200 suất quà trị giá 840 triệu đồng cho học sinh vùng '
    'sâu của tỉnh Đắk Nông vào chiều 26/3. Đây là năm thứ hai chương trình được tổ chức tại huyện Tuy Đức và huyện Đắk Glong.',
]
LETTER = [
    'Kính gửi: Sở Ngoại vụ tỉnh Bình Định',
    'Ngày 12/8/2020, Tổ chức Bánh mì cho Thế giới chuyển 65.000 USD cho Hội Liên hiệp Phụ nữ tỉnh Bình Định để hỗ trợ 320 hộ nghèo '
    'tại huyện Vân Canh và huyện An Lão. Bà Nguyễn Thị Phong Vũ, Chủ tịch Hội, ký nhận khoản tiền trên.',
    'Đề nghị quý Sở báo cáo UBND tỉnh trước ngày 30/9/2020. Kinh phí đối ứng của địa phương là 480 triệu đồng, lấy từ ngân sách '
    'tỉnh năm 2020.',
]
# A line may end at `|`, with a hyphen at `\u00AD|`. On the pages, but no part of the text, are a head, a foot and numbers.
NEWSLETTER = [
    'Rà phá bom mìn ở Quảng Trị',
    'Chiều 12/3/2024, tại thành phố Đông Hà, đại diện PeaceTrees Vietnam cho biết dự án của giai đoạn 2024–|2027 có tổng vốn 7,4 '
    'triệu USD; phần đối ứng của huyện Đakrông và huyện Hướng Hóa là 11,2 tỷ đồng. Ban chỉ đạo dẫn Chỉ thị số 21-CT/|TW ngày '
    '4/9/2023 và Quyết định số 902-|QĐ/UBND khi nói về việc giao đất sạch cho các hộ dân trồng cà phê.',
    'Bà Heidi Kühn, người sáng lập Roots of Peace, nói rằng hồ tiêu sạch của Gio Linh đã có người mua ở New York với giá 9,6 '
    'triệu USD mỗi năm; theo bà, các hợp đồng kế tiếp sẽ do nông dân tự ký. Đoàn còn đi thăm cảng Mỹ Thủy, nơi nhà thầu đổ những '
    'khối bê tông đầu tiên của cầu cảng số 1, và nghe báo cáo về đề án “Quảng Trị xanh đến năm 2030, tầm nhìn đến năm 2045”. Theo '
    'đề án, tỉnh trồng mới 14.500 héc ta rừng gỗ lớn, trong đó 3.200 héc ta trên đất từng có vật liệu nổ; kinh phí 96 tỷ đồng lấy '
    'từ ngân sách tỉnh và từ Quỹ Bảo vệ và Phát triển rừng Việt Nam.',
    'The mission of the World Bank came back on 18 March 2024. Its head said that the loan of 41 mil\u00AD|lion dollars would not be '
    'signed before the envi\u00AD|ron\u00AD|mental study of the port is published, and that the province pays for the study itself.',
    'Hôm nay:',
    '418',
    'Tuần này:',
    '2.306',
    'Tất cả:',
    '902',
]
# What stands on a line: how far from the left, from the right, words, and the mark of a list before them. `^` raises a figure.
MINUTES = [
    (0, 0, 'Biên bản họp giao ban quý III năm 2023', ''),
    (0, 0, 'Ngày 9/10/2023, Sở Công Thương tỉnh Sóc Trăng họp với 6 nhà thầu điện gió^1 và thống nhất tiến độ đấu nối của các nhà máy '
           'ở thị xã Vĩnh Châu; tổng vốn còn phải giải ngân là 4.860 tỷ đồng.', ''),
    (18, 0, 'Công ty Cổ phần Phong điện Biển Đông báo cáo chậm 45 ngày, do cáp ngầm về sau lịch; xin lùi đến ngày 15/12/2023;', '•'),
    (18, 0, 'Ngân hàng Tái thiết Đức đồng ý giải ngân đợt hai, 18,5 triệu euro.', '•'),
    (36, 0, 'điều kiện: báo cáo môi trường được Sở Tài nguyên và Môi trường tỉnh Sóc Trăng xác nhận.', '–'),
    (18, 0, 'Giao Ban Quản lý các khu công nghiệp theo dõi việc thực hiện Công văn số 318/SCT-QLNL ngày 2/10/2023 của Sở Công Thương.', '1.'),
    (40, 110, '“Chúng tôi muốn có điện lên lưới trước Tết, và sẽ làm ba ca nếu phải làm”, ông Lý Minh Hải nói với các nhà thầu.', ''),
    (0, 0, 'Đơn vị tính: triệu đồng', ''),
]
TABLE = [
    ('Nhà máy', 'Quý II/2023', 'Quý III/2023'),
    ('Số 3 Sóc Trăng', '96.400', '81.250'),
    ('Lạc Hòa và các hạng mục phụ', '7.300', '12.915'),
    ('Quốc Vinh', '5.110', '4.070'),
]
COLUMNS = (120.0, 62.0, 72.0)
PLAN = [
    ('Công trình', 'Vốn kế hoạch', 'Đã giải ngân'),
    ('', 'tỉnh giao', ''),
    ('Cầu Kế Sách', '96.400', '81.250'),
    ('Kè Mỹ Tú', '7.300', '2.915'),
]
WIDTH, HEIGHT, MARGIN, SIZE, PITCH = 595.0, 842.0, 56.0, 10.5, 14.0
DATE = b'2022-04-01T08:00:00'


class Extents(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in ('x_bearing', 'y_bearing', 'width', 'height', 'x_advance', 'y_advance')]


class Cairo:
    """The few calls of cairo that are needed."""

    def __init__(self):
        library = ctypes.CDLL(ctypes.util.find_library('cairo') or 'libcairo.so.2')
        for name in ('cairo_pdf_surface_create', 'cairo_image_surface_create', 'cairo_create'):
            getattr(library, name).restype = ctypes.c_void_p
        self.library = library

    def __getattr__(self, name):
        function = getattr(self.library, 'cairo_' + name)

        def call(*arguments):
            return function(*[ctypes.c_double(a) if isinstance(a, float) else ctypes.c_void_p(a) if isinstance(a, int) and a > 1 << 16
                              else a.encode() if isinstance(a, str) else a for a in arguments])

        return call

    def width_of(self, context, text):
        extents = Extents()
        self.library.cairo_text_extents(ctypes.c_void_p(context), text.encode(), ctypes.byref(extents))
        return extents.x_advance


cairo = Cairo()


def begin(surface, scale=1.0):
    context = cairo.create(surface)
    cairo.select_font_face(context, 'DejaVu Serif', 0, 0)
    cairo.set_font_size(context, SIZE * scale)
    return context


def wrap(context, text, width):
    lines = ['']
    for word in text.split():
        longer = (lines[-1] + ' ' + word).strip()
        if lines[-1] and cairo.width_of(context, longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def show(context, x, y, text):
    cairo.move_to(context, x, y)
    cairo.show_text(context, text)


def journal(path):
    surface = cairo.pdf_surface_create(path, WIDTH, HEIGHT)
    cairo.pdf_surface_set_metadata(surface, 0, TITLE)
    cairo.pdf_surface_set_metadata(surface, 5, DATE)
    context = begin(surface)
    column = (WIDTH - 3 * MARGIN) / 2
    lines = [(line, number == 0) for text in JOURNAL for number, line in enumerate(wrap(context, text, column))]
    per_column = 22
    for page in range(0, len(lines), 2 * per_column):
        show(context, MARGIN, 40.0, 'Số 14 – tháng 4/2022')
        for index, (line, first) in enumerate(lines[page:page + 2 * per_column]):
            x = MARGIN + (index // per_column) * (column + MARGIN)
            show(context, x, 90.0 + (index % per_column) * PITCH, line)
        show(context, WIDTH / 2, HEIGHT - 40.0, str(page // (2 * per_column) + 1))
        cairo.show_page(context)
    cairo.destroy(context)
    cairo.surface_destroy(surface)


def break_word(context, line, word, width):
    """How much of a word that may be broken at `|` fits behind a line, with a hyphen where `\u00AD` stands; and the rest of it."""
    parts = word.split('|')
    for count in range(len(parts) - 1, 0, -1):
        piece = (line + ' ' + ''.join(parts[:count])).strip().replace('\u00AD', '')
        if parts[count - 1].endswith('\u00AD'):
            piece += '\u2010'
        if cairo.width_of(context, piece) <= width:
            return piece, '|'.join(parts[count:])
    return line, word


def newsletter_lines(context, width):
    """The lines of a column, each with whether it reaches to the column's end."""
    for text in NEWSLETTER:
        line = ''
        for word in text.split():
            longer = (line + ' ' + word.replace('|', '').replace('\u00AD', '')).strip()
            if cairo.width_of(context, longer) > width:
                line, word = break_word(context, line, word, width)
                yield line, True
                longer = word.replace('|', '').replace('\u00AD', '')
            line = longer
        yield line, False
        yield '', False


def show_justified(context, x, y, width, line):
    words = line.split()
    blank = (width - sum(cairo.width_of(context, word) for word in words)) / max(1, len(words) - 1)
    for word in words:
        show(context, x, y, word)
        x += cairo.width_of(context, word) + blank


def newsletter(path):
    surface = cairo.pdf_surface_create(path, WIDTH, HEIGHT / 2)
    context = begin(surface)
    per_column, gutter = 22, 10.0
    column = (WIDTH - 2 * MARGIN - gutter) / 2
    lines = list(newsletter_lines(context, column))
    pages = [lines[at:at + 2 * per_column] for at in range(0, len(lines), 2 * per_column)]
    for number, page in enumerate(pages, 1):
        for index, (line, full) in enumerate(page):
            x, y = MARGIN + (index // per_column) * (column + gutter), 44.0 + (index % per_column) * PITCH
            if full:
                show_justified(context, x, y, column, line)
            else:
                show(context, x, y, line)
        cairo.set_font_size(context, SIZE - 3)
        show(context, MARGIN, 30.0, '5/4/24, 9:%02d' % (number * 7))
        show(context, WIDTH / 2, 30.0, 'Bản tin')
        show(context, MARGIN, HEIGHT / 2 - 20.0, 'https://example.org/bantin' + '/tiep' * (number - 1))
        show(context, WIDTH - 2 * MARGIN, HEIGHT / 2 - 20.0, '%d/%d' % (number, len(pages)))
        cairo.set_font_size(context, SIZE)
        cairo.show_page(context)
    cairo.destroy(context)
    cairo.surface_destroy(surface)


def minutes(path):
    surface = cairo.pdf_surface_create(path, WIDTH, HEIGHT / 2)
    context = begin(surface)
    y = 60.0
    for left, right, text, mark in MINUTES:
        show(context, MARGIN + left - 18 if mark else MARGIN, y, mark)
        for line in wrap(context, text, WIDTH - 2 * MARGIN - left - right):
            before, *behind = line.split('^')
            show(context, MARGIN + left, y, before)
            if behind:
                x = MARGIN + left + cairo.width_of(context, before)
                cairo.set_font_size(context, SIZE * 0.6)
                show(context, x, y - 4.5, behind[0][0])
                x += cairo.width_of(context, behind[0][0])
                cairo.set_font_size(context, SIZE)
                show(context, x, y, behind[0][1:])
            y += PITCH
        y += PITCH / 2
    for name, *figures in TABLE:
        x = MARGIN + COLUMNS[0]
        for figure, width in zip(figures, COLUMNS[1:]):
            x += width + 9.0
            show(context, x - cairo.width_of(context, figure), y, figure)
        for line in wrap(context, name, COLUMNS[0]):
            show(context, MARGIN, y, line)
            y += PITCH
        y += PITCH / 2
    cairo.show_page(context)
    cairo.destroy(context)
    cairo.surface_destroy(surface)


def plan(path):
    """A table whose heads nearly touch, one of which goes on in a second row."""
    surface = cairo.pdf_surface_create(path, WIDTH, HEIGHT / 4)
    context = begin(surface)
    y = 60.0
    for row in PLAN:
        x = MARGIN
        for text, width in zip(row, (150.0, cairo.width_of(context, PLAN[0][1]) + 9.0, 0.0)):
            show(context, x, y, text)
            x += width
        y += PITCH
    cairo.show_page(context)
    cairo.destroy(context)
    cairo.surface_destroy(surface)


def scan(path):
    scale = 200 / 72
    picture = cairo.image_surface_create(2, int(WIDTH * scale), int(HEIGHT * scale / 2))
    context = begin(picture, scale)
    y = 90.0 * scale
    for text in LETTER:
        for line in wrap(context, text, (WIDTH - 2 * MARGIN) * scale):
            show(context, MARGIN * scale, y, line)
            y += PITCH * scale * 1.2
    cairo.destroy(context)
    surface = cairo.pdf_surface_create(path, WIDTH, HEIGHT / 2)
    cairo.pdf_surface_set_metadata(surface, 5, DATE)
    context = cairo.create(surface)
    cairo.scale(context, 1 / scale, 1 / scale)
    cairo.mask_surface(context, picture, 0.0, 0.0)
    cairo.show_page(context)
    cairo.destroy(context)
    cairo.surface_destroy(surface)
    cairo.surface_destroy(picture)


def main():
    if sys.argv[1:] == ['--text']:
        print('\n'.join(JOURNAL))
        return
    if sys.argv[1:] == ['--newsletter']:
        print('\n'.join(text.replace('\u00AD', '').replace('|', '') for text in NEWSLETTER))
        return
    if sys.argv[1:] == ['--minutes']:
        print('\n'.join((mark + ' ' + text).strip().replace('^', '') for _, _, text, mark in MINUTES))
        print('\n'.join('\t'.join(row) for row in TABLE))
        return
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
    journal(os.path.join(root, 'samples', 'vi', 'journal-columns.pdf'))
    newsletter(os.path.join(root, 'tests', 'cli', 'data', 'newsletter.pdf'))
    minutes(os.path.join(root, 'tests', 'cli', 'data', 'minutes.pdf'))
    plan(os.path.join(root, 'tests', 'cli', 'data', 'plan.pdf'))
    scan(os.path.join(root, 'tests', 'cli', 'data', 'scanned-letter.pdf'))


if __name__ == '__main__':
    main()
