/* SPDX-License-Identifier: MIT */
/* The writer for training data in columns, as the shared tasks of CoNLL have them: a token and its tag a line, an empty line
 * behind each sentence, -DOCSTART- before each document. Tags are B-TYPE where an entity begins, I-TYPE inside it, O outside
 * (BIO). A token is a run of letters, marks, numbers and '_', numbers with the points and commas inside them, or any other
 * character alone; it ends where an entity does. */
#include <lode/plugin.h>
#include <string.h>
#include <utf8proc.h>

/* The entity at work among those of a document, none of which begins inside another. */
typedef struct tagging {
    const lode_result *result;
    lode_output *output;
    size_t entity;    /* the first that does not end before the token at work */
    bool in_entity;   /* a token of it was written in this sentence */
    bool in_sentence; /* a token was written in this sentence */
} tagging;

static size_t entity_start(const tagging *at) {
    return at->entity < at->result->entity_count ? at->result->text_offsets[at->entity] : SIZE_MAX;
}

static size_t entity_end(const tagging *at) {
    return entity_start(at) + at->result->entities[at->entity].length;
}

/* Moves to the first entity that ends behind a place; those that begin inside one that was taken are passed over. */
static void find_entity(tagging *at, size_t place) {
    size_t taken = 0;

    while (at->entity < at->result->entity_count && (entity_end(at) <= place || entity_start(at) < taken)) {
        taken = entity_end(at) > taken ? entity_end(at) : taken;
        at->entity++;
        at->in_entity = false;
    }
}

typedef enum kind { SPACE, WORD, DIGIT, OTHER } kind;

/* What a character is, and its bytes. Broken bytes stand alone. */
static kind kind_of(const lode_result *result, size_t place, size_t *length) {
    size_t left = result->text_length - place;
    utf8proc_int32_t code_point;
    utf8proc_ssize_t taken =
        utf8proc_iterate((const utf8proc_uint8_t *)result->text + place, left > 4 ? 4 : (utf8proc_ssize_t)left, &code_point);

    *length = taken > 0 ? (size_t)taken : 1;
    if (taken <= 0)
        return OTHER;
    if (code_point == '_')
        return WORD;
    switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return SPACE;
    case UTF8PROC_CATEGORY_ND:
        return DIGIT;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return WORD;
    default:
        return OTHER;
    }
}

/* The end of the token that begins at a place and goes at most to `most`. */
static size_t token_end(const lode_result *result, size_t place, size_t most) {
    size_t length, next;
    kind before = kind_of(result, place, &length);

    place += length;
    while (before != OTHER && place < most) {
        kind here = kind_of(result, place, &length);
        bool point = result->text[place] == '.' || result->text[place] == ',';

        if (here == OTHER && before == DIGIT && point && place + length < most &&
            kind_of(result, place + length, &next) == DIGIT)
            here = DIGIT;
        if (here != WORD && here != DIGIT)
            break;
        before = here;
        place += length;
    }
    return place < most ? place : most;
}

static void put_token(tagging *at, size_t start, size_t end) {
    lode_output_write(at->output, at->result->text + start, end - start);
    if (start >= entity_start(at)) {
        lode_output_string(at->output, at->in_entity ? "\tI-" : "\tB-");
        lode_output_string(at->output, at->result->entities[at->entity].type);
        at->in_entity = true;
    } else {
        lode_output_string(at->output, "\tO");
    }
    lode_output_string(at->output, "\n");
    at->in_sentence = true;
}

static void end_sentence(tagging *at) {
    if (at->in_sentence)
        lode_output_string(at->output, "\n");
    at->in_sentence = at->in_entity = false;
}

/* The tokens between two places, which are one sentence or, where sentences are not known, lines that are one each. */
static void put_tokens(tagging *at, size_t place, size_t end, bool lines) {
    while (place < end) {
        size_t length, most = end;

        if (kind_of(at->result, place, &length) == SPACE) {
            if (lines && at->result->text[place] == '\n')
                end_sentence(at);
            place += length;
            continue;
        }
        find_entity(at, place);
        if (entity_start(at) > place && entity_start(at) < most)
            most = entity_start(at);
        else if (entity_start(at) <= place && entity_end(at) < most)
            most = entity_end(at);
        length = token_end(at->result, place, most);
        put_token(at, place, length);
        place = length;
    }
    end_sentence(at);
}

static lode_status write_document(void *state, const lode_result *result, lode_output *output, lode_error *error) {
    tagging at = {.result = result, .output = output};
    bool placed = false;

    (void)state;
    if (result->status != LODE_OK)
        return LODE_OK;
    if (!result->text || (result->entity_count && !result->text_offsets)) {
        lode_error_set(error, LODE_ERROR_USAGE, "its entities do not stand in the text that is with them");
        lode_error_at(error, result->document, 0, 0);
        return LODE_ERROR_USAGE;
    }
    lode_output_string(output, "-DOCSTART-\tO\n\n");
    for (size_t i = 0; i < result->sentence_count; i++) {
        const lode_text_sentence *sentence = &result->sentences[i];
        size_t start = sentence->length ? (size_t)(sentence->text - result->text) : 0;

        if (sentence->length)
            put_tokens(&at, start, start + sentence->length, false);
        placed |= sentence->length > 0;
    }
    if (!placed)
        put_tokens(&at, 0, result->text_length, true);
    return LODE_OK;
}

static const lode_writer writer = {
    .format = "conll", .lines = LODE_LINES_WHOLE, .needs_text = true, .document = write_document};

LODE_PLUGIN(conll, "1.0", "training data: a token and its tag (BIO) a line, sentences apart", .writer = &writer)
