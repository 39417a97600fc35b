/** Which fields each act's form has: names as in the act's input, and how each is filled in. @module */
import { APPRAISAL_ENDS, HOLD_ENDS } from '../../../penalty/types/acts.ts';
import {
  CHALLENGE_OUTCOMES,
  CHALLENGES,
  EVIDENCE_KINDS,
  EXECUTION_ENDS,
  LEAD_SOURCES,
  MITIGATIONS,
  PARTY_KINDS,
  PAYMENT_MEANS,
  SEIZURE_ENDS,
  SEIZURE_GROUNDS,
  SERVICE_MEANS,
} from '../../../penalty/types/case.ts';
import { ORIGINALITY } from '../../../penalty/types/evidence.ts';
import { FORMS } from '../../../inspection/types/documents.ts';
import type { StaffAct } from '../../../penalty/types/table.ts';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import { area, check, choice, day, text, type FieldSpec, type Options } from './field-kinds.ts';

const words = penaltyText.choices;
const ruling = (yes: 'granted' | 'accepted', no: string): FieldSpec =>
  choice('outcome', { [yes]: words[yes], refused: no });
const REASON = [area('reason')];
const OPINION = [area('opinion')];

export const SERVICE: readonly FieldSpec[] = [
  choice('service.means', SERVICE_MEANS),
  day('service.on'),
  text('service.recipient'),
  text('service.place', true),
  text('service.refusal', true),
  text('service.witness', true),
  { name: 'service.officerIds', as: 'officers' },
];
const SPOT_EVIDENCE: readonly FieldSpec[] = [
  choice('evidence.kind', EVIDENCE_KINDS),
  text('evidence.name'),
  day('evidence.obtainedOn'),
  text('evidence.place'),
  area('evidence.proves'),
];
const EVIDENCE: readonly FieldSpec[] = [
  ...SPOT_EVIDENCE,
  text('evidence.source'),
  choice('evidence.originality', ORIGINALITY),
  text('evidence.keptAt', true),
  { name: 'evidence.officerIds', as: 'officers' },
  { name: 'evidence.files', as: 'files', isOptional: true },
  { name: 'evidence.photoIds', as: 'photos', isOptional: true },
  { name: 'evidence.findingIds', as: 'findings', isOptional: true },
  { name: 'evidence.holdId', as: 'held', isOptional: true },
  { name: 'evidence.paper', as: 'evidence-paper' },
];

/** 笔录、凭证 that a piece of evidence may be, and what each is written with. */
export const PAPER_KINDS: Options = { interview: FORMS.interview, survey: FORMS.survey, sample: FORMS.sample };
const TIMES: readonly FieldSpec[] = [{ name: 'from', as: 'minute' }, { name: 'to', as: 'minute' }, text('place')];
export const PAPER_FIELDS: Readonly<Record<string, readonly FieldSpec[]>> = {
  interview: [
    ...TIMES,
    { name: 'nth', as: 'count' },
    text('person'),
    text('post', true),
    text('employer', true),
    text('recorder'),
    { name: 'entries', as: 'rows', fields: [area('ask'), area('answer')] },
  ],
  survey: [...TIMES, text('weather', true), text('party', true), text('invited', true), area('result')],
  sample: [
    text('place'),
    text('basis'),
    {
      name: 'goods',
      as: 'rows',
      fields: [text('name'), text('model', true), text('quantity'), { name: 'paidFen', as: 'yuan', isOptional: true }],
    },
  ],
};

/** 按日连续处罚 comes of a recheck. */
const { daily: _daily, ...BY_HAND } = LEAD_SOURCES;

export const LEAD: readonly FieldSpec[] = [
  choice('lead.source', BY_HAND),
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
  ...SPOT_EVIDENCE,
  { name: 'benchmark', as: 'benchmark' },
  { name: 'grade', as: 'grade' },
  { name: 'fen', as: 'yuan', isOptional: true },
  area('correction'),
  area('argument', true),
  text('recipient'),
  text('refusal', true),
];

