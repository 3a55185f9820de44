# SPDX-License-Identifier: MIT
# For the tests of the command: each runs in a folder of its own, with a pack of a few rules. A file that sets `reader` is of a reader
# that a build may leave out, and is passed over then.
bats_require_minimum_version 1.5.0

lode() {
    "${LODE:-${BATS_TEST_DIRNAME}/../../lode}" "$@"
}

# needs_reader NAME: skips a test where the build leaves that reader or writer out. A lode that does not load it must not hide that.
needs_reader() {
    if grep -qxF "S[\"FORMAT_${1^^}_TRUE\"]=\"#\"" "${LODE_BUILD:-$BATS_TEST_DIRNAME/../..}/config.status"; then
        skip "this build has no reader '$1'"
    fi
}

setup() {
    case ${LODE:-} in
    '' | /*) ;;
    *) LODE=$PWD/$LODE ;;
    esac
    [ -z "${reader-}" ] || needs_reader "$reader"
    unset NO_COLOR
    export LC_ALL=C.UTF-8
    cd "$BATS_TEST_TMPDIR" || exit 1
    cat >rules.yaml <<'END'
lode: 1
tables:
  unit: {kg: kilogram, g: gram}
rules:
  - id: weight
    type: weight
    match: '(?<word>of )?(?<span>%{digits:value} %{unit:unit})'
    examples:
      - text: 'a sack of [20 kg], a pinch of [3 g]'
        values: [{value: 20, unit: kilogram}, {value: 3}]
    counterexamples: ['20 kgs']
END
    printf 'Flour: 20 kg, salt: 3 g.\n' >a.txt
}
