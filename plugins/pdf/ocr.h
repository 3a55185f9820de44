/* SPDX-License-Identifier: MIT */
/* Reading the words of a page that is a picture, by Tesseract where it is installed. */
#ifndef LODE_PDF_OCR_H
#define LODE_PDF_OCR_H

#include <lode/plugin.h>
#include <poppler.h>

typedef struct pdf_ocr pdf_ocr;

/* Gets Tesseract ready for languages such as "vie+eng". LODE_OK, or LODE_ERROR_PLUGIN with what to install. */
lode_status ocr_open(const char *languages, pdf_ocr **ocr, lode_error *error);
void ocr_close(pdf_ocr *ocr); /* NULL is fine */

/* The text of a page, line by line, in UTF-8; NULL where it cannot be drawn. Free with ocr_free_text. */
char *ocr_read(pdf_ocr *ocr, PopplerPage *page);
void ocr_free_text(pdf_ocr *ocr, char *text);

#endif
