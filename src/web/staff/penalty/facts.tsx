/** What is known in a case: party, facts, evidence, what was told and decided, what was paid. @module */
import type { ReactNode } from 'react';
import { LEAD_SOURCES, PROCEDURES, SERVICE_MEANS } from '../../../penalty/types/case.ts';
import type { CaseView } from '../../../penalty/types/views.ts';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { OfCase } from './case.tsx';
import { outcomeText, yuanText } from './words.ts';

const text = penaltyText.facts;

export function CaseFacts({ view }: OfCase): ReactNode {
  return (
    <>
      <section className="case-section">
        <h2>{penaltyText.sections.facts}</h2>
        <DescriptionList items={[...leadItems(view), ...courseItems(view)]} />
      </section>
      <Money view={view} />
    </>
  );
}

function leadItems({ file, officers, benchmarks }: CaseView): DescriptionItem[] {
  const { lead, handlers, procedure, report } = file;
  const names = handlers
    .map(({ officerId }) => officers.find((each) => each.officerId === officerId))
    .map((each) => (each === undefined ? '' : `${each.name}（${each.number}）`));
  const benchmark = benchmarks.filter(({ code }) => code === report?.benchmark).at(-1);
  const grade = benchmark?.grades.find(({ code }) => code === report?.grade);
  return [
    { label: text.party, value: lead.party.name },
    ...(lead.party.creditCode === '' ? [] : [{ label: text.code, value: lead.party.creditCode }]),
    { label: text.source, value: LEAD_SOURCES[lead.source] },
    { label: text.procedure, value: PROCEDURES[procedure] },
    { label: text.violatedOn, value: sentenceDate(lead.violatedOn) },
    { label: text.handlers, value: names.join('、') },
    { label: text.lead, value: lead.facts },
    ...(report === null ? [] : [{ label: text.report, value: report.facts.map((fact) => fact.text).join('；') }]),
    ...(benchmark === undefined || grade === undefined
      ? []
      : [{ label: text.benchmark, value: penaltyText.graded(benchmark.title, grade.title) }]),
  ];
}

function courseItems({ file, people }: CaseView): DescriptionItem[] {
  const { report, notices, hearing, submission, decision, service, servedOn, transfer, revokedOn } = file;
  const notice = notices.at(-1);
  const presider = people.find(({ staffId }) => staffId === hearing?.presiderId)?.name ?? '';
  return [
    ...(report === null ? [] : [{ label: text.proposal, value: outcomeText(report.outcome) }]),
    ...(notice === undefined
      ? []
      : [
          {
            label: text.told,
            value: penaltyText.told(outcomeText(notice.outcome), sentenceDate(notice.arrivedOn), notice.isHeard),
          },
        ]),
    ...(hearing === null || hearing.on === null
      ? []
      : [{ label: text.hearing, value: `${sentenceDate(hearing.on)}，${hearing.place}，${presider}` }]),
    ...(submission === null || decision !== null
      ? []
      : [{ label: text.submission, value: outcomeText(submission.outcome) }]),
    ...(decision === null
      ? []
      : [
          {
            label: text.decision,
            value: penaltyText.decided(outcomeText(decision.outcome), sentenceDate(decision.on)),
          },
          { label: text.hash, value: <HashText hash={decision.documentHash} /> },
        ]),
    ...(service === null
      ? []
      : [
          {
            label: text.service,
            value: penaltyText.served(SERVICE_MEANS[service.means], sentenceDate(servedOn ?? service.on)),
          },
        ]),
    ...(transfer === null
      ? []
      : [{ label: text.transfer, value: `${transfer.crime}，${sentenceDate(transfer.askedOn)}` }]),
    ...(revokedOn === null ? [] : [{ label: text.revoked, value: sentenceDate(revokedOn) }]),
  ];
}

function Money({ view: { money, file } }: OfCase): ReactNode {
  if (money.principal === 0) return null;
  const { money: words } = penaltyText;
  const paid = file.payments.reduce((sum, { fen }) => sum + fen, 0);
  return (
    <section className="case-section">
      <h2>{penaltyText.sections.money}</h2>
      <DescriptionList
        items={[
          { label: words.principal, value: words.yuan(yuanText(money.principal)) },
          { label: words.paid, value: words.yuan(yuanText(paid)) },
          { label: words.outstanding, value: words.yuan(yuanText(money.outstanding)) },
          ...(money.accrued === 0 ? [] : [{ label: words.accrued, value: words.yuan(yuanText(money.accrued)) }]),
        ]}
      />
    </section>
  );
}
