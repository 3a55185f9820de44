/* SPDX-License-Identifier: MIT */
/* Images: things that point at each other come out of one as they went in, wherever it lies. */
#include "cache/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct leaf {
    char kind;
    const char *bytes;
    size_t length;
} leaf;

typedef struct tree {
    const char *name;
    const leaf *leaves;
    size_t leaf_count;
    const struct tree *root, *other;
    const uint32_t *numbers;
    size_t highest; /* of the numbers' indices */
    const char *const *words;
    size_t word_count;
    void *own; /* not to be kept */
} tree;

static const lode_layout tree_layout;

static const lode_layout_member leaf_members[] = {
    LODE_GAP(leaf, kind, offsetof(leaf, bytes)),
    LODE_BYTES(leaf, bytes, length),
};
static const lode_layout leaf_layout = LODE_LAYOUT(leaf, leaf_members);

static const lode_layout_member tree_members[] = {
    LODE_STRING(tree, name),
    LODE_THINGS(tree, leaves, leaf_count, &leaf_layout),
    LODE_THING(tree, root, &tree_layout),
    LODE_THING(tree, other, &tree_layout),
    {LODE_LAYOUT_THINGS, offsetof(tree, numbers), offsetof(tree, highest), 1, &lode_layout_uint32},
    LODE_THINGS(tree, words, word_count, &lode_layout_string),
    LODE_CLEARED(tree, own),
};
static const lode_layout tree_layout = LODE_LAYOUT(tree, tree_members);

/* The image of some things, in memory of exactly its size and away from where it was made. */
static char *image_of_trees(size_t *length) {
    static const char *const words[] = {"one", "", "one more"};
    static const uint32_t numbers[] = {7, 8, 9};
    static const char shared[] = "a\0b";
    leaf leaves[] = {{.kind = 'x', .bytes = shared, .length = 3}, {.kind = 'y', .bytes = shared, .length = 3}, {.kind = 'z'}};
    tree other = {.name = "other"}, root = {.name = "root"};
    lode_buffer image = {0};
    char *moved;

    root = (tree){"root", leaves, 3, &root, &other, numbers, 2, words, 3, &root};
    other.root = &root;
    other.leaves = leaves; /* of which it says that there are none */
    assert_true(lode_image_make(&root, &tree_layout, &image));
    moved = malloc(image.length);
    assert_non_null(moved);
    memcpy(moved, image.bytes, image.length);
    *length = image.length;
    memset(image.bytes, 0xAA, image.length);
    lode_buffer_free(&image);
    return moved;
}

static void things_come_out_as_they_went_in(void **state) {
    size_t length;
    char *image = image_of_trees(&length);
    const tree *root = lode_image_use(image, length);

    (void)state;
    assert_non_null(root);
    assert_true((const char *)root > image && (const char *)root < image + length);
    assert_string_equal(root->name, "root");
    assert_ptr_equal(root->root, root);
    assert_string_equal(root->other->name, "other");
    assert_ptr_equal(root->other->root, root);
    assert_null(root->other->other);
    assert_null(root->other->words);
    assert_null(root->own);
    assert_int_equal(root->leaf_count, 3);
    assert_int_equal(root->leaves[0].kind, 'x');
    assert_memory_equal(root->leaves[0].bytes, "a\0b", 4);
    assert_ptr_equal(root->leaves[1].bytes, root->leaves[0].bytes);
    assert_int_equal(root->leaves[2].kind, 'z');
    assert_null(root->leaves[2].bytes);
    assert_int_equal(root->numbers[2], 9);
    assert_string_equal(root->words[0], "one");
    assert_string_equal(root->words[1], "");
    assert_string_equal(root->words[2], "one more");
    free(image);
}

static void the_same_things_give_the_same_bytes(void **state) {
    size_t length, other_length;
    char *image = image_of_trees(&length), *other = image_of_trees(&other_length);

    (void)state;
    assert_int_equal(length, other_length);
    assert_memory_equal(image, other, length);
    free(image);
    free(other);
}

/* Whether bytes of which some were changed are refused. */
static bool is_refused(size_t offset, uint64_t value, size_t shorter) {
    size_t length;
    char *image = image_of_trees(&length);
    bool refused;

    if (offset != SIZE_MAX)
        memcpy(image + offset, &value, sizeof value);
    image = realloc(image, length - shorter ? length - shorter : 1);
    assert_non_null(image);
    refused = !lode_image_use(image, length - shorter);
    free(image);
    return refused;
}

static void what_is_no_image_is_refused(void **state) {
    size_t length;

    (void)state;
    free(image_of_trees(&length));
    assert_false(is_refused(SIZE_MAX, 0, 0));
    assert_true(is_refused(SIZE_MAX, 0, length));
    assert_true(is_refused(SIZE_MAX, 0, length - 10));
    assert_true(is_refused(SIZE_MAX, 0, sizeof(uint64_t)));       /* a pointer's place is missing */
    assert_true(is_refused(0, UINT64_MAX, 0));                    /* where the things end */
    assert_true(is_refused(0, 3, 0));                             /* before they begin */
    assert_true(is_refused(8, 1, 0));                             /* how many pointers there are */
    assert_true(is_refused(length - 8, UINT64_MAX, 0));           /* where one is */
    assert_true(is_refused(length - 8, length, 0));               /* among the places */
    assert_true(is_refused(2 * sizeof(uint64_t), UINT64_MAX, 0)); /* where one points */
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(things_come_out_as_they_went_in),
                                       cmocka_unit_test(the_same_things_give_the_same_bytes),
                                       cmocka_unit_test(what_is_no_image_is_refused)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
