// Plan files made by the tests themselves: a small MSPDI document.

const HOURS = '<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes>'

const weekDay = (day) =>
    `<WeekDay><DayType>${day}</DayType><DayWorking>${day > 1 && day < 7 ? 1 : 0}</DayWorking>${day > 1 && day < 7 ? HOURS : ''}</WeekDay>`

const calendar = `<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>${[1, 2, 3, 4, 5, 6, 7].map(weekDay).join('')}</WeekDays></Calendar></Calendars>`

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** tasks: {uid, name, level, hours, after: [uid], summary, extra}. */
function taskElement(task, id) {
    const links = (task.after ?? []).map(
        (uid) => `<PredecessorLink><PredecessorUID>${uid}</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag><LagFormat>7</LagFormat></PredecessorLink>`,
    )
    return [
        `<Task><UID>${task.uid}</UID><ID>${id + 1}</ID><Name>${escape(task.name)}</Name>`,
        `<OutlineLevel>${task.level ?? 1}</OutlineLevel><Summary>${task.summary ? 1 : 0}</Summary>`,
        task.summary ? '' : `<Duration>PT${task.hours ?? 8}H0M0S</Duration><DurationFormat>7</DurationFormat>`,
        `${task.extra ?? ''}${links.join('')}</Task>`,
    ].join('')
}

export function mspdi({ name = 'From elsewhere', tasks, resources = '', assignments = '', head = '' }) {
    return [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        `${head}<Project xmlns="http://schemas.microsoft.com/project"><Name>${escape(name)}</Name><Title>${escape(name)}</Title>`,
        '<ScheduleFromStart>1</ScheduleFromStart><StartDate>2026-01-05T08:00:00</StartDate><CalendarUID>1</CalendarUID>',
        `${calendar}<Tasks>${tasks.map(taskElement).join('')}</Tasks>`,
        `<Resources>${resources}</Resources><Assignments>${assignments}</Assignments></Project>`,
    ].join('')
}

/** Two summaries with a task each, a milestone, one resource who does the first task. */
export const smallPlan = (person = 'Gräber') =>
    mspdi({
        name: 'Small & good',
        tasks: [
            { uid: 1, name: 'Phase one', summary: true },
            { uid: 2, name: 'Dig', level: 2, hours: 16 },
            { uid: 3, name: 'Phase two', summary: true },
            { uid: 4, name: 'Build <fast>', level: 2, hours: 24, after: [2] },
            { uid: 5, name: 'Done', hours: 0, after: [4], extra: '<Milestone>1</Milestone><Hyperlink>https://example.com</Hyperlink>' },
        ],
        resources: `<Resource><UID>1</UID><ID>1</ID><Name>${person}</Name><Type>1</Type><MaxUnits>1</MaxUnits><StandardRate>50</StandardRate></Resource>`,
        assignments: '<Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units><Work>PT16H0M0S</Work></Assignment>',
    })
