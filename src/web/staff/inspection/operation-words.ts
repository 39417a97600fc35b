/** What somebody said on a phone, as a sentence. @module */
import { keyOf } from '../../../inspection/rules/record.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { OperationBody, type SentOperation } from '../../../inspection/types/operation.ts';
import { ANSWERS, FINDING_LEVELS } from '../../../inspection/types/visit.ts';
import { visitSyncText as text } from '../../kit/strings/visit-sync.zh.ts';
import { nameOf } from './words.ts';

/** The kind, and what is said. */
export function saysOf({ body }: Pick<SentOperation, 'body'>, view: VisitView): { kind: string; says: string } {
  const read = OperationBody.safeParse(body);
  if (!read.success) return { kind: body.kind, says: text.unreadable };
  return { kind: text.kinds[read.data.kind], says: wordsOf(read.data, view) };
}

function wordsOf(body: OperationBody, view: VisitView): string {
  const question = (point: { readonly itemId: string; readonly pointNo: number }): string =>
    view.checklist.find(({ itemId, no }) => keyOf({ itemId, pointNo: no }) === keyOf(point))?.question ?? '';
  switch (body.kind) {
    case 'check-in':
      return body.officerIds.map((id) => nameOf(view, id)).join('、');
    case 'answer':
      return `${question(body)} ${ANSWERS[body.answer]}`;
    case 'finding': {
      const { place, description, level } = body.finding;
      const says = `${place}：${description}（${FINDING_LEVELS[level]}）`;
      return body.isWithdrawn ? `${text.withdrawn}：${says}` : says;
    }
    case 'opinion':
      return body.opinion.problem;
    case 'photo':
      return `${question(body)} ${body.sha256.slice(0, 16)}`;
    case 'measurement':
      return `${question(body)} ${body.quantity} ${body.value} ${body.unit}`;
    case 'reopen':
      return body.reason;
    case 'sign':
      return nameOf(view, body.personId);
    case 'sign-enterprise':
      return body.word.outcome === 'signed' ? body.word.representative : body.word.reason;
    case 'review':
      return view.findings.find(({ findingId }) => findingId === body.findingId)?.description ?? '';
    case 'close':
      return body.recordHash.slice(0, 16);
  }
}
