/* SPDX-License-Identifier: MIT */
#include "code_page.h"

#include <stdio.h>
#include <string.h>

#define UNREADABLE "\xEF\xBF\xBD" /* U+FFFD, for characters that are none of their page */

static bool is_multibyte(int number) {
    return number == 932 || number == 936 || number == 949 || number == 950 || number == 1361 || number == 65001;
}

static void name_of(int number, char name[16]) {
    if (number == CODE_PAGE_PLAIN)
        strcpy(name, "ISO-8859-1");
    else if (number == 10000 || number == 65001)
        strcpy(name, number == 10000 ? "macintosh" : "UTF-8");
    else
        snprintf(name, 16, "CP%d", number);
}

static void read_page(code_page *page, lode_record *record) {
    char name[16];

    name_of(page->number, name);
    for (int i = 0; i < 128; i++) {
        const unsigned char byte = (unsigned char)(0x80 + i);
        const char *text;
        size_t length;
        lode_error error;

        if ((lode_record_decode(record, &byte, 1, name, &text, &length, &error) == LODE_OK ||
             lode_record_decode(record, &byte, 1, "CP1252", &text, &length, &error) == LODE_OK) &&
            length < sizeof page->utf8[i])
            memcpy(page->utf8[i], text, length);
    }
}

const code_page *code_page_of(code_pages *all, int number, lode_record *record) {
    for (size_t i = 0; i < all->count; i++)
        if (all->all[i].number == number)
            return &all->all[i];
    if (all->count + 1 == CODE_PAGES_MOST && number != 1252)
        return code_page_of(all, 1252, record);
    all->all[all->count] = (code_page){.number = number, .is_multibyte = is_multibyte(number)};
    if (!all->all[all->count].is_multibyte)
        read_page(&all->all[all->count], record);
    return &all->all[all->count++];
}

bool code_page_decode(const code_page *page, const char *text, size_t length, lode_record *record, byte_buffer *to) {
    const char *decoded;
    char name[16];
    lode_error error;

    name_of(page->number, name);
    if (page->is_multibyte &&
        lode_record_decode(record, (const unsigned char *)text, length, name, &decoded, &length, &error) == LODE_OK)
        return bytes_add(to, decoded, length);
    if (page->is_multibyte)
        return bytes_add(to, UNREADABLE, sizeof UNREADABLE - 1);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte < 0x80)
            bytes_add(to, text + i, 1);
        else
            bytes_add(to, page->utf8[byte - 0x80], strlen(page->utf8[byte - 0x80]));
    }
    return !to->failed;
}

int code_page_of_charset(int charset) {
    static const int PAGES[][2] = {{0, 1252},   {77, 10000}, {128, 932},  {129, 949},  {130, 1361}, {134, 936},
                                   {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256},
                                   {186, 1257}, {204, 1251}, {222, 874},  {238, 1250}};

    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
        if (PAGES[i][0] == charset)
            return PAGES[i][1];
    return 0;
}
