#!/usr/bin/env python3
"""Levelling side by side with TaskJuggler: the same plans, scheduled by both, checked alike.

    script/bench taskjuggler                     needs tj3 (apt-get install tj3)
    script/lib/bench/taskjuggler.py --sizes 100,1000 --schedules 100 --trivet build/dev/src/cli/trivet

A plan has a person for every 20 tasks, of whom a third has Fridays off and all have a week of leave; each task is
one person's work of 4 to 40 hours behind up to three earlier ones. It is written as a .tjp and as MS Project XML.
Checked of both: no task begins before those that it follows are done, and between any two moments nobody has more
work than he has time. Printed: the last finish in working days behind the start, and processor time.
TaskJuggler interrupts a task where its person has better things to do; Trivet only with --split.
"""
import argparse, datetime, json, os, random, resource, subprocess, sys, tempfile

START = datetime.datetime(2026, 1, 5, 8)
HOURS = ((8, 12), (13, 17))
TASKS_PER_PERSON, LINKS_MOST, REACH, YEARS = 20, 3, 60, 12


def make_plan(count, seed):
    rnd = random.Random(seed)
    people = [{"friday": i % 3 != 0, "leave": START.date() + datetime.timedelta(weeks=rnd.randrange(2, 20))}
              for i in range(max(2, count // TASKS_PER_PERSON))]
    tasks = []
    for i in range(count):
        before = range(max(0, i - REACH), i)
        links = sorted(rnd.sample(before, min(len(before), rnd.randrange(LINKS_MOST + 1))))
        tasks.append({"hours": 4 * rnd.randrange(1, 11), "person": rnd.randrange(len(people)), "links": links})
    return people, tasks


def working_hours(person, begin, end):
    """Hours of the person's working time between two moments of whole hours."""
    total, day = 0, begin.date()
    while day <= end.date():
        if works_on(person, day):
            for start, stop in HOURS:
                noon = datetime.datetime.combine(day, datetime.time())
                low, high = max(begin, noon + datetime.timedelta(hours=start)), min(end, noon + datetime.timedelta(hours=stop))
                total += max(0, (high - low).total_seconds() / 3600)
        day += datetime.timedelta(days=1)
    return total


def works_on(person, day):
    away = person["leave"] <= day < person["leave"] + datetime.timedelta(weeks=1)
    return day.weekday() < (5 if person["friday"] else 4) and not away


def write_tjp(people, tasks, path):
    with open(path, "w", encoding="ascii") as out:
        out.write(f'project bench "Bench" 2026-01-05 +{YEARS}y {{ timezone "UTC" now 2026-01-05 timeformat "%Y-%m-%dT%H:%M" '
                  "workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00 workinghours sat, sun off }\n")
        for i, person in enumerate(people):
            friday = "" if person["friday"] else "workinghours fri off "
            out.write(f'resource p{i} "P{i}" {{ {friday}leaves annual {person["leave"]} +1w }}\n')
        for i, task in enumerate(tasks):
            links = f'depends {", ".join(f"t{k}" for k in task["links"])} ' if task["links"] else ""
            out.write(f't{i}'.join(("task ", f' "T{i}" {{ {links}effort {task["hours"]}h allocate p{task["person"]} }}\n')))
        out.write('taskreport "out" { formats csv columns id, start, end }\n')


def write_days(out, days):
    for name, works in days:
        times = "".join(f"<WorkingTime><FromTime>{a:02}:00:00</FromTime><ToTime>{b:02}:00:00</ToTime></WorkingTime>"
                        for a, b in HOURS) if works else ""
        hours = f"<WorkingTimes>{times}</WorkingTimes>" if times else ""
        out.write(f"<WeekDay><DayType>{name}</DayType><DayWorking>{int(works)}</DayWorking>{hours}</WeekDay>")


def write_calendars(out, people):
    out.write("<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>")
    write_days(out, [(day, 2 <= day <= 6) for day in range(1, 8)])
    out.write("</WeekDays></Calendar>")
    for i, person in enumerate(people):
        out.write(f"<Calendar><UID>{i + 2}</UID><Name>P{i}</Name><IsBaseCalendar>0</IsBaseCalendar>"
                  "<BaseCalendarUID>1</BaseCalendarUID><WeekDays>")
        write_days(out, [] if person["friday"] else [(6, False)])
        last = person["leave"] + datetime.timedelta(days=6)
        out.write(f"<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>{person['leave']}T00:00:00"
                  f"</FromDate><ToDate>{last}T23:59:00</ToDate></TimePeriod></WeekDay></WeekDays></Calendar>")
    out.write("</Calendars>")


def write_xml(people, tasks, path):
    with open(path, "w", encoding="ascii") as out:
        out.write('<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Name>Bench</Name>'
                  "<StartDate>2026-01-05T08:00:00</StartDate><CalendarUID>1</CalendarUID>")
        write_calendars(out, people)
        out.write("<Tasks>")
        for i, task in enumerate(tasks):
            links = "".join(f"<PredecessorLink><PredecessorUID>{k + 1}</PredecessorUID><Type>1</Type></PredecessorLink>"
                            for k in task["links"])
            out.write(f"<Task><UID>{i + 1}</UID><ID>{i + 1}</ID><Name>T{i}</Name><OutlineLevel>1</OutlineLevel>"
                      f"<Duration>PT{task['hours']}H0M0S</Duration>{links}</Task>")
        out.write("</Tasks><Resources>")
        for i in range(len(people)):
            out.write(f"<Resource><UID>{i + 1}</UID><ID>{i + 1}</ID><Name>P{i}</Name><Type>1</Type><MaxUnits>1</MaxUnits>"
                      f"<CalendarUID>{i + 2}</CalendarUID></Resource>")
        out.write("</Resources><Assignments>")
        for i, task in enumerate(tasks):
            out.write(f"<Assignment><UID>{i + 1}</UID><TaskUID>{i + 1}</TaskUID><ResourceUID>{task['person'] + 1}</ResourceUID>"
                      f"<Units>1</Units><Work>PT{task['hours']}H0M0S</Work></Assignment>")
        out.write("</Assignments></Project>")


def run(command, where, seconds):
    """What it prints, and its processor time; None: it took too long."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        out = subprocess.run(command, cwd=where, check=True, timeout=seconds, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL).stdout
    except subprocess.TimeoutExpired:
        return None, seconds
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return out, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def moment(text):
    return datetime.datetime.fromisoformat(text.strip('"'))


def taskjuggler(where, count, seconds):
    out, taken = run(["tj3", "--silent", "plan.tjp"], where, seconds)
    if out is None:
        return None, taken
    dates = [None] * count
    with open(os.path.join(where, "out.csv"), encoding="ascii") as rows:
        for row in list(rows)[1:]:
            name, start, end = row.strip().split(";")
            dates[int(name.strip('"')[1:])] = (moment(start), moment(end))
    return dates, taken


def trivet(binary, options, where, count, seconds):
    out, taken = run([binary, "level", "plan.xml", "--json", *options], where, seconds)
    if out is None:
        return None, taken
    dates = [None] * count
    for row in json.loads(out)["tasks"]:
        dates[int(row["uid"]) - 1] = (moment(row["start"]), moment(row["finish"]))
    return dates, taken


def check(people, tasks, dates):
    """Faults: links that do not hold, and stretches in which somebody has more work than time."""
    faults = sum(dates[k][1] > dates[i][0] for i, task in enumerate(tasks) for k in task["links"])
    for number, person in enumerate(people):
        mine = [(*dates[i], task["hours"]) for i, task in enumerate(tasks) if task["person"] == number]
        for begin in {start for start, _, _ in mine}:
            for end in {finish for _, finish, _ in mine if finish > begin}:
                asked = sum(hours for start, finish, hours in mine if start >= begin and finish <= end)
                faults += asked > working_hours(person, begin, end)
    return faults


def days(dates):
    usual = {"friday": True, "leave": datetime.date(1970, 1, 1)}
    return working_hours(usual, START, max(finish for _, finish in dates)) / 8


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trivet", default=os.environ.get("TRIVET_BIN", "build/release/src/cli/trivet"))
    parser.add_argument("--sizes", default="100,1000,5000")
    parser.add_argument("--schedules", default="1,100", help="budgets of Trivet, passes over the plan")
    parser.add_argument("--split", action="store_true", help="Trivet may interrupt tasks, too")
    parser.add_argument("--seconds", type=float, default=900, help="wall clock for one run")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{'tasks':>6} {'program':<24} {'finish, days':>12} {'processor, s':>13} {'faults':>7}")
    for size in (int(text) for text in options.sizes.split(",")):
        people, tasks = make_plan(size, options.seed)
        with tempfile.TemporaryDirectory() as where:
            write_tjp(people, tasks, os.path.join(where, "plan.tjp"))
            write_xml(people, tasks, os.path.join(where, "plan.xml"))
            found = [("tj3", *taskjuggler(where, size, options.seconds))]
            for budget in options.schedules.split(","):
                flags = ["--schedules", budget] + ["--split"] * options.split
                found.append((f"trivet, {budget} schedules",
                              *trivet(os.path.abspath(options.trivet), flags, where, size, options.seconds)))
        for name, dates, taken in found:
            finish = f"{days(dates):12.2f}" if dates else f"{'not done':>12}"
            faults = f"{check(people, tasks, dates):7}" if dates else ""
            ratio = f"   tj3 takes {found[0][2] / taken:.0f} times as long" if name != "tj3" and taken > 0 else ""
            print(f"{size:>6} {name:<24} {finish} {taken:13.2f} {faults}{ratio}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
