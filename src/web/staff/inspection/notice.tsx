/** 通知书 and 入企亮证: the enterprise learns who comes, why, how often, and what it may ask (国办发〔2024〕54号). @module */
import type { ReactNode } from 'react';
import type { VisitView } from '../../../inspection/types/board.ts';
import { CheckInInput } from '../../../inspection/types/visit.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate, tableDate } from '../../kit/format.ts';
import { jointText } from '../../kit/strings/joint.zh.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { CheckChoice } from './check-choice.tsx';
import { VisitSection } from './section.tsx';
import { isPast, PressStep, SealStep, useIsOpen } from './step.tsx';
import { nameOf } from './words.ts';

const text = inspectionText.notice;

export function NoticeSection({ view }: { readonly view: VisitView }): ReactNode {
  const { notice, noticedOn } = view;
  return (
    <VisitSection id="notice" isScreenOnly>
      {notice === null ? (
        <p className="muted">{text.none}</p>
      ) : (
        <DescriptionList
          items={[
            { label: text.number, value: notice.number },
            { label: text.on, value: noticedOn === null ? '' : sentenceDate(noticedOn) },
            ...noticeFacts(view, notice.visitsThisYear, notice.cap),
          ]}
        />
      )}
      <SealStep
        deed="inspection.issue-notice"
        view={view}
        summary={noticeFacts(view, view.visits.thisYear, view.visits.cap)}
        consequence={text.effect}
        stampWord={text.issued}
      />
    </VisitSection>
  );
}

/** 联合检查: the enterprise learns who else comes. */
function partnerFacts(partners: VisitView['partners']): DescriptionItem[] {
  if (partners.length === 0) return [];
  const value = partners.map(({ organ, name, number }) => `${organ} ${name}（${number}）`).join('、');
  return [{ label: jointText.partners, value }];
}

function noticeFacts({ enterprise, plan, partners }: VisitView, count: number, cap: number | null): DescriptionItem[] {
  const words = inspectionText.file;
  return [
    { label: text.enterprise, value: enterprise.name },
    ...partnerFacts(partners),
    { label: text.inspectOn, value: plan === null ? '' : sentenceDate(plan.inspectOn) },
    { label: text.basis, value: text.basisValue },
    {
      label: text.frequency,
      value: `${words.visits} ${cap === null ? words.visitsOnly(count) : words.visitsOf(count, cap)}`,
    },
    { label: text.rights, value: text.rightsValue },
    { label: text.rules, value: text.rulesValue },
  ];
}

export function EntrySection({ view }: { readonly view: VisitView }): ReactNode {
  const words = inspectionText.entry;
  const mayEnter = useIsOpen('inspection.check-in', view);
  const absent = view.team.filter(({ kind, personId }) => kind === 'officer' && !view.checkedIn.includes(personId));
  const { inspectionId } = view;
  return (
    <VisitSection id="entry">
      {view.checkedIn.length === 0 ? (
        <p className="muted">{isPast('inspection.check-in', view) ? '—' : words.none}</p>
      ) : (
        <p>{words.done(view.checkedIn.map((id) => nameOf(view, id)).join('、'))}</p>
      )}
      {mayEnter && absent.length > 0 && (
        <DeedForm
          kind="inspection.check-in"
          schema={CheckInInput}
          initial={{ officerIds: view.checkedIn.length === 0 ? absent.map(({ personId }) => personId) : [] }}
          toInput={(values) => ({ ...values, inspectionId })}
          onDone={() => undefined}
        >
          <Field name="officerIds" label={words.present} hint={words.hint}>
            <CheckChoice
              options={absent.map(({ personId, name, number, expiresOn }) => ({
                value: personId,
                label: words.option(name, number, expiresOn === null ? '—' : tableDate(expiresOn)),
              }))}
            />
          </Field>
        </DeedForm>
      )}
      {!mayEnter && <PressStep deed="inspection.check-in" view={view} />}
    </VisitSection>
  );
}