export const ACT_FIELDS: Readonly<
  Record<Exclude<StaffAct, 'open-lead' | 'decide-on-spot' | 'decide'>, readonly FieldSpec[]>
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
  'add-evidence': EVIDENCE,
  'supplement-evidence': [...EVIDENCE, ...REASON],
  'exclude-evidence': [{ name: 'evidenceId', as: 'piece' }, ...REASON],
  'tell-rights': [],
  'note-address': [
    text('address.recipient'),
    text('address.phone'),
    text('address.address'),
    text('address.postcode', true),
    check('address.isElectronic'),
    text('address.electronicTo', true),
  ],
  'call-interview': [
    text('call.person'),
    area('call.matter'),
    { name: 'call.at', as: 'minute' },
    text('call.place'),
    area('call.bring', true),
    text('call.contact'),
  ],
  'commission-appraisal': [
    text('appraisal.agency'),
    area('appraisal.goods'),
    area('appraisal.wanted'),
    day('appraisal.dueOn'),
    { name: 'appraisal.seizureId', as: 'seized', isOptional: true },
  ],
  'extend-appraisal': [{ name: 'appraisalId', as: 'appraisal' }, day('dueOn'), ...REASON],
  'end-appraisal': [
    { name: 'appraisalId', as: 'appraisal' },
    day('on'),
    choice('outcome', APPRAISAL_ENDS),
    { name: 'evidenceId', as: 'piece', isOptional: true },
    area('reason', true),
  ],
  'request-seizure': [
    choice('seizure.ground', SEIZURE_GROUNDS),
    area('seizure.problem'),
    { name: 'seizure.goods', as: 'rows', fields: [text('name'), text('model', true), text('quantity')] },
    text('seizure.place'),
    { name: 'seizure.urgentAt', as: 'minute', isOptional: true },
    text('seizure.urgency', true),
  ],
  'approve-seizure': [{ name: 'seizureId', as: 'seizure' }, ...OPINION],
  'extend-seizure': [{ name: 'seizureId', as: 'seizure' }, ...REASON],
  'settle-seizure': [{ name: 'seizureId', as: 'seizure' }, choice('end', SEIZURE_ENDS), ...REASON],
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
  'note-argument': [
    { name: 'statementId', as: 'statement', isOptional: true },
    day('heardOn'),
    area('argument'),
    check('isAdopted'),
    area('reply'),
  ],
  'note-waiver': [day('on'), area('statement')],
  'request-hearing': [day('on'), area('request')],
  'schedule-hearing': [
    day('on'),
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
    { name: 'claimId', as: 'claim', isOptional: true },
    day('on'),
    { name: 'fen', as: 'yuan' },
    choice('means', PAYMENT_MEANS),
    text('receipt'),
    check('isRemote'),
    day('depositedOn', true),
  ],
  'return-payment': [{ name: 'claimId', as: 'claim' }, ...REASON],
  'request-instalments': [
    day('on'),
    ...REASON,
    { name: 'plan', as: 'rows', fields: [day('on'), { name: 'fen', as: 'yuan' }] },
  ],
  'decide-instalments': [ruling('granted', words.refused), area('reply')],
  'impose-extra': [{ name: 'waivedFen', as: 'yuan' }, ...REASON],
  'remind-payment': [],
  'issue-urge': [],
  urge: SERVICE,
  serve: [{ name: 'documentIds', as: 'papers' }, ...SERVICE],
  'void-paper': [{ name: 'documentId', as: 'paper' }, ...REASON],
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
  recheck: [
    text('recheck.order.number'),
    day('recheck.order.on'),
    day('recheck.order.until'),
    day('recheck.on'),
    text('recheck.place'),
    area('recheck.found'),
    check('recheck.isCorrected'),
    { name: 'recheck.officerIds', as: 'officers' },
    { name: 'recheck.files', as: 'files', isOptional: true },
  ],
  'open-daily': [{ name: 'recheckId', as: 'recheck' }],
  'request-closing': [area('result')],
  'return-closing': REASON,
  'approve-closing': OPINION,
};
