/* SPDX-License-Identifier: MIT */
/* Bytes of a Windows code page as UTF-8. */
#ifndef LODE_OFFICE_CODE_PAGE_H
#define LODE_OFFICE_CODE_PAGE_H

#include "bytes.h"

#include <lode/plugin.h>

enum {
    CODE_PAGES_MOST = 24,   /* that a file may use; others are taken for windows-1252 */
    CODE_PAGE_PLAIN = 28591 /* ISO 8859-1: each byte is the code point of its number */
};

typedef struct code_page {
    int number;        /* 1258 */
    char utf8[128][8]; /* of the bytes from 0x80 on, terminated; empty where there is none */
    bool is_multibyte; /* then the bytes are decoded together */
} code_page;

/* Those of a file. */
typedef struct code_pages {
    code_page all[CODE_PAGES_MOST];
    size_t count;
} code_pages;

/* The code page of a number; one that is not known is taken for windows-1252. */
const code_page *code_page_of(code_pages *all, int number, lode_record *record);

/* Adds bytes in it. False where memory ran out. */
bool code_page_decode(const code_page *page, const char *text, size_t length, lode_record *record, byte_buffer *to);

/* Of a font's or text's character set as RTF numbers them; 0: as the document. */
int code_page_of_charset(int charset);

#endif
