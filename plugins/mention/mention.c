/* SPDX-License-Identifier: MIT */
/* The extractor `mention`: a name in full, and one or more words of it, or all, later in the document. A rule of stage 2 or
 * later matches what may be such a part (any lone word with a capital, say); the match is kept where an entity of the rule's
 * type stands before it and begins or ends with these words. Which end of a name stands for it is for the pack to say, with
 * `set: {part: first}` or `last`; with `kind` as well, only entities of that kind count (of these kinds, with spaces between
 * them), and the mention is of its name's kind. */
#include <lode/plugin.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { HASHED = 3 /* bytes */, BEGINNINGS = 1 << 12 };

/* The words that stand for a name. */
typedef struct mention_word {
    const char *text;
    size_t length;
    size_t start, end;      /* of the name, in bytes of the document */
    const lode_value *kind; /* of the name, where the rule asks for kinds */
} mention_word;

typedef struct mention_binding {
    const char *type;
    const lode_value *kinds; /* of the entities that count, with spaces between them; NULL: all */
    bool is_last;            /* the last words of a name stand for it, not the first */
    bool is_indexed;         /* `words` are those of the document at work */
    mention_word *words;     /* sorted by their bytes, then by place */
    size_t word_count;
    uint64_t beginnings[BEGINNINGS / 64]; /* a bit for every hash of the bytes with which words begin */
    bool is_short;                        /* some have fewer bytes */
    struct mention_binding *next;         /* of all bound rules */
} mention_binding;

typedef struct mention_state {
    mention_binding *bindings;
} mention_state;

static lode_status open_state(void **state, lode_error *error) {
    *state = calloc(1, sizeof(mention_state));
    return *state ? LODE_OK : lode_error_no_memory(error);
}

/* The only value that the rule gives a field; NULL: none or several. */
static const lode_value *constant_field(const lode_rule *rule, const char *name) {
    int field = lode_rule_field(rule, name);
    size_t count = field < 0 ? 0 : lode_rule_field_value_count(rule, (size_t)field);
    return count == 1 ? lode_rule_field_value(rule, (size_t)field, 0) : NULL;
}

static lode_status bind(void *state, const lode_rule *rule, void **binding, lode_error *error) {
    mention_state *all = state;
    const lode_value *value = constant_field(rule, "part"), *kind = constant_field(rule, "kind");
    if (!value || (!lode_value_is(value, "first") && !lode_value_is(value, "last")))
        return lode_rule_refuse(error, "use set: {part: first} or set: {part: last}",
                                "a mention rule must say which end of a name it finds");
    mention_binding *made = malloc(sizeof *made);
    if (!made)
        return lode_error_no_memory(error);
    *made = (mention_binding){
        .type = lode_rule_type(rule), .kinds = kind, .is_last = lode_value_is(value, "last"), .next = all->bindings};
    all->bindings = made;
    *binding = made;
    return LODE_OK;
}

static void forget(mention_binding *binding) {
    free(binding->words);
    binding->words = NULL;
    binding->word_count = 0;
    binding->is_indexed = binding->is_short = false;
    memset(binding->beginnings, 0, sizeof binding->beginnings);
}

static void unbind(void *state, void *bound) {
    mention_state *all = state;
    mention_binding **link = &all->bindings;
    while (*link && *link != bound)
        link = &(*link)->next;
    if (*link)
        *link = (*link)->next;
    forget(bound);
    free(bound);
}

static int compare_text(const mention_word *a, const mention_word *b) {
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return memcmp(a->text, b->text, a->length);
}

static int compare_words(const void *left, const void *right) {
    const mention_word *a = left, *b = right;
    int order = compare_text(a, b);
    return order != 0 ? order : (a->end > b->end) - (a->end < b->end);
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\n';
}

static bool is_among(const lode_value *kinds, const lode_value *kind) {
    for (size_t start = 0, end; start < kinds->length; start = end + 1) {
        for (end = start; end < kinds->length && kinds->text[end] != ' ';)
            end++;
        if (end - start == kind->length && memcmp(kinds->text + start, kind->text, kind->length) == 0)
            return true;
    }
    return false;
}

static const lode_value *kind_of(const lode_entity *name) {
    for (size_t i = 0; i < name->attribute_count; i++)
        if (strcmp(name->attributes[i].name, "kind") == 0 && name->attributes[i].value.kind == LODE_VALUE_TEXT)
            return &name->attributes[i].value;
    return NULL;
}

/* Whether a name is one that the rule's mentions may stand for. */
static bool is_wanted(const mention_binding *binding, const lode_entity *name) {
    if (strcmp(name->type, binding->type) != 0)
        return false;
    const lode_value *kind = binding->kinds ? kind_of(name) : NULL;
    return !binding->kinds || (kind && is_among(binding->kinds, kind));
}

/* Adds what a name ends or begins with, from one word up to all of it, as spaces divide them. `words` may be NULL, to count.
 * Returns their number. */
