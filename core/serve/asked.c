/* SPDX-License-Identifier: MIT */
#include "serve/asked.h"

#include "batch/naming.h"
#include "batch/selection.h"
#include "text/language_tag.h"

#include <lode/calendar.h>
#include <string.h>
#include <strings.h>

static lode_status refuse(const char *advice, const char *message, const char *value, lode_error *error) {
    lode_error_set(error, LODE_ERROR_USAGE, message, value);
    lode_error_advise(error, "%s", advice);
    return LODE_ERROR_USAGE;
}

/* ---- Headers ------------------------------------------------------------------------------------------------------ */

/* Whether a header's value, before its parameters, is `word` (RFC 9110, 8.3.1). */
static bool is_type(const char *value, const char *word) {
    size_t length = strlen(word);

    return value && strncasecmp(value, word, length) == 0 && strchr("; \t", value[length]);
}

/* A parameter of a header (RFC 9110, 5.6.6), copied; NULL: there is none, or memory ran out. */
static char *header_parameter(const char *value, const char *name, lode_arena *arena) {
    size_t length = strlen(name);

    for (const char *at = value ? strchr(value, ';') : NULL; at; at = strchr(at, ';')) {
        char *copy, *to;

        at += 1 + strspn(at + 1, " \t");
        if (strncasecmp(at, name, length) != 0 || at[length] != '=')
            continue;
        at += length + 1;
        if (*at != '"')
            return lode_arena_copy(arena, at, strcspn(at, "; \t"));
        copy = lode_arena_copy(arena, at + 1, strlen(at + 1));
        to = copy;
        for (const char *from = copy; from && *from && *from != '"'; from++)
            *to++ = *from == '\\' && from[1] ? *++from : *from;
        if (to)
            *to = '\0';
        return copy;
    }
    return NULL;
}

static int digit(char c) {
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c | 0x20) : NULL;

    return at && (c < 'A' || c > 'Z' || c <= 'F') ? (int)(at - digits) : -1;
}

/* The name of a file in Content-Disposition (RFC 6266): of its two forms the one that says its encoding goes first. */
static const char *file_name(const char *disposition, lode_arena *arena) {
    char *name = header_parameter(disposition, "filename*", arena), *to;

    if (!name || strncasecmp(name, "UTF-8'", 6) != 0 || !strchr(name + 6, '\''))
        return header_parameter(disposition, "filename", arena);
    name = strchr(name + 6, '\'') + 1;
    to = name;
    for (const char *from = name; *from; from++) {
        int high = *from == '%' ? digit(from[1]) : -1, low = high >= 0 ? digit(from[2]) : -1;

        *to++ = low >= 0 ? (char)(high * 16 + low) : *from;
        from += low >= 0 ? 2 : 0;
    }
    *to = '\0';
    return name;
}

/* The reader that a type of contents stands for; NULL: it is found by the name and the bytes. A JSON value on one line is a
 * line of JSON Lines. */
static const char *reader_of(const char *type) {
    if (is_type(type, "text/plain"))
        return "text";
    return is_type(type, "application/x-ndjson") || is_type(type, "application/jsonl") || is_type(type, "application/json")
               ? "jsonl"
               : NULL;
}

lode_status lode_asked_check(const lode_http_request *request, lode_error *error) {
    if (request->coding && *request->coding && strcasecmp(request->coding, "identity") != 0)
        return refuse("send it as it is; a compressed file is sent as a file, without Content-Encoding",
                      "the body is encoded as '%.40s', which the service does not undo", request->coding, error);
    if (is_type(request->type, "multipart/form-data"))
        return refuse("send the document itself as the body, as 'curl --data-binary @FILE' does",
                      "the body is a form ('%.20s')", request->type, error);
    return LODE_OK;
}

/* ---- Parameters --------------------------------------------------------------------------------------------------- */

static lode_status split_types(const char *value, lode_arena *arena, const char *const **types, lode_error *error) {
    size_t count = 1;
    const char **list;

    for (const char *at = value; *at; at++)
        count += *at == ',';
    list = lode_arena_array(arena, count + 1, sizeof *list);
    for (size_t i = 0; list && i < count; i++) {
        size_t length = strcspn(value, ",");

        list[i] = lode_arena_copy(arena, value, length);
        if (!list[i])
            return lode_error_no_memory(error);
        value += length + 1;
    }
    *types = list;
    return list ? LODE_OK : lode_error_no_memory(error);
}

/* Whether rules that are loaded are for a language; where there are rules for any language these run. */
static lode_status check_language(const char *language, const lode *engine, lode_error *error) {
    if (!lode_language_is_tag(language))
        return refuse("write it as in BCP 47, such as 'vi' or 'en-GB'", "'%s' is no language tag", language, error);
    for (size_t i = 0; i < lode_pack_count(engine); i++)
        if (!lode_pack_at(engine, i)->language && lode_pack_at(engine, i)->rule_count)
            return LODE_OK;
    if (lode_engine_serves(engine, language))
        return LODE_OK;
    return refuse("'/health' names the packs", "no pack that is loaded is for the language '%s'", language, error);
}

static lode_status check_about(const lode_about *about, const lode *engine, lode_error *error) {
    lode_status status = LODE_OK;
    lode_day day;

    if (about->date && lode_day_parse(about->date, strlen(about->date), &day) != LODE_OK)
        return refuse("write the day as YYYY-MM-DD", "'%s' is not a date", about->date, error);
    if (about->language)
        status = check_language(about->language, engine, error);
    return status;
}

lode_status lode_asked_read(const lode_http_functions *http, lode_http_exchange *exchange, const lode_http_request *request,
                            const lode *engine, const lode_about *about, lode_arena *arena, lode_asked *asked,
                            lode_error *error) {
    static const char *const names[] = {"name", "date", "language", "encoding", "reader", "type", NULL};
    const char *unknown = http->unknown(exchange, names), *values[6], *name, *charset = NULL;
    lode_buffer buffer = {0};
    lode_status status;

    if (unknown)
        return refuse("there are name, date, language, encoding, reader and type", "unknown parameter '%s'", unknown, error);
    for (size_t i = 0; names[i]; i++) {
        values[i] = http->parameter(exchange, names[i]);
        if (values[i] && !values[i][0])
            return refuse("give it a value, or leave it out", "the parameter '%s' is empty", names[i], error);
    }
    if (is_type(request->type, "text/plain"))
        charset = header_parameter(request->type, "charset", arena);
    asked->request.about = (lode_about){.date = values[1] ? values[1] : about->date,
                                        .language = values[2] ? values[2] : about->language,
                                        .encoding = values[3] ? values[3]
                                                    : charset ? charset
                                                              : about->encoding,
                                        .reader = values[4] ? values[4] : reader_of(request->type)};
    if (!asked->request.about.reader)
        asked->request.about.reader = about->reader;
    status = check_about(&asked->request.about, engine, error);
    if (status == LODE_OK && values[5])
        status = split_types(values[5], arena, &asked->request.types, error);
    if (status == LODE_OK)
        status = lode_selection_check(asked->request.types, engine, error);
    if (status != LODE_OK)
        return status;
    name = values[0] ? values[0] : file_name(request->disposition, arena);
    name = lode_document_name(&buffer, name && name[0] ? name : "-");
    asked->name = name ? lode_arena_copy(arena, name, strlen(name)) : NULL;
    lode_buffer_free(&buffer);
    return asked->name ? LODE_OK : lode_error_no_memory(error);
}
