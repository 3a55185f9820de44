# SPDX-License-Identifier: MIT
"""Vietnamese expressions with their values: amounts, percentages, dates, times, durations and ranges."""
from decimal import Decimal

import values

ONES = 'một hai ba bốn năm sáu bảy tám chín'.split()
SCALES = {'nghìn': 10**3, 'ngàn': 10**3, 'triệu': 10**6, 'tỷ': 10**9, 'tỉ': 10**9, 'nghìn tỷ': 10**12}
LIMITS = {'hơn': 'more', 'gần': 'less', 'khoảng': 'approx', 'trên': 'more', 'dưới': 'less', 'ít nhất': 'more', 'tối đa': 'less'}
CURRENCIES = {'đồng': 'VND', 'USD': 'USD', 'đô la': 'USD', 'euro': 'EUR', 'đô la Mỹ': 'USD', 'yen': 'JPY', 'nhân dân tệ': 'CNY', 'VND': 'VND', 'EUR': 'EUR',
              'bảng Anh': 'GBP', 'won': 'KRW', 'baht': 'THB'}
UNITS = {'ngày': 'D', 'tuần': 'W', 'tháng': 'M', 'năm': 'Y'}
HOURS = {'giờ': 'H', 'phút': 'M', 'giây': 'S'}
ROMAN = 'I II III IV'.split()
EDGES = {'đầu': 'start', 'giữa': 'mid', 'cuối': 'end'}
WEEKDAYS = 'thứ hai,thứ ba,thứ tư,thứ năm,thứ sáu,thứ bảy,chủ nhật'.split(',')
PARTS = {'sáng': 'TMO', 'trưa': 'TMI', 'chiều': 'TAF', 'tối': 'TEV'}
SENTENCES = {'amount': 'Họ đã trả {} cho dự án.', 'percentage': 'Tỷ lệ này là {} của tổng số.', 'point': 'Cầu khánh thành {}.',
             'relative': 'Cầu khánh thành {}.', 'stretch': 'Cầu đóng {}.', 'duration': 'Trời mưa {}.'}


def below_hundred(number):
    if number < 10:
        return ONES[number - 1]
    tens, ones = divmod(number, 10)
    last = {0: '', 1: ' mốt' if tens > 1 else ' một', 4: ' tư' if tens > 1 else ' bốn', 5: ' lăm'}.get(ones, ' ' + ONES[ones - 1])
    return ('mười' if tens == 1 else ONES[tens - 1] + ' mươi') + last


def in_words(number):
    if number < 100:
        return below_hundred(number)
    hundreds, rest = divmod(number, 100)
    return ONES[hundreds - 1] + ' trăm' + ('' if not rest else ' linh ' + ONES[rest - 1] if rest < 10 else ' ' + below_hundred(rest))


def comma(value):
    return str(value).replace('.', ',')


def number_of(pick):
    """A number as it is written, and its value."""
    way = pick.randrange(6)
    small = pick.randrange(2, 1000)
    word = pick.choice(list(SCALES))
    if way == 0:
        large = pick.randrange(1000, 10**9)
        return f'{large:,}'.replace(',', '.'), Decimal(large)
    if way == 1:
        return f'{small} {word}', Decimal(small) * SCALES[word]
    if way == 2:
        return f'{in_words(small)} {word}', Decimal(small) * SCALES[word]
    if way == 3:
        few, some = pick.randrange(2, 999), pick.randrange(101, 999)
        return f'{few} tỷ {some} triệu', few * 10**9 + Decimal(some) * 10**6
    if way == 4:
        few = pick.randrange(2, 20)
        return f'{few} {word} rưỡi', (few + Decimal('0.5')) * SCALES[word]
    value = values.fraction(pick)
    return f'{comma(value)} {word}', value * SCALES[word]


def amount(pick):
    way = pick.randrange(8)
    number, value = number_of(pick)
    name = pick.choice(list(CURRENCIES))
    code = CURRENCIES[name]
    word = pick.choice(list(SCALES))
    low, high = values.two(pick, 2, 900)
    bounds = values.amounts(low, high, SCALES[word], code)
    if way == 0:
        return f'{low} đến {high} {word} {name}', bounds
    if way == 1:
        return f'từ {low} - {high} {word} {name}', bounds
    if way == 2:
        limit = pick.choice(list(LIMITS))
        return f'{limit} {number} {name}', {'amount': value, 'currency': code, 'mod': LIMITS[limit]}
    if way == 3:
        return f'{low}-{high} {word} {name}', bounds
    if way == 4:
        few, some = pick.randrange(2, 99), pick.randrange(2, 100)
        return f'{few} USD {some} cent', {'amount': few + Decimal(some) / 100, 'currency': 'USD'}
    return f'{number} {name}', {'amount': value, 'currency': code}


