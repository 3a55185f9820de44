/* SPDX-License-Identifier: MIT */
#include <lode/decimal.h>

__extension__ typedef unsigned __int128 coefficient;

/* Results are built in 256 bits, the least limb first: a sum or product may pass 128 bits and still fit once the zeros at its
 * end are in the exponent. */
enum { LIMBS = 4 };

typedef struct wide {
    uint64_t limb[LIMBS];
} wide;

/* The most digits by which 2^128 - 1 can be shifted to the left in a wide, and more than that anything there is outgrows it. */
enum { SHIFT_MAX = 38 };

static coefficient coefficient_of(lode_decimal a) {
    return (coefficient)a.high << 64 | a.low;
}

static wide wide_multiply(coefficient a, coefficient b) {
    const uint64_t left[2] = {(uint64_t)a, (uint64_t)(a >> 64)};
    const uint64_t right[2] = {(uint64_t)b, (uint64_t)(b >> 64)};
    wide product = {{0}};

    for (unsigned i = 0; i < 2; i++) {
        uint64_t carry = 0;

        for (unsigned j = 0; j < 2; j++) {
            coefficient partial = (coefficient)left[i] * right[j] + product.limb[i + j] + carry;

            product.limb[i + j] = (uint64_t)partial;
            carry = (uint64_t)(partial >> 64);
        }
        product.limb[i + 2] = carry;
    }
    return product;
}

/* Modulo 2^256; no caller comes near it. */
static wide wide_add(wide a, wide b) {
    uint64_t carry = 0;

    for (unsigned i = 0; i < LIMBS; i++) {
        coefficient partial = (coefficient)a.limb[i] + b.limb[i] + carry;

        a.limb[i] = (uint64_t)partial;
        carry = (uint64_t)(partial >> 64);
    }
    return a;
}

/* a - b, where a is not less than b. */
static wide wide_subtract(wide a, wide b) {
    uint64_t borrow = 0;

    for (unsigned i = 0; i < LIMBS; i++) {
        coefficient partial = (coefficient)a.limb[i] - b.limb[i] - borrow;

        a.limb[i] = (uint64_t)partial;
        borrow = (uint64_t)(partial >> 64) ? 1 : 0;
    }
    return a;
}

static int wide_compare(wide a, wide b) {
    for (unsigned i = LIMBS; i-- > 0;)
        if (a.limb[i] != b.limb[i])
            return a.limb[i] < b.limb[i] ? -1 : 1;
    return 0;
}

static uint64_t wide_divide_by_ten(wide a, wide *quotient) {
    uint64_t rest = 0;

    for (unsigned i = LIMBS; i-- > 0;) {
        coefficient partial = (coefficient)rest << 64 | a.limb[i];

        quotient->limb[i] = (uint64_t)(partial / 10);
        rest = (uint64_t)(partial % 10);
    }
    return rest;
}

/* The coefficient as short as it can be, which makes each value's form the only one. */
static lode_status finish(wide magnitude, int64_t exponent, bool negative, lode_decimal *decimal) {
    wide shorter;

    if (wide_compare(magnitude, (wide){{0}}) == 0) {
        *decimal = (lode_decimal){0, 0, 0, 0};
        return LODE_OK;
    }
    while (exponent < LODE_DECIMAL_EXPONENT_MAX && wide_divide_by_ten(magnitude, &shorter) == 0) {
        magnitude = shorter;
        exponent++;
    }
    for (; exponent > LODE_DECIMAL_EXPONENT_MAX && !magnitude.limb[2] && !magnitude.limb[3]; exponent--)
        magnitude = wide_multiply((coefficient)magnitude.limb[1] << 64 | magnitude.limb[0], 10);
    if (magnitude.limb[2] || magnitude.limb[3] || exponent > LODE_DECIMAL_EXPONENT_MAX || exponent < -LODE_DECIMAL_EXPONENT_MAX)
        return LODE_ERROR_OVERFLOW;
    *decimal = (lode_decimal){magnitude.limb[1], magnitude.limb[0], (int32_t)exponent, negative};
    return LODE_OK;
}

