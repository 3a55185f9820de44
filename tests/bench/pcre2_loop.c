/* SPDX-License-Identifier: MIT */
/* The baseline: each pattern walks the whole text with PCRE2's JIT, and the matches are counted, nothing else.
 *
 *     pcre2_loop PATTERNS TEXT        PATTERNS: a line a rule, its id, a tab and the pattern (`lode list patterns`)
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size;

    if (file && !fseek(file, 0, SEEK_END) && (size = ftell(file)) >= 0) {
        rewind(file);
        bytes = malloc((size_t)size + 1);
        *length = bytes ? fread(bytes, 1, (size_t)size, file) : 0;
        if (bytes)
            bytes[*length] = '\0';
    }
    if (file)
        fclose(file);
    return bytes;
}

static unsigned long count(const char *pattern, const char *text, size_t length) {
    int code;
    PCRE2_SIZE offset, at = 0;
    unsigned long matches = 0;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                         PCRE2_UTF | PCRE2_UCP | PCRE2_NO_AUTO_CAPTURE, &code, &offset, NULL);
    pcre2_match_data *data = compiled ? pcre2_match_data_create_from_pattern(compiled, NULL) : NULL;

    if (!data) {
        fprintf(stderr, "pcre2_loop: a pattern does not compile\n");
        exit(1);
    }
    pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
    while (at <= length && pcre2_match(compiled, (PCRE2_SPTR)text, length, at, PCRE2_NO_UTF_CHECK, data, NULL) > 0) {
        PCRE2_SIZE *bounds = pcre2_get_ovector_pointer(data);

        if (bounds[1] > bounds[0]) {
            matches++;
            at = bounds[1];
        } else {
            at = bounds[1] + 1;
            while (at < length && ((unsigned char)text[at] & 0xC0) == 0x80)
                at++;
        }
    }
    pcre2_match_data_free(data);
    pcre2_code_free(compiled);
    return matches;
}

int main(int argc, char **argv) {
    size_t patterns_length, length;
    char *patterns = argc == 3 ? read_file(argv[1], &patterns_length) : NULL;
    char *text = patterns ? read_file(argv[2], &length) : NULL;
    unsigned long matches = 0;

    if (!text) {
        fprintf(stderr, "usage: pcre2_loop PATTERNS TEXT\n");
        return 2;
    }
    for (char *line = strtok(patterns, "\n"); line; line = strtok(NULL, "\n")) {
        char *pattern = strchr(line, '\t');

        if (pattern)
            matches += count(pattern + 1, text, length);
    }
    printf("%lu\n", matches);
    free(text);
    free(patterns);
    return 0;
}
