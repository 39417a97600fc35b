/** A case as its party reads it by its code: what was served, what it may do and until when, what became of what it handed in. @module */
import { readCalendar } from '../../calendar/reads.ts';
import { findSerial } from '../../core/register/register.ts';
import { findDocument } from '../../core/register/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { outstandingOf, principalOf } from '../rules/money.ts';
import { partyPapers, rightsOf } from '../rules/party.ts';
import { outcomeLines } from '../rules/words.ts';
import { SERIES } from '../types/documents.ts';
import type { CaseFile } from '../types/file.ts';
import type { PartyCase } from '../types/party-view.ts';
import type { Right } from '../types/party.ts';
import { actRule, PARTY_ACT_NAMES, type PartyAct } from '../types/table.ts';
import { readSetting } from './cases.ts';

export async function viewForParty(tx: ReadTx, file: CaseFile, bureau: string): Promise<PartyCase> {
  const { setting } = await readSetting(tx);
  const calendar = await readCalendar(tx);
  const { today } = tx;
  const serial = await findSerial(tx, SERIES, file.caseId);
  const papers = [];
  for (const { documentId, servedOn } of partyPapers(file, today)) {
    const document = await findDocument(tx, documentId);
    if (document !== undefined)
      papers.push({ documentId, title: document.title, number: document.number, servedOn: servedOn ?? '' });
  }
  const rights = rightsOf(file, { setting, calendar, today });
  const isDecided = file.decision !== null && file.servedOn !== null && file.servedOn <= today;
  const notice = file.notices.findLast(({ arrivedOn }) => arrivedOn <= today);
  return {
    bureau,
    party: file.lead.party.name,
    cause: file.lead.cause,
    serial: serial === undefined ? null : `〔${serial.year}〕${serial.serial}号`,
    state: file.state,
    today,
    coveredTo: calendar.coveredTo,
    filedOn: file.filedOn,
    endedOn: file.endedOn,
    papers,
    rights,
    told: notice === undefined ? [] : outcomeLines(notice.outcome),
    decided: isDecided && file.decision !== null ? outcomeLines(file.decision.outcome) : [],
    revokedOn: file.revokedOn,
    money:
      isDecided && file.decision !== null
        ? { principal: principalOf(file.decision.outcome), outstanding: outstandingOf(file), payTo: setting.payTo }
        : null,
    hearing:
      file.hearing === null
        ? null
        : {
            requestedOn: file.hearing.requestedOn,
            on: file.hearing.on,
            place: file.hearing.place,
            heardOn: file.hearing.heardOn,
            droppedOn: file.hearing.droppedOn,
          },
    waivedOn: file.waivedOn,
    statements: file.statements,
    claims: file.claims,
    instalments: file.instalments,
    address: file.address,
    may: PARTY_ACT_NAMES.filter((act) => actRule(act).from.includes(file.state) && isOffered(file, act, rights)),
  };
}

/** What the state lets and the clock does not forbid. */
function isOffered(file: CaseFile, act: PartyAct, rights: readonly Right[]): boolean {
  const isOpen = (key: Right['key']): boolean => rights.some((right) => right.key === key && right.isOpen);
  switch (act) {
    case 'file-argument':
      return isOpen('argue');
    case 'ask-hearing':
      return isOpen('hear');
    case 'report-payment':
      return outstandingOf(file) > 0;
    case 'ask-instalments':
      return isOpen('pay') && (file.instalments === null || file.instalments.outcome === 'refused');
    default:
      return true;
  }
}
