/** Values of rectification as people read them. @module */
import type { Refusal } from '../../../core/result.ts';
import type { ItemState, OrderState } from '../../../rectification/types/order.ts';
import type { ItemView, OrderStage, OrderView } from '../../../rectification/types/views.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';

export const ORDER_TONES: Readonly<Record<OrderState, StateTone>> = {
  draft: 'waiting',
  served: 'active',
  reinspecting: 'active',
  closed: 'done',
};

export const ITEM_TONES: Readonly<Record<ItemState, StateTone>> = {
  open: 'active',
  reported: 'waiting',
  supervised: 'active',
  'awaiting-consent': 'waiting',
  passed: 'done',
  'in-case': 'problem',
  transferring: 'waiting',
  transferred: 'ended',
  voided: 'ended',
};

export const STAGE_TONES: Readonly<Record<OrderStage, StateTone>> = {
  serve: 'waiting',
  rectify: 'active',
  remind: 'waiting',
  overdue: 'problem',
  extension: 'waiting',
  reinspect: 'waiting',
  sign: 'active',
  exposure: 'waiting',
  consent: 'waiting',
  transfer: 'waiting',
  'serve-void': 'waiting',
  closed: 'done',
};

/** The deadline with how long it is still, or 立即. */
export function dueText({ dueOn, daysLeft }: Pick<ItemView, 'dueOn' | 'daysLeft'>): string {
  if (dueOn === null) return rectificationText.item.noDue;
  return daysLeft === null ? sentenceDate(dueOn) : `${sentenceDate(dueOn)}，${rectificationText.daysLeft(daysLeft)}`;
}

/** Deeds of the team that was drawn; everybody else reads. */
export function teamRefusals({ isMine }: Pick<OrderView, 'isMine'>): Refusal[] {
  return isMine ? [] : [{ code: 'inspection-not-member' }];
}

export function officerOptions({ officers }: Pick<OrderView, 'officers'>): { value: string; label: string }[] {
  const ordered = [...officers].sort((a, b) => Number(b.isOfTeam) - Number(a.isOfTeam));
  return ordered.map(({ personId, name, number }) => ({ value: personId, label: `${name}（${number}）` }));
}

export function teamIds({ officers }: Pick<OrderView, 'officers'>): string[] {
  return officers.filter(({ isOfTeam }) => isOfTeam).map(({ personId }) => personId);
}