static coefficient power_of_ten(int64_t power) {
    coefficient result = 1;

    while (power-- > 0)
        result *= 10;
    return result;
}

/* Both magnitudes in units of the smaller exponent, which comes back. False where they are too far apart for that: then the one
 * with the larger exponent is the larger, and their sum and difference have too many digits. */
static bool align(lode_decimal a, lode_decimal b, wide *left, wide *right, int64_t *exponent) {
    int64_t difference = (int64_t)a.exponent - b.exponent;

    if (difference > SHIFT_MAX || difference < -SHIFT_MAX)
        return false;
    *left = wide_multiply(coefficient_of(a), power_of_ten(difference));
    *right = wide_multiply(coefficient_of(b), power_of_ten(-difference));
    *exponent = difference < 0 ? a.exponent : b.exponent;
    return true;
}

static bool is_zero(lode_decimal a) {
    return a.high == 0 && a.low == 0;
}

/* A decimal from outside may not be in its shortest form; those made here pass unchanged. What breaks the bounds of the
 * exponent is no decimal and counts as zero. */
static lode_decimal shortest(lode_decimal a) {
    lode_decimal result = {0, 0, 0, 0};

    finish(wide_multiply(coefficient_of(a), 1), a.exponent, a.negative != 0, &result);
    return result;
}

lode_decimal lode_decimal_from_integer(int64_t integer) {
    uint64_t magnitude = integer < 0 ? -(uint64_t)integer : (uint64_t)integer;

    return shortest((lode_decimal){0, magnitude, 0, integer < 0});
}

static bool append_digit(coefficient *digits, unsigned digit) {
    if (*digits > (~(coefficient)0 - digit) / 10)
        return false;
    *digits = *digits * 10 + digit;
    return true;
}

