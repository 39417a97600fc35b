/** Which fields each act's form has: names as in the act's input, and how each is filled in. @module */
import { HOLD_ENDS } from '../../../penalty/types/acts.ts';
import {
  CHALLENGE_OUTCOMES,
  CHALLENGES,
  EVIDENCE_KINDS,
  EXECUTION_ENDS,
  LEAD_SOURCES,
  MITIGATIONS,
  PARTY_KINDS,
  PAYMENT_MEANS,
  SERVICE_MEANS,
} from '../../../penalty/types/case.ts';
import type { CaseAct } from '../../../penalty/types/table.ts';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';

export type Options = Readonly<Record<string, string>>;
export type FieldSpec = { readonly name: string; readonly isOptional?: boolean } & (
  | { readonly as: 'text' | 'area' | 'day' | 'yuan' | 'count' | 'check' | 'officers' | 'outcome' }
  /** One of the case: a handler, an open recusal, an open hold. */
  | {
      readonly as:
        | 'handler'
        | 'recusal'
        | 'hold'
        | 'officer'
        | 'person'
        | 'people'
        | 'deputy'
        | 'evidence'
        | 'benchmark'
        | 'grade';
    }
  | { readonly as: 'choice' | 'choices'; readonly options: Options }
  | { readonly as: 'rows'; readonly fields: readonly FieldSpec[] }
);

const words = penaltyText.choices;
const text = (name: string, isOptional = false): FieldSpec => ({ name, as: 'text', isOptional });
const area = (name: string, isOptional = false): FieldSpec => ({ name, as: 'area', isOptional });
const day = (name: string, isOptional = false): FieldSpec => ({ name, as: 'day', isOptional });
const check = (name: string): FieldSpec => ({ name, as: 'check', isOptional: true });
const choice = (name: string, options: Options, isOptional = false): FieldSpec => ({
  name,
  as: 'choice',
  options,
  isOptional,
});
const ruling = (yes: 'granted' | 'accepted', no: string): FieldSpec =>
  choice('outcome', { [yes]: words[yes], refused: no });
const REASON = [area('reason')];
const OPINION = [area('opinion')];

export const SERVICE: readonly FieldSpec[] = [
  choice('service.means', SERVICE_MEANS),
  day('service.on'),
  text('service.recipient'),
  text('service.witness', true),
  check('service.hasConsent'),
  { name: 'service.officerIds', as: 'officers' },
];
const evidence = (hasOfficers: boolean): readonly FieldSpec[] => [
  choice('evidence.kind', EVIDENCE_KINDS),
  text('evidence.name'),
  day('evidence.obtainedOn'),
  text('evidence.place'),
  area('evidence.proves'),
  ...(hasOfficers ? [{ name: 'evidence.officerIds', as: 'officers' } as const] : []),
];

export const LEAD: readonly FieldSpec[] = [
  choice('lead.source', LEAD_SOURCES),
  choice('lead.party.kind', PARTY_KINDS),
  text('lead.party.name'),
  text('lead.party.creditCode', true),
  text('lead.party.principal', true),
  text('lead.party.address', true),
  text('lead.cause'),
  area('lead.facts'),
  day('lead.violatedOn'),
];
export const SPOT: readonly FieldSpec[] = [
  ...LEAD,
  { name: 'officerIds', as: 'officers' },
  ...evidence(false),
  { name: 'benchmark', as: 'benchmark' },
  { name: 'grade', as: 'grade' },
  { name: 'fen', as: 'yuan', isOptional: true },
  area('correction'),
  area('argument', true),
  text('recipient'),
  text('refusal', true),
];

export const ACT_FIELDS: Readonly<
  Record<Exclude<CaseAct, 'open-lead' | 'decide-on-spot' | 'decide'>, readonly FieldSpec[]>
