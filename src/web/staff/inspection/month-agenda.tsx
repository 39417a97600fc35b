/** 逐日安排: the month as a list of its days, for reading, for the phone and for paper. @module */
import type { ReactNode } from 'react';
import { MONTH_USES, type MonthView } from '../../../inspection/types/month.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { monthText as text } from '../../kit/strings/month.zh.ts';
import { agendaOf, weekdayOf, type DayAgenda } from './month-days.ts';

export function Agenda({ view }: { readonly view: MonthView }): ReactNode {
  const agenda = agendaOf(view);
  return (
    <section className="month-agenda">
      <h2>{text.agenda}</h2>
      {agenda.length === 0 ? (
        <p className="muted">{text.agendaEmpty}</p>
      ) : (
        <dl>
          {agenda.map((day) => (
            <Day key={day.day} agenda={day} isToday={day.day === view.today} />
          ))}
        </dl>
      )}
    </section>
  );
}

function Day({ agenda, isToday }: { readonly agenda: DayAgenda; readonly isToday: boolean }): ReactNode {
  const { day, visits, others, ending } = agenda;
  return (
    <div>
      <dt>
        {sentenceDate(day)}（{text.weekdays[weekdayOf(day)]}）{isToday && <strong>{text.today}</strong>}
      </dt>
      <dd>
        <ul>
          {visits.map(({ inspectionId, enterprise, who }) => (
            <li key={inspectionId}>
              {MONTH_USES.visit}：<AppLink to={`/inspection/${inspectionId}`}>{enterprise}</AppLink>（{who.join('、')}）
            </li>
          ))}
          {others.map(({ row, use }) => (
            <li key={`${row.subjectId} ${use.use} ${use.fromOn}`}>
              {MONTH_USES[use.use]}：{row.name}（{use.what}）
            </li>
          ))}
          {ending.map(({ subjectId, name, type }) => (
            <li key={subjectId}>
              {text.papers[type]}：{name}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
