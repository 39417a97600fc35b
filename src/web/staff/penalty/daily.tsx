/** 按日连续处罚: in the fined case its rechecks, in the daily case the figures its amount is made of. @module */
import type { ReactNode } from 'react';
import { dailyFen } from '../../../penalty/rules/daily.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { OfCase } from './case.tsx';
import { FileLink } from './evidence.tsx';
import { yuanText } from './words.ts';

const text = penaltyText.daily;

export function CaseDaily({ view: { file } }: OfCase): ReactNode {
  const { daily, rechecks, caseId } = file;
  if (daily === null && rechecks.length === 0) return null;
  return (
    <section className="case-section" id="daily">
      <h2>{penaltyText.sections.daily}</h2>
      {daily !== null && (
        <>
          <DescriptionList
            items={[
              { label: text.base, value: <AppLink to={`/penalty/${daily.ofCaseId}`}>{text.open}</AppLink> },
              {
                label: text.order,
                value: text.ordered(daily.order.number, sentenceDate(daily.order.on), sentenceDate(daily.order.until)),
              },
              { label: text.recheckedOn, value: sentenceDate(daily.recheckedOn) },
              { label: text.period, value: text.from(sentenceDate(daily.from), sentenceDate(daily.until)) },
              { label: text.sum, value: text.times(daily.days, yuanText(daily.perDayFen), yuanText(dailyFen(daily))) },
            ]}
          />
          <p className="muted">{text.basis}</p>
        </>
      )}
      {rechecks.length > 0 && (
        <DescriptionList
          items={rechecks.map(({ on, order, found, isCorrected, dailyCaseId, files }) => ({
            label: text.recheck(sentenceDate(on)),
            value: (
              <div className="case-chain">
                <span>{text.rechecked(order.number, sentenceDate(order.until), found)}</span>
                {files.map((each) => (
                  <FileLink key={each.sha256} caseId={caseId} file={each} />
                ))}
                {dailyCaseId === null ? (
                  <span className="muted">{isCorrected ? text.corrected : text.refused}</span>
                ) : (
                  <AppLink to={`/penalty/${dailyCaseId}`}>{text.opened}</AppLink>
                )}
              </div>
            ),
          }))}
        />
      )}
    </section>
  );
}
