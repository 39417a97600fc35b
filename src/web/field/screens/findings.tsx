/** Findings one by one; a major one waits for a second officer. @module */
import type { ReactNode } from 'react';
import { levelRefusals } from '../../../inspection/rules/record.ts';
import { isOf } from '../../../inspection/rules/sync/merge.ts';
import type { OperationOf } from '../../../inspection/types/operation.ts';
import { FINDING_LEVELS, MEASURES, type Finding, type FindingInput } from '../../../inspection/types/visit.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { Button, Empty, Screen } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';
import { findingsOf, nameOf } from '../visit-model.ts';
import { visitLink } from '../words.ts';

export function Findings({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { visit } = on;
  const findings = findingsOf(on);
  const text = fieldText.finding;
  return (
    <Screen title={fieldText.visit.cards.findings} back={visitLink(visit.inspectionId)} chip={<Chip />}>
      {findings.length === 0 ? <Empty what={text.empty} next={text.emptyNext} /> : null}
      <ol className="cards">
        {findings.map((finding) => (
          <li key={finding.findingId}>
            {finding.isWithdrawn ? (
              <p className="card">{`${text.number(finding.number)} ${text.withdrawn}`}</p>
            ) : (
              <>
                <a className="card" href={visitLink(visit.inspectionId, 'findings', finding.findingId)}>
                  <strong>{`${text.number(finding.number)} ${finding.description}`}</strong>
                  <span>{`${finding.place} · ${FINDING_LEVELS[finding.level]} · ${MEASURES[finding.measureKind]}`}</span>
                  {finding.dueOn === null ? null : <span>{text.due(finding.dueOn)}</span>}
                </a>
                <Review on={on} finding={finding} />
              </>
            )}
            <Contradiction on={on} findingId={finding.findingId} />
          </li>
        ))}
      </ol>
    </Screen>
  );
}

/** Both versions, with who said them; one is said again by somebody who has seen both. */
function Contradiction({ on, findingId }: { readonly on: VisitOnPhone; readonly findingId: string }): ReactNode {
  const { store } = useField();
  const conflict = on.merged.conflicts.find(({ subject }) => subject === `finding/${findingId}`);
  if (conflict === undefined) return null;
  const text = fieldText.finding;
  const hold = (body: OperationOf<'finding'>['body']): void => {
    void store.say(on.visit.inspectionId, { ...body, reason: text.held });
  };
  return (
    <div className="notice" role="alert">
      <strong>{text.conflict}</strong>
      {conflict.versions.filter(isOf('finding')).map(({ operationId, author, body }) => (
        <div key={operationId}>
          <p>{text.version(nameOf(on, author), body.isWithdrawn ? text.withdrawn : sayingOf(body.finding))}</p>
          <Button onPress={() => hold(body)}>{text.hold(nameOf(on, author))}</Button>
        </div>
      ))}
    </div>
  );
}

function sayingOf({ place, description, level, measureKind, measure, days }: FindingInput): string {
  const text = fieldText.finding;
  return `${place}：${description}。${FINDING_LEVELS[level]}，${MEASURES[measureKind]}：${measure}，${text.within(days)}`;
}

function Review({ on, finding }: { readonly on: VisitOnPhone; readonly finding: Finding }): ReactNode {
  const { store } = useField();
  const text = fieldText.finding;
  if (!finding.needsReview) return null;
  if (finding.reviewedBy !== null) return <p>{`✓ ${text.reviewed}`}</p>;
  const isOwn = finding.statedBy === store.device.staffId;
  if (levelRefusals(finding.needsReview, isOwn).length > 0) return <p className="notice">{text.toReview}</p>;
  const review = (): void => {
    void store.say(on.visit.inspectionId, { kind: 'review', findingId: finding.findingId });
  };
  return <Button onPress={review}>{text.review}</Button>;
}
