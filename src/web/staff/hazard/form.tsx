/** A folded form for one deed about a hazard, shown only to those who may, in the states of the table. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { moveRefusals, type HazardDeed } from '../../../hazard/rules/moves.ts';
import { OneHazard, Reason } from '../../../hazard/types/hazard.ts';
import type { HazardView } from '../../../hazard/types/views.ts';
import { FoldedDeed } from '../../kit/followed-file.tsx';
import { Field } from '../../kit/field.tsx';
import { ruleOf, useMayDo } from '../../kit/session.ts';
import { hazardText } from '../../kit/strings/hazard.zh.ts';

export interface OfHazard {
  readonly view: HazardView;
}

/** Whether the person may do it on this hazard now: by role, by team, by state. */
export function useMayMove(kind: HazardDeed, { state, isMine }: HazardView): boolean {
  const may = useMayDo(kind);
  const isOfficers = (ruleOf(kind).roles as readonly string[]).includes('officer');
  return may && (!isOfficers || isMine) && moveRefusals(kind, state).length === 0;
}

interface FoldedProps extends OfHazard {
  readonly kind: string;
  readonly schema: z.ZodType;
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly isOpen?: boolean;
  readonly children?: ReactNode;
}

export function Folded({ view, kind, schema, initial, isOpen = false, children }: FoldedProps): ReactNode {
  return (
    <FoldedDeed kind={kind} schema={schema} initial={initial} own={{ hazardId: view.hazardId }} isOpen={isOpen}>
      {children}
    </FoldedDeed>
  );
}

const Reasoned = OneHazard.extend({ reason: Reason });

/** A step that only needs words. */
export function ReasonForm({
  view,
  kind,
  hint,
}: OfHazard & { readonly kind: HazardDeed; readonly hint?: string }): ReactNode {
  const may = useMayMove(kind, view);
  if (!may) return null;
  return (
    <Folded view={view} kind={kind} schema={Reasoned}>
      <Field name="reason" label={hazardText.more.reason} {...(hint === undefined ? {} : { hint })}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </Folded>
  );
}