static size_t add_parts(const mention_binding *binding, const char *text, const lode_entity *name, mention_word *words) {
    const mention_word whole = {.text = text + name->start,
                                .length = name->end - name->start,
                                .start = name->start,
                                .end = name->end,
                                .kind = binding->kinds ? kind_of(name) : NULL};
    size_t count = 1;
    if (words)
        words[0] = whole;
    for (size_t i = name->start; i < name->end; i++) {
        if (!is_space(text[i]))
            continue;
        size_t start = binding->is_last ? i + 1 : name->start, end = binding->is_last ? name->end : i;
        if (words) {
            words[count] = whole;
            words[count].text = text + start;
            words[count].length = end - start;
        }
        count++;
    }
    return count;
}

static size_t hash_beginning(const char *text) {
    return ((unsigned char)text[0] * 1009u + (unsigned char)text[1] * 211u + (unsigned char)text[2] * 17u) % BEGINNINGS;
}

static void note_beginnings(mention_binding *binding) {
    for (size_t i = 0; i < binding->word_count; i++) {
        const mention_word *word = &binding->words[i];
        if (word->length < HASHED) {
            binding->is_short = true;
        } else {
            size_t hash = hash_beginning(word->text);
            binding->beginnings[hash / 64] |= UINT64_C(1) << hash % 64;
        }
    }
}

/* A document may have tens of thousands of names and as many mentions: they are met by a search, not by comparing all. */
static lode_status index_names(mention_binding *binding, const lode_document *document, const char *text) {
    size_t count = lode_document_entity_count(document), part_count = 0;
    for (size_t i = 0; i < count; i++)
        if (is_wanted(binding, lode_document_entity(document, i)))
            part_count += add_parts(binding, text, lode_document_entity(document, i), NULL);
    binding->words = part_count > 0 ? malloc(part_count * sizeof *binding->words) : NULL;
    if (part_count > 0 && !binding->words)
        return LODE_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (is_wanted(binding, lode_document_entity(document, i)))
            binding->word_count +=
                add_parts(binding, text, lode_document_entity(document, i), binding->words + binding->word_count);
    if (binding->word_count > 0)
        qsort(binding->words, binding->word_count, sizeof *binding->words, compare_words);
    note_beginnings(binding);
    binding->is_indexed = true;
    return LODE_OK;
}

/* The last name before the mention that the words stand for; NULL: none. `mention` has the mention's place as its end. */
static const mention_word *find_name(const mention_binding *binding, const mention_word *mention) {
    size_t low = 0, high = binding->word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_words(&binding->words[middle], mention) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    const mention_word *found = low > 0 ? &binding->words[low - 1] : NULL;
    return found && compare_text(found, mention) == 0 ? found : NULL;
}

/* Most words that a rule finds are of no name. */
static bool may_start(void *state, void *bound, const lode_document *document, size_t at) {
    (void)state;
    mention_binding *binding = bound;
    size_t size;
    const char *text = lode_document_text(document, &size);
    if (!binding->is_indexed && index_names(binding, document, text) != LODE_OK)
        return true; /* accept tells */
    if (binding->is_short || size - at < HASHED)
        return true;
    size_t hash = hash_beginning(text + at);
    return binding->beginnings[hash / 64] >> hash % 64 & 1;
}

static lode_status accept(void *state, void *bound, const lode_match *match, lode_draft *draft, lode_error *error) {
    (void)state;
    mention_binding *binding = bound;
    const lode_document *document = lode_match_document(match);
    size_t start, end, size;
    const char *text = lode_document_text(document, &size);
    lode_match_span(match, &start, &end);
    lode_status status = binding->is_indexed ? LODE_OK : index_names(binding, document, text);
    if (status == LODE_OK) {
        const mention_word mention = {.text = text + start, .length = end - start, .end = start};
        const mention_word *name = find_name(binding, &mention);
        if (!name)
            return lode_error_set(error, LODE_DECLINED, "no name in the document is its fuller form");
        if (name->end - name->start > mention.length)
            status = lode_draft_set_text(draft, "name", text + name->start, name->end - name->start);
        if (status == LODE_OK && name->kind)
            status = lode_draft_set_text(draft, "kind", name->kind->text, name->kind->length);
    }
    return status == LODE_OK ? LODE_OK : lode_error_no_memory(error);
}

static lode_status finish(void *state, lode_document *document, lode_error *error) {
    (void)document, (void)error;
    for (mention_binding *b = ((mention_state *)state)->bindings; b; b = b->next)
        forget(b);
    return LODE_OK;
}

static const lode_extractor extractor = {.open = open_state,
                                         .bind = bind,
                                         .accept = accept,
                                         .finish = finish,
                                         .unbind = unbind,
                                         .close = free,
                                         .may_start = may_start};

LODE_PLUGIN(mention, "1.0", "words of a name, where the document has the name in full before it", .extractor = &extractor)