def percentage(pick):
    tenths = Decimal(pick.randrange(1, 999)) / 10
    low, high = values.two(pick, 1, 99)
    word = pick.choice(('%', ' phần trăm'))
    way = pick.randrange(4)
    if way == 0:
        return f'{comma(tenths)}{word}', {'value': tenths}
    if way == 1:
        return f'{in_words(low)} phần trăm', {'value': low}
    if way == 2:
        return f'{low}-{high}{word}', {'value_min': low, 'value_max': high}
    return f'từ {low} đến {high}{word}', {'value_min': low, 'value_max': high}


def written(pick, some):
    """A day as it is written."""
    text = pick.choice((f'ngày {some.day}/{some.month}/{some.year}', f'ngày {some.day:02}/{some.month:02}/{some.year}',
                        f'ngày {some.day} tháng {some.month} năm {some.year}', f'ngày {some.day}-{some.month}-{some.year}',
                        f'ngày {some.day}.{some.month}.{some.year}', f'ngày {some.day} tháng {some.month}, {some.year}'))
    weekday = pick.randrange(5) == 0
    return f'{WEEKDAYS[some.weekday()]}, {text}' if weekday else text


def clock(pick):
    hour, minute = pick.randrange(1, 24), pick.choice((5, 10, 15, 20, 30, 45, 59))
    way = pick.randrange(5)
    if way == 0:
        return f'{hour} giờ', f'{hour:02}'
    if way == 1:
        return f'{hour}h{minute:02}', f'{hour:02}:{minute:02}'
    if way == 2:
        return f'{hour} giờ {minute:02}', f'{hour:02}:{minute:02}'
    if way == 3:
        return f'{hour} giờ {minute} phút', f'{hour:02}:{minute:02}'
    return f'{hour}:{minute:02}', f'{hour:02}:{minute:02}'


def duration(pick):
    unit, count = pick.choice(list(UNITS)), pick.randrange(2, 40)
    low, high = values.two(pick, 2, 40)
    number = pick.choice((str(count), in_words(count)))
    way = pick.randrange(8)
    if way == 0:
        text, value = f'{count} {unit}', f'P{count}{UNITS[unit]}'
    elif way == 1:
        hours = pick.choice(list(HOURS))
        text, value = f'{number} {hours}', f'PT{count}{HOURS[hours]}'
    elif way == 2:
        some = pick.randrange(2, 12)
        text, value = f'{count} năm {some} tháng', f'P{count}Y{some}M'
    elif way == 3:
        text, value = f'{low}-{high} {unit}', f'P{low}{UNITS[unit]}/P{high}{UNITS[unit]}'
    elif way == 4:
        text, value = f'{low} đến {high} {unit}', f'P{low}{UNITS[unit]}/P{high}{UNITS[unit]}'
    elif way == 5:
        text, value = f'{count} năm rưỡi', f'P{count}Y6M'
    elif way == 6:
        some = pick.randrange(2, 59)
        text, value = f'{count} giờ {some} phút', f'PT{count}H{some}M'
    else:
        text, value = pick.choice((('nửa năm', 'P6M'), ('nửa giờ', 'PT30M'), ('một năm rưỡi', 'P1Y6M')))
    return f'trong {text}', {'timex': 'duration', 'value': value}