lode_status lode_decimal_parse(const char *text, size_t length, lode_decimal *decimal) {
    coefficient digits = 0;
    int64_t exponent = 0; /* of what `digits` holds */
    int64_t zeros = 0;    /* read and not yet in `digits`: they may turn out to be the last */
    bool negative = length > 0 && text[0] == '-';
    bool any = false, point = false;
    bool too_long = false;

    for (size_t i = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0; i < length; i++) {
        if (text[i] == '.' && !point && i + 1 < length) {
            point = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9')
            return LODE_ERROR_SYNTAX;
        any = true;
        exponent -= point;
        if (digits == 0 || text[i] == '0') {
            digits += (unsigned)(text[i] - '0');
            zeros = digits ? zeros + (text[i] == '0') : 0;
            continue;
        }
        for (; zeros >= 0 && !too_long; zeros--)
            too_long = !append_digit(&digits, zeros ? 0 : (unsigned)(text[i] - '0'));
        zeros = 0;
    }
    if (!any)
        return LODE_ERROR_SYNTAX;
    return too_long ? LODE_ERROR_OVERFLOW : finish(wide_multiply(digits, 1), exponent + zeros, negative, decimal);
}

size_t lode_decimal_format(lode_decimal decimal, char *text) {
    char digits[40]; /* 2^128 - 1 has 39; the last comes first */
    size_t count = 0, length = 0;
    int exponent;

    decimal = shortest(decimal);
    exponent = decimal.exponent;
    for (coefficient rest = coefficient_of(decimal); rest > 0 || count == 0; rest /= 10)
        digits[count++] = (char)('0' + (int)(rest % 10));
    if (decimal.negative)
        text[length++] = '-';
    if (exponent < 0 && (size_t)-exponent >= count) {
        text[length++] = '0';
        text[length++] = '.';
        for (size_t i = (size_t)-exponent; i > count; i--)
            text[length++] = '0';
    }
    for (size_t i = count; i-- > 0;) {
        text[length++] = digits[i];
        if (exponent < 0 && i > 0 && i == (size_t)-exponent)
            text[length++] = '.';
    }
    for (; exponent > 0; exponent--)
        text[length++] = '0';
    text[length] = '\0';
    return length;
}

lode_status lode_decimal_add(lode_decimal a, lode_decimal b, lode_decimal *sum) {
    wide left, right;
    int64_t exponent;

    a = shortest(a);
    b = shortest(b);
    if (is_zero(a) || is_zero(b)) {
        *sum = is_zero(a) ? b : a;
        return LODE_OK;
    }
    if (!align(a, b, &left, &right, &exponent))
        return LODE_ERROR_OVERFLOW;
    if (a.negative == b.negative)
        return finish(wide_add(left, right), exponent, a.negative != 0, sum);
    if (wide_compare(left, right) < 0)
        return finish(wide_subtract(right, left), exponent, b.negative != 0, sum);
    return finish(wide_subtract(left, right), exponent, a.negative != 0, sum);
}

lode_status lode_decimal_multiply(lode_decimal a, lode_decimal b, lode_decimal *product) {
    return finish(wide_multiply(coefficient_of(a), coefficient_of(b)), (int64_t)a.exponent + b.exponent,
                  (a.negative != 0) != (b.negative != 0), product);
}

lode_status lode_decimal_shift(lode_decimal a, int power, lode_decimal *scaled) {
    return finish(wide_multiply(coefficient_of(a), 1), (int64_t)a.exponent + power, a.negative != 0, scaled);
}

/* How often `factor` divides *number, which is left without it. */
static unsigned remove_factor(coefficient *number, unsigned factor) {
    unsigned count = 0;

    for (; *number % factor == 0; count++)
        *number /= factor;
    return count;
}

lode_status lode_decimal_divide(lode_decimal a, lode_decimal b, lode_decimal *quotient) {
    coefficient top = coefficient_of(a), bottom = coefficient_of(b);
    coefficient divisor = top, rest = bottom;
    unsigned twos, fives;
    int64_t exponent = (int64_t)a.exponent - b.exponent;

    if (bottom == 0)
        return LODE_ERROR_USAGE;
    if (top == 0)
        return finish((wide){{0}}, 0, false, quotient);
    while (rest) { /* Euclid */
        coefficient next = divisor % rest;

        divisor = rest;
        rest = next;
    }
    top /= divisor;
    bottom /= divisor;
    twos = remove_factor(&bottom, 2);
    fives = remove_factor(&bottom, 5);
    if (bottom != 1) /* then the decimals never end */
        return LODE_ERROR_OVERFLOW;
    for (; twos != fives; *(twos < fives ? &twos : &fives) += 1) {
        unsigned factor = twos < fives ? 2 : 5;

        if (top > ~(coefficient)0 / factor)
            return LODE_ERROR_OVERFLOW;
        top *= factor;
    }
    return finish(wide_multiply(top, 1), exponent - twos, (a.negative != 0) != (b.negative != 0), quotient);
}

lode_decimal lode_decimal_negate(lode_decimal a) {
    a = shortest(a);
    a.negative = !is_zero(a) && !a.negative;
    return a;
}

int lode_decimal_compare(lode_decimal a, lode_decimal b) {
    wide left, right;
    int64_t exponent;
    int order;

    a = shortest(a);
    b = shortest(b);
    if (is_zero(a) || is_zero(b) || a.negative != b.negative)
        return is_zero(a) ? (is_zero(b) ? 0 : b.negative ? 1 : -1) : a.negative ? -1 : 1;
    if (align(a, b, &left, &right, &exponent))
        order = wide_compare(left, right);
    else
        order = a.exponent < b.exponent ? -1 : 1;
    return a.negative ? -order : order;
}

bool lode_decimal_to_integer(lode_decimal a, int64_t *integer) {
    coefficient magnitude;
    coefficient limit;

    a = shortest(a);
    magnitude = coefficient_of(a);
    limit = (coefficient)INT64_MAX + (a.negative ? 1 : 0);
    if (a.exponent < 0)
        return false;
    for (int i = 0; i < a.exponent; i++) {
        if (magnitude > limit / 10)
            return false;
        magnitude *= 10;
    }
    if (magnitude > limit)
        return false;
    /* -1 - x keeps the conversion inside int64_t for its least value */
    *integer = a.negative ? -1 - (int64_t)(magnitude - 1) : (int64_t)magnitude;
    return true;
}