> = {
  'decline-lead': REASON,
  'request-filing': [{ name: 'officerIds', as: 'officers' }, text('cause'), area('facts'), ...OPINION],
  'return-filing': REASON,
  'approve-filing': OPINION,
  'request-recusal': [
    { name: 'officerId', as: 'handler' },
    choice('by', { officer: words.officer, party: words.party }),
    ...REASON,
  ],
  'decide-recusal': [
    { name: 'recusalId', as: 'recusal' },
    ruling('granted', words['decide-recusal/refused']),
    { name: 'replacementId', as: 'officer', isOptional: true },
    area('reply'),
  ],
  'change-handler': [{ name: 'officerId', as: 'handler' }, { name: 'replacementId', as: 'officer' }, ...REASON],
  'add-evidence': evidence(true),
  'request-hold': [
    { name: 'hold.goods', as: 'rows', fields: [text('name'), text('quantity')] },
    text('hold.place'),
    area('hold.reason'),
  ],
  'approve-hold': [{ name: 'holdId', as: 'hold' }, ...OPINION],
  'settle-hold': [{ name: 'holdId', as: 'hold' }, choice('end', HOLD_ENDS), ...REASON],
  'extend-case': REASON,
  'finish-investigation': [
    { name: 'report.facts', as: 'rows', fields: [area('text'), { name: 'evidenceIds', as: 'evidence' }] },
    { name: 'report.benchmark', as: 'benchmark' },
    { name: 'report.grade', as: 'grade' },
    area('report.circumstances'),
    choice('report.mitigation', MITIGATIONS, true),
    area('report.correction'),
    check('report.isCorrected'),
    check('report.hasHarm'),
    check('report.isComplex'),
    { name: 'report.outcome', as: 'outcome' },
  ],
  review: [choice('outcome', { agreed: words.agreed, returned: words.returned }), ...OPINION],
  'serve-notice': SERVICE,
  'note-argument': [day('heardOn'), area('argument'), check('isAdopted'), area('reply')],
  'note-waiver': [day('on'), area('statement')],
  'request-hearing': [day('on'), area('request')],
  'schedule-hearing': [
    day('on'),
    day('noticedOn'),
    text('place'),
    { name: 'presiderId', as: 'person' },
    check('isClosed'),
    area('reason', true),
  ],
  'record-hearing': [area('summary'), ...OPINION],
  'drop-hearing': [day('on'), ...REASON],
  'submit-decision': [{ name: 'outcome', as: 'outcome' }, ...OPINION],
  reinvestigate: REASON,
  discuss: [day('on'), { name: 'attendeeIds', as: 'people' }, area('record'), { name: 'outcome', as: 'outcome' }],
  'return-decision': REASON,
  'serve-decision': SERVICE,
  'report-back': [],
  'note-payment': [
    day('on'),
    { name: 'fen', as: 'yuan' },
    choice('means', PAYMENT_MEANS),
    text('receipt'),
    check('isRemote'),
    day('depositedOn', true),
  ],
  'request-instalments': [
    day('on'),
    ...REASON,
    { name: 'plan', as: 'rows', fields: [day('on'), { name: 'fen', as: 'yuan' }] },
  ],
  'decide-instalments': [ruling('granted', words.refused), area('reply')],
  'impose-extra': [{ name: 'waivedFen', as: 'yuan' }, ...REASON],
  urge: SERVICE,
  'apply-court': [text('court'), ...OPINION],
  'note-court': [
    day('on'),
    choice('outcome', { done: words.done, ended: words.ended, refused: words['note-court/refused'] }),
    text('number'),
    { name: 'fen', as: 'yuan', isOptional: true },
  ],
  'end-execution': [choice('ground', EXECUTION_ENDS), ...REASON],
  'note-executed': [area('result')],
  'note-challenge': [choice('kind', CHALLENGES), day('on'), text('organ')],
  'end-challenge': [choice('outcome', CHALLENGE_OUTCOMES), day('on'), text('number')],
  'revoke-decision': REASON,
  'ask-transfer': [text('crime'), area('facts'), area('materials')],
  'decide-transfer': [ruling('granted', words.refused), ...OPINION],
  'send-transfer': [text('to'), text('receiver')],
  'note-police': [day('on'), ruling('accepted', words['note-police/refused']), text('number')],
  'request-closing': [area('result')],
  'return-closing': REASON,
  'approve-closing': OPINION,
};
