#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make_pdf.py [--text]: writes samples/vi/journal-columns.pdf and tests/cli/data/scanned-letter.pdf, a picture of a letter; with
--text, what the first says, as plain text.

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
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
    journal(os.path.join(root, 'samples', 'vi', 'journal-columns.pdf'))
    scan(os.path.join(root, 'tests', 'cli', 'data', 'scanned-letter.pdf'))


if __name__ == '__main__':
    main()
