# SPDX-License-Identifier: MIT
# For the tests of the command: each runs in a folder of its own, with a pack of a few rules. A file that sets `reader` is of a reader
# that a build may leave out, and is passed over then.
bats_require_minimum_version 1.5.0

lode() {
    "${LODE:-${BATS_TEST_DIRNAME}/../../lode}" "$@"
}

# is_built READER: whether the build has that reader or writer. configure is asked: a lode that does not load it must not hide that.
is_built() {
    ! grep -qxF "S[\"FORMAT_${1^^}_TRUE\"]=\"#\"" "${LODE_BUILD:-$BATS_TEST_DIRNAME/../..}/config.status"
}

needs_reader() {
    is_built "$1" || skip "this build has no reader '$1'"
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
