/* SPDX-License-Identifier: MIT */
#include "fonts.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

/* The characters of 0xA0 to 0xFF in TCVN 5712:1993 (VN1, of which VN3 is the part without capitals that have a tone). */
enum { TCVN_FIRST = 0xA0 };
static const uint16_t TCVN[] = {0x00A0, 0x0102, 0x00C2, 0x00CA, 0x00D4, 0x01A0, 0x01AF, 0x0110, 0x0103, 0x00E2, 0x00EA, 0x00F4,
                                0x01A1, 0x01B0, 0x0111, 0x1EB0, 0x0300, 0x0309, 0x0303, 0x0301, 0x0323, 0x00E0, 0x1EA3, 0x00E3,
                                0x00E1, 0x1EA1, 0x1EB2, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB4, 0x1EAE, 0x1EA6, 0x1EA8, 0x1EAA,
                                0x1EA4, 0x1EC0, 0x1EB7, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0x00E8, 0x1EC2, 0x1EBB, 0x1EBD,
                                0x00E9, 0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0x00EC, 0x1EC9, 0x1EC4, 0x1EBE, 0x1ED2,
                                0x0129, 0x00ED, 0x1ECB, 0x00F2, 0x1ED4, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7,
                                0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0x00F9, 0x1ED6, 0x1EE7, 0x0169, 0x00FA,
                                0x1EE5, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5, 0x1ED0};

/* The vowels, each with no tone, grave, hook, tilde, acute, dot below. */
enum { VOWELS = 12, TONES = 6, NO_VOWEL = VOWELS };
enum { A, A_BREVE, A_CIRCUMFLEX, E, E_CIRCUMFLEX, I, O, O_CIRCUMFLEX, O_HORN, U, U_HORN, Y };
static const uint16_t VOWEL[VOWELS][TONES] = {
    {'a', 0x00E0, 0x1EA3, 0x00E3, 0x00E1, 0x1EA1},    {0x0103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7},
    {0x00E2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD}, {'e', 0x00E8, 0x1EBB, 0x1EBD, 0x00E9, 0x1EB9},
    {0x00EA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7}, {'i', 0x00EC, 0x1EC9, 0x0129, 0x00ED, 0x1ECB},
    {'o', 0x00F2, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD},    {0x00F4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9},
    {0x01A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3}, {'u', 0x00F9, 0x1EE7, 0x0169, 0x00FA, 0x1EE5},
    {0x01B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1}, {'y', 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5}};

/* VNI's codes for the marks on the vowel before them (VNI Software, VNI for Windows): a shape and a tone. */
typedef enum vni_shape { PLAIN, CIRCUMFLEX, BREVE } vni_shape;
static const struct {
    uint8_t code, shape, tone;
} VNI_MARKS[] = {{0xF8, PLAIN, 1},      {0xFB, PLAIN, 2},      {0xF5, PLAIN, 3},      {0xF9, PLAIN, 4},
                 {0xEF, PLAIN, 5},      {0xE2, CIRCUMFLEX, 0}, {0xE0, CIRCUMFLEX, 1}, {0xE5, CIRCUMFLEX, 2},
                 {0xE3, CIRCUMFLEX, 3}, {0xE1, CIRCUMFLEX, 4}, {0xE4, CIRCUMFLEX, 5}, {0xEA, BREVE, 0},
                 {0xE8, BREVE, 1},      {0xFA, BREVE, 2},      {0xFC, BREVE, 3},      {0xE9, BREVE, 4},
                 {0xEB, BREVE, 5}};
/* Its codes that are whole letters. */
static const struct {
    uint16_t code, letter;
} VNI_LETTERS[] = {{0xF1, 0x0111}, {0xED, 0x00ED}, {0xEC, 0x00EC}, {0xE6, 0x1EC9},
                   {0xF3, 0x0129}, {0xF2, 0x1ECB}, {0xEE, 0x1EF5}};

font_coding font_coding_of(const char *name, size_t length) {
    while (length && (*name == '\'' || *name == '"' || *name == ' ')) {
        name++;
        length--;
    }
    while (length && strchr("'\" ", name[length - 1]))
        length--;
    if (!length)
        return FONT_UNSAID;
    if (length > 3 && strncasecmp(name, ".Vn", 3) == 0)
        return name[length - 1] == 'H' ? FONT_TCVN3_CAPITALS : FONT_TCVN3;
    return length > 4 && strncasecmp(name, "VNI-", 4) == 0 ? FONT_VNI : FONT_UNICODE;
}

/* The next code point of valid UTF-8. */
static uint32_t next_code(const char *text, size_t length, size_t *at) {
    unsigned char lead = (unsigned char)text[(*at)++];
    unsigned more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t code = lead < 0x80 ? lead : lead & (0x3Fu >> more);

    for (; more && *at < length; more--)
        code = code << 6 | ((unsigned char)text[(*at)++] & 0x3F);
    return code;
}

