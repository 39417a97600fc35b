/** One enterprise on one screen: listed once, its number, the cutoff, drawn or not, who comes, and why. @module */
import type { EnterpriseCheck, ReceiptReport, SubstitutionReceiptReport } from 'verifiable-draw';
import { printedNumber, publicId } from '../../draw/rules/public-id.ts';
import { sentenceTime } from '../kit/format.ts';
import type { VerifyText } from '../kit/strings/verify.zh.ts';
import { h } from './dom.ts';
import type { EnterpriseFound } from './messages.ts';
import { facts, shortHash, toned } from './parts.ts';
import { receiptCode } from './receipt-code.ts';

type Fact = readonly [label: string, value: Node | string];

/** What is shown, whether it comes from a bundle or from a receipt. */
interface Firm {
  readonly name: string;
  readonly fate: keyof VerifyText['firm']['fate'];
  readonly facts: readonly Fact[];
  readonly why: readonly [string, string];
  readonly officers: readonly string[];
  readonly warning?: string;
}

/** Members that have words of their own; others are shown as they are called, so that nothing is hidden. */
const WORDED = new Set([
  'id',
  'listed',
  'status',
  'reason',
  'ref',
  'stratum',
  'ticket',
  'cutoff',
  'isDrawn',
  'rank',
  'eligible',
  'quota',
  'officers',
  'experts',
  'isConsistent',
  'standing',
]);

const FATES = { drawn: 'selected', skipped: 'skipped', substitute: 'substitute', not: 'not' } as const;

/** The answer out of a bundle. */
export function enterpriseView(found: EnterpriseFound, text: VerifyText): HTMLElement {
  const { name, draw, isVoid, stratum, check } = found;
  const words = text.firm;
  const fate = check.status === 'excluded' ? 'excluded' : FATES[check.standing];
  const isOrdered = check.ticket !== undefined && check.cutoff !== undefined;
  const isBelow = isOrdered && String(check.ticket) <= String(check.cutoff);
  const whyFate =
    isBelow === check.isDrawn
      ? { selected: words.whyDrawn, not: words.whyNot }[check.isDrawn ? 'selected' : 'not']
      : words.whyWeighted;
  return firmView(
    {
      name: `${name}（${check.id}）`,
      fate,
      facts: [
        [words.listed, check.listed === 1 ? words.listedOnce : words.listedTimes(check.listed)],
        [words.status, statusWords(check, text)],
        ...fact(words.reference, check.ref),
        ...(check.stratum === undefined || check.eligible === undefined || check.quota === undefined
          ? []
          : [[words.stratum, words.stratumValue(stratum ?? check.stratum, check.eligible, check.quota)] as const]),
        ...hashFact(words.ticket, check.ticket),
        ...hashFact(words.cutoff, check.cutoff),
        ...(check.rank === undefined || !check.isDrawn ? [] : [[words.rank, words.rankValue(check.rank)] as const]),
        ...peopleFacts(check.officers, check.experts, text),
        ...otherFacts(check),
      ],
      why: [
        {
          excluded: words.whyExcluded,
          skipped: words.whySkipped,
          substitute: words.whySubstitute,
          selected: whyFate,
          not: whyFate,
        }[fate],
        check.officers.length > 0 ? words.whyOfficers : words.whyNobody,
      ],
      officers: check.officers,
      ...(check.isConsistent ? {} : { warning: words.mismatch }),
    },
    h(
      'div',
      {},
      found.receipt === undefined ? undefined : receiptCode(found.receipt, text),
      h('p', { class: 'muted' }, words.inDraw(draw), isVoid ? `。${text.verdict.void}` : undefined),
    ),
    text,
  );
}

/** The answer out of a receipt that holds. */
export function receiptView(
  report: ReceiptReport | SubstitutionReceiptReport,
  milliseconds: number,
  text: VerifyText,
): HTMLElement {
  const words = text.firm;
  const took = h('p', { class: 'muted' }, words.took(milliseconds.toFixed(0)));
  if (!report.ok)
    return h(
      'div',
      { class: 'verdict bad' },
      h('h2', { tabindex: -1 }, toned('bad', words.badReceipt)),
      h('p', {}, words.badReceiptBody),
      h('p', { class: 'muted value' }, report.problem),
    );
  if ('substitution' in report) return substitutionView(report, took, text);
  const { leaf, draw, loggedAt, log } = report;
  return firmView(
    {
      name: leaf.id,
      fate: leaf.outcome,
      facts: [
        [words.receipt, `${words.inDraw(draw)}，${log}`],
        ...hashFact(words.ticket, leaf.score),
        ...peopleFacts(leaf.officers ?? [], leaf.experts ?? [], text),
        [words.loggedAt, sentenceTime(loggedAt)],
      ],
      why: [
        words.whyReceipt(sentenceTime(loggedAt)),
        leaf.outcome === 'selected' ? words.whyOfficers : words.whyNobody,
      ],
      officers: leaf.officers ?? [],
    },
    took,
    text,
  );
}

