#!/usr/bin/env python3
"""Trivet's levelling beside CBC: processor time until the shortest schedule is proven.

    level_cbc.py TRIVET FOLDER [--every N] [--seconds S]

CBC (Debian's coinor-cbc) gets a time-indexed model of each .sm file: a variable for each job and start within its
window, the disaggregated form of every link, and each resource in each slot. Its horizon is a schedule made by latest
finish, one job after the other, as Trivet begins too. Both run on one thread and end after S seconds; what is not
proven by then counts with the time it took, so that the ratio of its row is a lower limit. Prints a row an instance and
the geometric mean of the ratios. Without cbc nothing is run.
"""
import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile


class Project:
    """A .sm file: durations, successors, demands by job, and capacities."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        links = self.rows_after(lines, "PRECEDENCE RELATIONS", 2)
        requests = self.rows_after(lines, "REQUESTS/DURATIONS", 3)
        self.after = [[job - 1 for job in row[3:]] for row in links]
        self.duration = [row[2] for row in requests]
        self.demand = [row[3:] for row in requests]
        self.capacity = self.rows_after(lines, "RESOURCEAVAILABILITIES", 2)[0]
        self.jobs = len(self.duration)

    @staticmethod
    def rows_after(lines, heading, skip):
        at = next(i for i, line in enumerate(lines) if line.startswith(heading)) + skip
        rows = []
        while at < len(lines) and not lines[at].startswith("*"):
            rows.append([int(cell) for cell in lines[at].split()])
            at += 1
        return rows

    def tails(self):
        """By job, the longest path from its start to the end; jobs stand in topological order."""
        tail = list(self.duration)
        for job in reversed(range(self.jobs)):
            tail[job] += max((tail[after] for after in self.after[job]), default=0)
        return tail

    def heads(self):
        head = [0] * self.jobs
        for job in range(self.jobs):
            for after in self.after[job]:
                head[after] = max(head[after], head[job] + self.duration[job])
        return head

    def first_schedule(self):
        """The end of a schedule made by latest finish."""
        tail, head = self.tails(), [0] * self.jobs
        free = [list(self.capacity) for _ in range(sum(self.duration) + 1)]
        for job in sorted(range(self.jobs), key=lambda j: (self.duration[j] - tail[j], j)):
            at, slots = head[job], range(self.duration[job])
            while any(need > left for t in slots for need, left in zip(self.demand[job], free[at + t])):
                at += 1
            for t in slots:
                free[at + t] = [left - need for need, left in zip(self.demand[job], free[at + t])]
            for after in self.after[job]:
                head[after] = max(head[after], at + self.duration[job])
        return max(head)


def write_model(project, path):
    """The model in CPLEX's LP format; x_j_t: job j starts at t."""
    end, head, tail = project.first_schedule(), project.heads(), project.tails()
    window = [range(head[j], end - tail[j] + 1) for j in range(project.jobs)]
    rows = [" + ".join(f"x_{j}_{t}" for t in window[j]) + " = 1" for j in range(project.jobs)]
    for before in range(project.jobs):
        for after in project.after[before]:
            for t in window[before]:
                terms = [f"x_{before}_{s}" for s in window[before] if s >= t]
                terms += [f"x_{after}_{s}" for s in window[after] if s < t + project.duration[before]]
                rows.append(" + ".join(terms) + " <= 1")
    for kind, capacity in enumerate(project.capacity):
        for t in range(end):
            terms = [f"{project.demand[j][kind]} x_{j}_{s}" for j in range(project.jobs) if project.demand[j][kind]
                     for s in window[j] if s <= t < s + project.duration[j]]
            if terms:
                rows.append(" + ".join(terms) + f" <= {capacity}")
    last = project.jobs - 1
    with open(path, "w", encoding="utf-8") as file:
        file.write("Minimize\n obj: " + " + ".join(f"{t} x_{last}_{t}" for t in window[last]) + "\nSubject To\n")
        file.writelines(f" r{i}: {wrapped(row)}\n" for i, row in enumerate(rows))
        names = [f" x_{j}_{t}\n" for j in range(project.jobs) for t in window[j]]
        file.write("Binaries\n" + "".join(names) + "End\n")


def wrapped(row):
    """Lines of an LP file have a limit."""
    terms = row.split(" + ")
    return "\n + ".join(" + ".join(terms[i:i + 20]) for i in range(0, len(terms), 20))


def timed(command):
    """Output and processor seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def by_cbc(path, folder, seconds):
    model = os.path.join(folder, "model.lp")
    write_model(Project(path), model)
    output, spent = timed(["cbc", model, "-seconds", str(seconds), "-timeMode", "cpu", "-solve"])
    proven = "Result - Optimal solution found" in output
    value = next((line.split()[-1] for line in output.splitlines() if line.startswith("Objective value:")), None)
    return (round(float(value)) if value else None), proven, spent


def by_trivet(trivet, path, seconds):
    output, spent = timed([trivet, "level", path, "--json", "--seconds", str(seconds)])
    answer = json.loads(output)
    return answer["makespan"], answer["proven"], spent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trivet")
    parser.add_argument("folder")
    parser.add_argument("--every", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    if not shutil.which("cbc"):
        sys.exit("level_cbc: no cbc (apt-get install coinor-cbc), skipped")
    logs = []
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(os.listdir(options.folder))[::options.every]:
            path = os.path.join(options.folder, name)
            ours = by_trivet(options.trivet, path, options.seconds)
            theirs = by_cbc(path, folder, options.seconds)
            ratio = theirs[2] / max(ours[2], 0.001)
            logs.append(math.log(ratio))
            print(f"{name}: trivet {ours[0]}{'' if ours[1] else ' open'} in {ours[2]:.3f} s, "
                  f"cbc {theirs[0]}{'' if theirs[1] else ' open'} in {theirs[2]:.2f} s, ratio {ratio:.0f}", flush=True)
            if ours[1] and theirs[1] and ours[0] != theirs[0]:
                sys.exit(f"{name}: one of the proofs is wrong")
    print(f"{len(logs)} instances, geometric mean of the ratios {math.exp(sum(logs) / len(logs)):.0f}")


if __name__ == "__main__":
    main()