def point(pick):
    some = values.day(pick)
    year, number = some.year, some.month
    way = pick.randrange(11)
    edge = pick.choice(list(EDGES))
    if way == 0:
        return f'vào {written(pick, some)}', some.isoformat(), None
    if way == 1:
        return f'vào {pick.choice((f"tháng {number}/{year}", f"tháng {number}-{year}", f"tháng {number} năm {year}"))}', values.month(some), None
    if way == 2:
        return f'vào {edge} {pick.choice((f"tháng {number}/{year}", f"tháng {number} năm {year}"))}', values.month(some), EDGES[edge]
    if way == 3:
        return f'vào {edge} năm {year}', str(year), EDGES[edge]
    if way == 4:
        quarter = pick.randrange(1, 5)
        text = pick.choice((f'quý {ROMAN[quarter - 1]} năm {year}', f'quý {quarter}/{year}', f'quý {ROMAN[quarter - 1]}/{year}', f'quý {quarter} năm {year}'))
        return f'trong {text}', f'{year}-Q{quarter}', None
    if way == 5:
        months = pick.choice((3, 6))
        return f'trong {months} tháng đầu năm {year}', f'{year}-{"Q1" if months == 3 else "H1"}', None
    if way == 6:
        months = pick.choice((2, 4, 5, 7, 8, 9, 10, 11))
        return f'trong {months} tháng đầu năm {year}', f'{year}-01/{year}-{months:02}', None
    if way == 7:
        text, value = clock(pick)
        return f'lúc {text} {written(pick, some)}', f'{some.isoformat()}T{value}', None
    if way == 8:
        part = pick.choice(list(PARTS))
        return f'vào {part} {pick.choice(("ngày ", ""))}{some.day}/{some.month}/{year}', f'{some.isoformat()}{PARTS[part]}', None
    if way == 9:
        half = pick.randrange(1, 3)
        return f'trong nửa {("đầu", "cuối")[half - 1]} năm {year}', f'{year}-H{half}', None
    return f'trong năm {year}', str(year), None


def relative(pick):
    count = pick.randrange(2, 30)
    today = values.TODAY
    weekday = pick.randrange(1, 8)
    name = WEEKDAYS[weekday - 1]
    ways = [('hôm qua', values.day_from(-1)), ('ngày mai', values.day_from(1)),
            ('hôm nay', values.day_from(0)), ('hôm kia', values.day_from(-2)),
            (f'{count} ngày trước', values.day_from(-count)), (f'{count} tuần trước', values.week_from(-count)),
            (f'{count} tháng trước', values.month_from(-count)), (f'{count} năm trước', str(today.year - count)),
            ('tuần trước', values.week_from(-1)), ('tuần tới', values.week_from(1)), ('tháng trước', values.month_from(-1)),
            ('tháng tới', values.month_from(1)), ('năm ngoái', str(today.year - 1)), ('năm tới', str(today.year + 1)), ('năm nay', str(today.year)),
            (f'{name} tuần trước', values.weekday_of_week(-1, weekday)), (f'{name} tuần tới', values.weekday_of_week(1, weekday)),
            ('tối qua', values.day_from(-1) + 'TEV'), ('sáng mai', values.day_from(1) + 'TMO'),
            ('chiều hôm qua', values.day_from(-1) + 'TAF')]
    text, value = pick.choice(ways)
    return text, value, None


def stretch(pick):
    first, near, far = values.days(pick)
    later = values.day(pick, first.year + 1, first.year + 5)
    year = first.year
    way = pick.randrange(8)
    if way == 0 and near:
        return f'từ ngày {first.day} đến ngày {near.day}/{near.month}/{year}', f'{first}/{near}'
    if way == 1 and far:
        return f'từ ngày {first.day}/{first.month} đến ngày {far.day}/{far.month}/{year}', f'{first}/{far}'
    if way == 2:
        return f'từ {written(pick, first)} đến {written(pick, later)}', f'{first}/{later}'
    if way == 3 and far:
        return f'từ tháng {first.month} đến tháng {far.month} năm {year}', f'{values.month(first)}/{values.month(far)}'
    if way == 4:
        return f'từ tháng {first.month}/{year} đến tháng {later.month}/{later.year}', f'{values.month(first)}/{values.month(later)}'
    if way == 5:
        return pick.choice((f'giai đoạn {year}-{later.year}', f'từ năm {year} đến năm {later.year}', f'trong các năm {year} - {later.year}')), f'{year}/{later.year}'
    if way == 6:
        low, high = values.two(pick, 1, 24)
        return f'từ {low}h đến {high}h ngày {first.day}/{first.month}/{year}', f'{first}T{low:02}/{first}T{high:02}'
    low, high = values.two(pick, 1, 24)
    return f'từ {low}h15 đến {high}h30 ngày {first.day}/{first.month}/{year}', f'{first}T{low:02}:15/{first}T{high:02}:30'


def sentence(way, text):
    """A sentence with the expression."""
    return SENTENCES[way].format(text)