/** The answer out of a receipt after a substitution: the team is the one it gave. */
function substitutionView(
  { substitution, loggedAt, log }: Extract<SubstitutionReceiptReport, { ok: true }>,
  took: HTMLElement,
  text: VerifyText,
): HTMLElement {
  const words = text.firm;
  const { what, enterprise, substitute, draw } = substitution;
  const isNew = what === 'enterprise';
  const officers = substitution.officers.map(({ person }) => person);
  const experts = substitution.experts.map(({ place, person }) => ({ place, expert: person }));
  return firmView(
    {
      name: isNew ? (substitute ?? enterprise) : enterprise,
      fate: isNew ? 'substitute' : 'selected',
      facts: [
        [words.receipt, `${words.inDraw(draw)}，${log}`],
        ...peopleFacts(officers, experts, text),
        [words.loggedAt, sentenceTime(loggedAt)],
      ],
      why: [words.whyReceipt(sentenceTime(loggedAt)), isNew ? words.whySubstitute : words.whyOfficers],
      officers,
    },
    took,
    text,
  );
}

function firmView(firm: Firm, below: HTMLElement, text: VerifyText): HTMLElement {
  const words = text.firm;
  const tone = firm.warning === undefined ? (firm.fate === 'selected' ? 'drawn' : 'plain') : 'bad';
  return h(
    'div',
    { class: `verdict firm ${tone}` },
    h('p', { class: 'firm-name' }, firm.name),
    h('h2', { tabindex: -1 }, words.fate[firm.fate]),
    firm.warning === undefined ? undefined : h('p', {}, toned('bad', firm.warning)),
    facts(firm.facts),
    h('h3', {}, words.why),
    h('p', {}, firm.why[0], ' ', firm.why[1]),
    firm.officers.length === 0 ? undefined : doorView(firm.officers, text),
    below,
  );
}

function statusWords({ status, reason = '—' }: EnterpriseCheck, { firm, exclusions }: VerifyText): string {
  if (status === 'eligible') return firm.eligible;
  const known: Readonly<Record<string, string>> = exclusions;
  return firm.excluded(Object.hasOwn(known, reason) ? (known[reason] ?? reason) : reason);
}

function fact(label: string, value: string | undefined): Fact[] {
  return value === undefined ? [] : [[label, value]];
}

function hashFact(label: string, hash: string | undefined): Fact[] {
  return hash === undefined ? [] : [[label, shortHash(hash)]];
}

function peopleFacts(
  officers: readonly string[],
  experts: readonly { readonly expert: string }[],
  { firm: words }: VerifyText,
): Fact[] {
  if (officers.length === 0) return [];
  const list = (ids: readonly string[]): string => ids.map(printedNumber).join('、');
  return [
    [words.officers, list(officers)],
    ...(experts.length === 0 ? [] : [[words.experts, list(experts.map(({ expert }) => expert))] as const]),
  ];
}

function otherFacts(check: EnterpriseCheck): Fact[] {
  return Object.entries(check)
    .filter(([name]) => !WORDED.has(name))
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}

/** Who stands at the door, compared with who was drawn. */
function doorView(officers: readonly string[], { firm: words }: VerifyText): HTMLElement {
  const input = h('input', { type: 'text', name: 'door', autocomplete: 'off', autocapitalize: 'characters' });
  const answer = h('div', { role: 'status', class: 'door' });
  const compare = (event: Event): void => {
    event.preventDefault();
    const here = [
      ...new Set(
        input.value
          .split(/[\s,，、;；]+/u)
          .filter((each) => each !== '')
          .map(publicId),
      ),
    ];
    answer.replaceChildren(...(here.length === 0 ? [] : comparison(here, officers, words)));
  };
  return h(
    'form',
    { class: 'door-form', onsubmit: compare },
    h('h3', {}, words.door),
    h(
      'div',
      { class: 'filters' },
      h('label', { class: 'wide' }, words.doorLabel, input),
      h('button', { type: 'submit' }, words.doorButton),
    ),
    answer,
  );
}

function comparison(here: readonly string[], officers: readonly string[], words: VerifyText['firm']): HTMLElement[] {
  const strangers = here.filter((id) => !officers.includes(id));
  const absent = officers.filter((id) => !here.includes(id));
  const conclusion =
    strangers.length > 0
      ? toned('bad', words.doorOther)
      : absent.length > 0
        ? toned('unsure', words.doorFew)
        : toned('good', words.doorSame);
  return [
    h('p', {}, h('strong', {}, conclusion)),
    h(
      'ul',
      { class: 'values' },
      here.map((id) =>
        h(
          'li',
          {},
          toned(
            officers.includes(id) ? 'good' : 'bad',
            `${printedNumber(id)}：${officers.includes(id) ? words.isDrawn : words.isNotDrawn}`,
          ),
        ),
      ),
      absent.map((id) => h('li', {}, toned('unsure', `${printedNumber(id)}：${words.isAbsent}`))),
    ),
  ];
}
