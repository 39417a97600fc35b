/** 严重失信主体名单 in the demo: who was punished, could pay and did not is listed by four people, and an agency is asked to act with us. @module */
import { acknowledgeMeasure, requestMeasure } from '../src/credit/actions/joint.ts';
import {
  decideListing,
  hearParty,
  notifyListing,
  proposeListing,
  publishListing,
  reviewListing,
} from '../src/credit/actions/list.ts';
import type { Step } from './follow-up.ts';
import type { Cast } from './penalty-cast.ts';
import { DEMO_OFFICE } from './logins.ts';

const { sectionChief, legal, head, disclosure } = DEMO_OFFICE;

/** From the proposal to the receipt of the agency, while the fine stands unpaid; `on` counts days as the case does. */
export function listingOf(
  { stage, today }: Cast,
  on: (days: number, run: () => Promise<unknown>) => Step,
  caseOf: () => string,
): Step[] {
  let entryId = '';
  let measureId = '';
  return [
    on(92, async () => {
      ({ entryId } = await stage.act(sectionChief, proposeListing, {
        penaltyCaseId: caseOf(),
        situation: 'refuses-penalty',
        facts: '有履行能力，经催告、加处罚款仍拒不缴纳',
      }));
      await stage.act(legal, reviewListing, { entryId, outcome: 'agree', opinion: '处罚决定生效，符合列入情形' });
    }),
    on(94, () => stage.act(sectionChief, notifyListing, { entryId, servedOn: today(), recipient: '甲企示' })),
    on(98, () =>
      stage.act(sectionChief, hearParty, {
        entryId,
        heardOn: today(),
        argument: '资金周转困难，请求暂缓',
        reply: '未提供证据，不影响列入',
      }),
    ),
    on(102, async () => {
      await stage.act(head, decideListing, { entryId, outcome: 'list', opinion: '同意列入，期限三年' });
      await stage.act(disclosure, publishListing, { entryId });
    }),
    on(105, async () => {
      ({ measureId } = await stage.act(sectionChief, requestMeasure, {
        entryId,
        agency: '天津市西青区发展和改革委员会（示例）',
        measure: 'award',
        basis: '安全生产严重失信主体名单管理办法',
      }));
    }),
    on(115, () =>
      stage.act(sectionChief, acknowledgeMeasure, {
        entryId,
        measureId,
        outcome: 'acknowledged',
        reply: '示发改函〔2026〕8号：已采取',
        on: today(),
      }),
    ),
  ];
}
