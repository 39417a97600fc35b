/** 公开曝光 of a finding: proposed by an officer, decided by the head. @module */
import { Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import {
  EXPOSURE_GROUNDS,
  EXPOSURE_OUTCOMES,
  ExposureDecision,
  ExposureProposal,
} from '../../../rectification/types/remind.ts';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import { Folded } from './item-forms.tsx';
import type { OfItem } from './item.tsx';

const text = rectificationText.exposure;

export function Exposures({ view, item }: OfItem): ReactNode {
  const mayPropose = useMayDo('rectification.propose-exposure') && view.isMine && item.voided === null;
  const mayDecide = useMayDo('rectification.decide-exposure');
  const own = view.exposures.filter(({ findingId }) => findingId === item.findingId);
  const pending = own.find(({ outcome }) => outcome === null);
  const isLate = item.isOverdue || item.state === 'in-case';
  return (
    <>
      {own.map(({ exposureId, ground, facts, proposedAt, outcome, opinion }) => (
        <div key={exposureId} className="order-report">
          <p>
            {text.proposed(EXPOSURE_GROUNDS[ground], sentenceDate(proposedAt))}{' '}
            <StateTag
              tone={outcome === null ? 'waiting' : outcome === 'expose' ? 'problem' : 'ended'}
              word={outcome === null ? text.waiting : EXPOSURE_OUTCOMES[outcome]}
            />
          </p>
          <p className="muted">{facts}</p>
          {opinion !== null && <p>{opinion}</p>}
        </div>
      ))}
      {mayDecide && pending !== undefined && (
        <Folded
          view={view}
          item={item}
          deed="rectification.decide-exposure"
          title={text.decide}
          schema={ExposureDecision}
          isOpen
        >
          <Field name="outcome" label={text.outcome} hint={text.decideHint}>
            <Radio.Group
              options={codesOf(EXPOSURE_OUTCOMES).map((value) => ({ value, label: EXPOSURE_OUTCOMES[value] }))}
            />
          </Field>
          <Field name="opinion" label={text.opinion}>
            <Input.TextArea rows={2} maxLength={500} />
          </Field>
        </Folded>
      )}
      {mayPropose && (isLate || item.level === 'major') && own.every(({ outcome }) => outcome === 'refuse') && (
        <Folded
          view={view}
          item={item}
          deed="rectification.propose-exposure"
          title={text.propose}
          schema={ExposureProposal}
        >
          <Field name="ground" label={text.ground}>
            <Select options={codesOf(EXPOSURE_GROUNDS).map((value) => ({ value, label: EXPOSURE_GROUNDS[value] }))} />
          </Field>
          <Field name="facts" label={text.facts} hint={text.factsHint}>
            <Input.TextArea rows={3} maxLength={500} />
          </Field>
        </Folded>
      )}
    </>
  );
}
