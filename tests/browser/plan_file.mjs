/* A plan file of any size in Microsoft Project's XML: phases of ten linked tasks each. */

const PER_PHASE = 10;

function weekDay(type) {
  const works = type >= 2 && type <= 6;
  const times = "<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>16:00:00</ToTime></WorkingTime></WorkingTimes>";
  return `<WeekDay><DayType>${type}</DayType><DayWorking>${works ? 1 : 0}</DayWorking>${works ? times : ""}</WeekDay>`;
}

function task(uid, level, name, days, before) {
  const link = before ? `<PredecessorLink><PredecessorUID>${before}</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink>` : "";
  return `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name><OutlineLevel>${level}</OutlineLevel><Duration>PT${days * 8}H0M0S</Duration><DurationFormat>7</DurationFormat>${link}</Task>`;
}

/** `tasks` leaves and one summary for each ten of them; each phase follows the last task of the one before. */
export function largePlan(tasks) {
  const rows = [];
  let uid = 0;
  let last = 0;
  for (let n = 0; n < tasks; n++) {
    if (n % PER_PHASE === 0) rows.push(task(++uid, 1, `Phase ${n / PER_PHASE + 1}`, 1, 0));
    const follows = n % PER_PHASE === 0 ? (n % 100 === 0 ? 0 : last) : last;
    rows.push(task(++uid, 2, `Task ${n + 1}`, 1 + (n % 3), follows));
    last = uid;
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>Large</Name><StartDate>2026-12-07T08:00:00</StartDate><CalendarUID>1</CalendarUID>
<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>${[1, 2, 3, 4, 5, 6, 7].map(weekDay).join("")}</WeekDays></Calendar></Calendars>
<Tasks>${rows.join("\n")}</Tasks></Project>`;
}

/** Imports the file into a project of its own; answers the report. */
export async function importPlan(server, file) {
  const answer = await fetch(`${server.base}${server.root}/imports?format=mspdi&project_name=Large`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", Cookie: server.cookie, Origin: server.base },
    body: file,
  });
  if (!answer.ok) throw new Error(`import: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