/* Word gives the codes of fonts that it takes for sets of symbols a place of their own. */
static uint32_t font_code(uint32_t code) {
    return code >= 0xF020 && code <= 0xF0FF ? code - 0xF000 : code;
}

static bool is_unicode(const char *text, size_t length) {
    static const uint16_t LETTERS[] = {0x0102, 0x0110, 0x0128, 0x0168, 0x01A0, 0x01AF};

    for (size_t at = 0; at < length;) {
        uint32_t code = next_code(text, length, &at);

        if (code >= 0x1EA0 && code <= 0x1EF9)
            return true;
        for (size_t i = 0; code > 0xFF && i < sizeof LETTERS / sizeof *LETTERS; i++)
            if (code == LETTERS[i] || code == LETTERS[i] + 1u)
                return true;
    }
    return false;
}

/* The capital of an ASCII or Vietnamese letter; other characters stay. */
static uint32_t capital_of(uint32_t code) {
    if ((code >= 'a' && code <= 'z') || (code >= 0xE0 && code <= 0xFE && code != 0xF7))
        return code - 0x20;
    if (code == 0x01A1 || code == 0x01B0)
        return code == 0x01A1 ? 0x01A0 : 0x01AF;
    return (code >= 0x1EA0 && code <= 0x1EF9) || (code >= 0x0102 && code <= 0x0169) ? code & ~(uint32_t)1 : code;
}

static bool decode_tcvn(bool capitals, const char *text, size_t length, byte_buffer *to) {
    for (size_t at = 0; at < length;) {
        uint32_t code = font_code(next_code(text, length, &at));

        if (code >= TCVN_FIRST && code <= 0xFF)
            code = TCVN[code - TCVN_FIRST];
        if (!bytes_add_character(to, capitals ? capital_of(code) : code))
            return false;
    }
    return true;
}

/* The vowel that was written last, on which marks may follow. */
typedef struct vni_vowel {
    unsigned vowel, tone; /* NO_VOWEL: something else was */
    bool capital;
    size_t offset; /* in what was written */
} vni_vowel;

static unsigned vowel_of(uint32_t small) {
    if (small == 0xF6 || small == 0xF4)
        return small == 0xF6 ? U_HORN : O_HORN;
    for (unsigned i = 0; i < VOWELS; i++)
        if (VOWEL[i][0] == small && small < 0x80)
            return i;
    return NO_VOWEL;
}

/* The vowel with the shape; NO_VOWEL: it cannot have it. */
static unsigned shaped(unsigned vowel, vni_shape shape) {
    if (shape == PLAIN)
        return vowel;
    if (shape == BREVE)
        return vowel == A ? A_BREVE : NO_VOWEL;
    return vowel == A ? A_CIRCUMFLEX : vowel == E ? E_CIRCUMFLEX : vowel == O ? O_CIRCUMFLEX : NO_VOWEL;
}

static bool write_vowel(const vni_vowel *last, byte_buffer *to) {
    uint32_t code = VOWEL[last->vowel][last->tone];

    to->length = last->offset;
    return bytes_add_character(to, last->capital ? capital_of(code) : code);
}

/* Whether a code marks the vowel before it, which then is written anew. */
static bool marks_vowel(vni_vowel *last, uint32_t small, byte_buffer *to) {
    if (last->vowel == NO_VOWEL || last->tone)
        return false;
    for (size_t i = 0; i < sizeof VNI_MARKS / sizeof *VNI_MARKS; i++) {
        unsigned vowel = VNI_MARKS[i].code == small ? shaped(last->vowel, (vni_shape)VNI_MARKS[i].shape) : NO_VOWEL;

        if (vowel == NO_VOWEL)
            continue;
        last->vowel = vowel;
        last->tone = VNI_MARKS[i].tone;
        write_vowel(last, to);
        return true;
    }
    return false;
}

static bool decode_vni(const char *text, size_t length, byte_buffer *to) {
    vni_vowel last = {.vowel = NO_VOWEL};

    for (size_t at = 0; at < length && !to->failed;) {
        uint32_t code = font_code(next_code(text, length, &at)), small = code;

        if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7))
            small += 0x20;
        if (marks_vowel(&last, small, to))
            continue;
        last = (vni_vowel){.vowel = vowel_of(small), .capital = small != code, .offset = to->length};
        for (size_t i = 0; i < sizeof VNI_LETTERS / sizeof *VNI_LETTERS; i++)
            if (VNI_LETTERS[i].code == small)
                code = last.capital ? capital_of(VNI_LETTERS[i].letter) : VNI_LETTERS[i].letter;
        if (last.vowel != NO_VOWEL)
            write_vowel(&last, to);
        else
            bytes_add_character(to, code);
    }
    return !to->failed;
}

bool font_decode(font_coding coding, const char *text, size_t length, byte_buffer *to) {
    if (coding <= FONT_UNICODE || is_unicode(text, length))
        return bytes_add(to, text, length);
    return coding == FONT_VNI ? decode_vni(text, length, to) : decode_tcvn(coding == FONT_TCVN3_CAPITALS, text, length, to);
}
