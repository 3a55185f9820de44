/* SPDX-License-Identifier: MIT */
#include "ocr.h"

#include <cairo.h>
#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { DOTS_PER_INCH = 300, POINTS_PER_INCH = 72, MOST_PIXELS = 12000, BYTES_PER_PIXEL = 1 };

/* Tesseract's C interface (tesseract/capi.h), whose library is opened when it is wanted: so lode needs it neither to be built
 * nor to start, and its threads can be turned off beforehand. */
struct pdf_ocr {
    void *library, *handle;
    void (*delete_handle)(void *handle);
    int (*init)(void *handle, const char *data_path, const char *languages);
    void (*set_image)(void *handle, const unsigned char *data, int width, int height, int pixel_bytes, int line_bytes);
    void (*set_resolution)(void *handle, int dots_per_inch);
    char *(*get_text)(void *handle);
    void (*delete_text)(const char *text);
};

/* POSIX lets an object pointer be a function's; C itself does not. */
static bool find(void *library, const char *name, void *function) {
    *(void **)function = dlsym(library, name);
    return *(void **)function != NULL;
}

lode_status ocr_open(const char *languages, pdf_ocr **ocr, lode_error *error) {
    pdf_ocr *made = calloc(1, sizeof *made);
    void *(*create)(void) = NULL;

    *ocr = NULL;
    if (!made)
        return lode_error_no_memory(error);
    /* A worker has one thread, and may make no more. */
    setenv("OMP_THREAD_LIMIT", "1", 1);
    made->library = dlopen("libtesseract.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!made->library)
        made->library = dlopen("libtesseract.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!made->library || !find(made->library, "TessBaseAPICreate", &create) ||
        !find(made->library, "TessBaseAPIDelete", &made->delete_handle) ||
        !find(made->library, "TessBaseAPIInit3", &made->init) ||
        !find(made->library, "TessBaseAPISetImage", &made->set_image) ||
        !find(made->library, "TessBaseAPISetSourceResolution", &made->set_resolution) ||
        !find(made->library, "TessBaseAPIGetUTF8Text", &made->get_text) ||
        !find(made->library, "TessDeleteText", &made->delete_text)) {
        free(made);
        lode_error_set(error, LODE_ERROR_PLUGIN, "pages that are pictures need Tesseract, which is not installed");
        lode_error_advise(error, "on Debian: apt-get install tesseract-ocr tesseract-ocr-vie");
        return LODE_ERROR_PLUGIN;
    }
    made->handle = create();
    if (!made->handle || made->init(made->handle, NULL, languages) != 0) {
        ocr_close(made);
        lode_error_set(error, LODE_ERROR_PLUGIN, "Tesseract has no data for '%s'", languages);
        lode_error_advise(error, "on Debian: apt-get install tesseract-ocr-LANGUAGE, or set pdf.ocr_languages");
        return LODE_ERROR_PLUGIN;
    }
    *ocr = made;
    return LODE_OK;
}

void ocr_close(pdf_ocr *ocr) {
    if (!ocr)
        return;
    if (ocr->handle)
        ocr->delete_handle(ocr->handle);
    free(ocr);
}

/* Draws a page in shades of grey on white; NULL where it is empty or far too large. */
static cairo_surface_t *draw(PopplerPage *page) {
    const double scale = (double)DOTS_PER_INCH / POINTS_PER_INCH;
    cairo_surface_t *surface;
    cairo_t *context;
    double width, height;

    poppler_page_get_size(page, &width, &height);
    if (!(width >= 1 && height >= 1 && width * scale <= MOST_PIXELS && height * scale <= MOST_PIXELS))
        return NULL;
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width * scale), (int)ceil(height * scale));
    context = cairo_create(surface);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_scale(context, scale, scale);
    poppler_page_render(page, context);
    cairo_destroy(context);
    cairo_surface_flush(surface);
    return surface;
}

/* A picture's green, which is nearly its grey, a byte a pixel. */
static unsigned char *make_grey(cairo_surface_t *surface, int width, int height) {
    unsigned char *grey = malloc((size_t)width * (size_t)height);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);

    for (size_t row = 0; grey && data && row < (size_t)height; row++)
        for (size_t column = 0; column < (size_t)width; column++) {
            uint32_t pixel = ((const uint32_t *)(const void *)(data + row * stride))[column];

            grey[row * (size_t)width + column] = (unsigned char)(pixel >> 8);
        }
    return grey;
}

char *ocr_read(pdf_ocr *ocr, PopplerPage *page) {
    cairo_surface_t *surface = draw(page);
    char *text = NULL;

    if (surface && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
        unsigned char *grey = make_grey(surface, width, height);

        if (grey) {
            ocr->set_image(ocr->handle, grey, width, height, BYTES_PER_PIXEL, width);
            ocr->set_resolution(ocr->handle, DOTS_PER_INCH);
            text = ocr->get_text(ocr->handle);
        }
        free(grey);
    }
    if (surface)
        cairo_surface_destroy(surface);
    return text;
}

void ocr_free_text(pdf_ocr *ocr, char *text) {
    ocr->delete_text(text);
}
