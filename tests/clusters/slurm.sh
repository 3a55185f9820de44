#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# slurm.sh: examples/slurm on a real Slurm, which this starts on the loopback and ends again. Needs root and Debian's slurm-wlm
# (apt-get install slurm-wlm). Extracts documents like those of the benchmarks in five shares, kills one task midway, sees the merge
# refused, requeues both, and compares what is merged with a plain run byte for byte.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
build=${LODE_BUILD:-$source}
export LODE=${LODE:-$build/lode}
megabytes=${MEGABYTES:-8}
for tool in slurmctld slurmd munged sbatch; do
    command -v $tool >/dev/null || PATH=$PATH:/usr/sbin command -v $tool >/dev/null ||
        { echo "$tool is missing: apt-get install slurm-wlm" >&2; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo 'run it as root' >&2; exit 77; }
PATH=$PATH:/usr/sbin
work=$(mktemp -d)
chmod 755 "$work"
daemons=()
finish() {
    local status=$?
    set +e
    [ $status -eq 0 ] || tail -n 15 "$work"/*.log "$work"/out.* >&2 2>/dev/null
    scancel --full --user=root >/dev/null 2>&1 || true
    [ ${#daemons[@]} -eq 0 ] || kill "${daemons[@]}" 2>/dev/null || true
    wait
    rm -rf "$work"
    exit $status
}
trap finish EXIT

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || { echo "waited in vain for: $*" >&2; return 1; }
        sleep 0.2
    done
}

# ---- A cluster of one node, with keys and ports of its own ----------------------------------------------------------
mkdir "$work"/{munge,state,spool,root}
chmod 711 "$work/munge"
head -c 1024 /dev/urandom >"$work/munge/key"
chmod 400 "$work/munge/key"
export SLURM_CONF=$work/slurm.conf
cat >"$SLURM_CONF" <<END
ClusterName=loopback
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=root
SlurmctldPort=26817
SlurmdPort=26818
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket,cred_expire=10
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
KillWait=2
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
printf 'CgroupPlugin=cgroup/v1\nCgroupAutomount=no\n' >"$work/cgroup.conf"
munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge/socket" --pid-file="$work/munge/pid" \
    --seed-file="$work/munge/seed" --log-file="$work/munge/munged.log" >"$work/munged.log" 2>&1 &
daemons+=($!)
wait_for 20 test -S "$work/munge/socket"
slurmctld -D >"$work/ctld.log" 2>&1 &
daemons+=($!)
slurmd -D >"$work/slurmd-out.log" 2>&1 &
daemons+=($!)
wait_for 60 sh -c 'sinfo --noheader -o %T | grep -qE "idle|mix"'
echo "slurm $(sinfo --version | cut -d' ' -f2): $(sinfo --noheader)"

# ---- Documents, and what a plain run makes of them ------------------------------------------------------------------
make -s -C "$build" tests/bench/corpus
mkdir "$work/documents"
"$build/tests/bench/corpus" text "$megabytes" "$source"/samples/vi/*.txt | split -C 4000 -a 5 - "$work/documents/document-"
for file in "$work"/documents/*; do mv "$file" "$file.txt"; done
"$LODE" extract -r vi "$work/documents" >"$work/want" 2>"$work/messages" || [ $? -eq 1 ]
echo "$(find "$work/documents" -type f | wc -l) documents, $(wc -c <"$work/want") bytes of results"

# ---- In five shares, one of which is killed -------------------------------------------------------------------------
"$source/examples/slurm/run.sh" 5 "$work/out" -r vi "$work/documents" >"$work/jobs"
extracting=$(sed -n 's/^extracting: job //p' "$work/jobs") merging=$(sed -n 's/^merging: job //p' "$work/jobs")
state_of() { scontrol --oneliner show job "$1" | sed -n 's/.*JobState=\([A-Z_]*\).*/\1/p'; }
has_state() { [ "$(state_of "$1")" = "$2" ]; }
wait_for 120 test -s "$work/out.part-2.part"
task=$(scontrol --oneliner show job "${extracting}_2" | sed -n 's/^JobId=\([0-9]*\).*/\1/p')
mapfile -t processes < <(scontrol listpids "$task" | awk 'NR > 1 && $1 > 1 {print $1}')
kill -KILL "${processes[@]}"
wait_for 120 has_state "${extracting}_2" FAILED
[ ! -e "$work/out.part-2" ]
echo "task 2 was killed with $(wc -c <"$work/out.part-2.part") bytes done"
wait_for 300 has_state "$merging" FAILED
grep 'out.part-2: the run of this part is not finished' "$work/out.log"
[ ! -e "$work/out" ]
scontrol requeue "${extracting}_2"
wait_for 300 has_state "${extracting}_2" COMPLETED
scontrol requeue "$merging"
wait_for 120 has_state "$merging" COMPLETED
cmp "$work/out" "$work/want"
echo 'what was merged is what a plain run wrote, byte for byte'
