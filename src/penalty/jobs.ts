/** Findings that were referred become leads; a new holiday notice moves the days of open cases. @module */
import { readCalendar } from '../calendar/reads.ts';
import type { Follower } from '../core/follow.ts';
import type { Tx } from '../core/transact.ts';
import { readSetting } from './reads/cases.ts';
import { listFindingLeads, type FindingLead } from './reads/findings.ts';
import { newCase } from './rules/begin.ts';
import { insertCase, lockOpenCases, recountCase } from './writes.ts';

/** 转立案: by an officer, or as the verdict of a round, both by `rectification.settle`; of a major hazard by `hazard.refer-case`. */
const openLeads: Follower = {
  job: 'penalty.open-lead',
  kinds: ['rectification.settle', 'hazard.refer-case', 'draw.open'],
  handle: async (tx, { kind, subjectId, facts }) => {
    if (kind === 'rectification.settle' && facts['outcome'] !== 'in-case') return;
    const findingId = kind === 'hazard.refer-case' ? String(facts['finding']) : subjectId;
    const of = kind === 'draw.open' ? { drawId: subjectId } : { findingId };
    // A case would tell who was drawn: of a sealed draw it begins with the opening.
    for (const found of await listFindingLeads(tx, of)) if (!found.isSealed) await openOne(tx, found);
  },
};

async function openOne(tx: Tx, { findingId, lead }: FindingLead): Promise<void> {
  const counting = { setting: (await readSetting(tx)).setting, calendar: await readCalendar(tx), today: tx.today };
  const file = newCase(tx.newId(), lead, { openedOn: tx.today, findingId });
  if (!(await insertCase(tx, file, { act: 'open-lead', content: { lead } }, counting))) return;
  tx.record({
    kind: 'penalty.open-lead',
    subject: `penalty/${file.caseId}`,
    facts: { source: lead.source, finding: findingId },
  });
}

const moveDeadlines: Follower = {
  job: 'penalty.move-deadline',
  kinds: ['calendar.load-notice'],
  handle: async (tx, { seq }) => {
    const counting = { setting: (await readSetting(tx)).setting, calendar: await readCalendar(tx), today: tx.today };
    for (const { file, turns } of await lockOpenCases(tx)) {
      const moved = await recountCase(tx, file, turns, counting);
      if (moved !== undefined)
        tx.record({
          kind: 'penalty.move-deadline',
          subject: `penalty/${file.caseId}`,
          facts: { notice: seq, ...moved },
        });
    }
  },
};

export const penaltyFollowers: readonly Follower[] = [openLeads, moveDeadlines];
