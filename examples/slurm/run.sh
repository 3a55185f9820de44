#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh SHARES OUT ARGUMENT...: extracts on a Slurm cluster, in so many shares, and merges them to OUT, whose ending says how.
#
#     run.sh 64 found.sqlite -r vi --with-text /data/archive
#
# The arguments are those of `lode extract`. All nodes must see the same lode, the documents and OUT's folder by the same paths.
# SBATCH_* variables (SBATCH_PARTITION, SBATCH_TIMELIMIT, ...) and CPUS (of a task, default 1) say what the jobs are given.
set -eu
[ $# -ge 3 ] || { echo "usage: $0 SHARES OUT ARGUMENT..." >&2; exit 2; }
here=$(dirname "$0") shares=$1 out=$2
job=$(sbatch --parsable --array="1-$shares" --cpus-per-task="${CPUS:-1}" --output="$out.log-%a" "$here/extract.sbatch" "$@")
echo "extracting: job $job"
job=$(sbatch --parsable --dependency="afterany:$job" --output="$out.log" "$here/merge.sbatch" "$shares" "$out")
echo "merging: job $job"
