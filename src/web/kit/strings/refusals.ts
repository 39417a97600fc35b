/**
 * The Chinese sentence and remedy of every refusal code. Use `refusalMessage` on the server (http/problems.ts) and for
 * refusals that a rule gives in the browser. Each module adds its table to TABLES, one line. No React here. @module
 */
import type { Refusal } from '../../../core/result.ts';
import { archiveRefusals } from './archive-refusals.zh.ts';
import { bureauRefusals } from './bureau-refusals.zh.ts';
import { calendarRefusals } from './calendar.zh.ts';
import { codeRefusals } from './codes.zh.ts';
import { commonRefusals } from './common.zh.ts';
import { bookingRefusals } from './directory-bookings.zh.ts';
import { duplicateRefusals } from './directory-duplicates.zh.ts';
import { exportRefusals } from './directory-files.zh.ts';
import { historyRefusals } from './directory-history.zh.ts';
import { markingRefusals } from './directory-marking.zh.ts';
import { organisationRefusals } from './directory-organisation.zh.ts';
import { verificationRefusals } from './directory-verification.zh.ts';
import { directoryRefusals } from './directory.zh.ts';
import { disclosureRefusals } from './disclosure-refusals.zh.ts';
import { drawInputRefusals } from './draw-inputs-refusals.zh.ts';
import { drawRefusals } from './draw-refusals.zh.ts';
import { sealedRefusals } from './draw-sealed-refusals.zh.ts';
import { shareRefusals } from './draw-share-refusals.zh.ts';
import { creditRefusals } from './credit-refusals.zh.ts';
import { exchangeRefusals } from './exchange.zh.ts';
import { hazardRefusals } from './hazard-refusals.zh.ts';
import { inspectionRefusals } from './inspection-refusals.zh.ts';
import { inspectionDocumentRefusals } from './inspection-documents.zh.ts';
import { itemsRefusals } from './items.zh.ts';
import { jointRefusals } from './joint.zh.ts';
import { loginRefusals } from './login-refusals.zh.ts';
import { lawRefusals } from './law.zh.ts';
import { planTemplateRefusals } from './plan-templates.zh.ts';
import { oversightRefusals } from './oversight-refusals.zh.ts';
import { planNoticeRefusals } from './plan-notice.zh.ts';
import { planRefusals } from './plan.zh.ts';
import { penaltyRefusals } from './penalty-refusals.zh.ts';
import { rectificationRefusals } from './rectification-refusals.zh.ts';
import { spreadsheetRefusals } from './spreadsheet.zh.ts';
import { uploadRefusals } from './uploads.zh.ts';
import { templateRefusals } from './word-templates.zh.ts';

export type RefusalFacts = NonNullable<Refusal['facts']>;

export interface RefusalMessage {
  /** What stands in the way, as a whole sentence without the final stop. */
  readonly reason: string;
  /** What the reader can do about it. */
  readonly remedy?: string;
}
export type RefusalMessages = Readonly<Record<string, (facts: RefusalFacts) => RefusalMessage>>;

const TABLES: readonly RefusalMessages[] = [
  commonRefusals,
  bureauRefusals,
  loginRefusals,
  oversightRefusals,
  calendarRefusals,
  directoryRefusals,
  exportRefusals,
  historyRefusals,
  duplicateRefusals,
  markingRefusals,
  bookingRefusals,
  verificationRefusals,
  organisationRefusals,
  drawRefusals,
  shareRefusals,
  drawInputRefusals,
  sealedRefusals,
  codeRefusals,
  spreadsheetRefusals,
  uploadRefusals,
  itemsRefusals,
  jointRefusals,
  lawRefusals,
  planRefusals,
  planNoticeRefusals,
  planTemplateRefusals,
  templateRefusals,
  inspectionRefusals,
  inspectionDocumentRefusals,
  rectificationRefusals,
  hazardRefusals,
  creditRefusals,
  penaltyRefusals,
  archiveRefusals,
  disclosureRefusals,
  exchangeRefusals,
];

/** The sentence of a code; a code that no table knows is shown as it is, so that it can at least be reported. */
export function refusalMessage(code: string, facts: RefusalFacts = {}): RefusalMessage {
  const sentence = TABLES.find((table) => Object.hasOwn(table, code))?.[code];
  return sentence === undefined ? unknownCode(code) : sentence(facts);
}

/** A code may stand in one table only; the test of this file holds all tables to it. */
export function allRefusalCodes(): readonly string[] {
  return TABLES.flatMap((table) => Object.keys(table));
}

function unknownCode(code: string): RefusalMessage {
  return { reason: `未被接受，原因代码 ${code}`, remedy: '请把这个代码告诉系统管理员' };
}
