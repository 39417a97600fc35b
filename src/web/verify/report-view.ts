/** What a verification says, in words a citizen understands: verdict, picture, what was not checked, every step. @module */
import type { Detail, StepReport } from 'verifiable-draw';
import { dotPosition, DOT_COLUMNS, DOT_RADIUS, DOT_STEP, MOST_DOTS } from '../kit/dots.ts';
import { sentenceTime } from '../kit/format.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import type { VerifyText } from '../kit/strings/verify.zh.ts';
import { h, svg } from './dom.ts';
import type { DrawSummary, Verified } from './messages.ts';
import { facts, hashText, section, toned, type Tone } from './parts.ts';

/** What the views need to know besides the report. */
export interface Reading {
  readonly text: VerifyText;
  readonly language: 'zh' | 'en';
  /** Verifier keys this site publishes; undefined when the page is no part of a site. */
  readonly siteKeys: readonly string[] | undefined;
}

/** Long values stand whole in the exported report. */
const MOST_CHARACTERS = 400;
const MOST_DETAILS = 40;

type Outcome = 'pass' | 'sealed' | 'keys' | 'failed';

/** The overall verdict. A bundle that agrees with itself but is signed by a stranger is not good enough. */
export function outcomeOf({ report, summary }: Verified, siteKeys: Reading['siteKeys']): Outcome {
  if (!report.ok) return 'failed';
  const isForeign = report.trust === 'bundle' && siteKeys !== undefined && !hasOnly(siteKeys, summary?.logKeys ?? []);
  if (isForeign) return 'keys';
  return summary?.sealedUntil === undefined ? 'pass' : 'sealed';
}

function hasOnly(known: readonly string[], keys: readonly string[]): boolean {
  return keys.every((key) => known.includes(key));
}

const TONES: Readonly<Record<Outcome, Tone>> = { pass: 'good', sealed: 'unsure', keys: 'unsure', failed: 'bad' };

/** Verdict and picture. */
export function verdictView(verified: Verified, reading: Reading): HTMLElement {
  const { text, language, siteKeys } = reading;
  const { report, summary } = verified;
  const words = text.verdict;
  const outcome = outcomeOf(verified, siteKeys);
  const failed = report.steps.filter(({ status }) => status === 'FAIL');
  const until = summary?.sealedUntil;
  const title = { pass: words.pass, sealed: words.sealed, keys: words.keys, failed: words.failed }[outcome];
  const body = {
    pass: words.passBody,
    sealed: until === undefined ? '' : words.sealedBody(sentenceTime(until)),
    keys: words.keysBody,
    failed: words.failedBody(failed.map((step) => `${step.id} ${step.title[language]}`)),
  }[outcome];
  return h(
    'section',
    { class: `verdict ${TONES[outcome]}`, 'aria-labelledby': 'verdict' },
    h('h2', { id: 'verdict', tabindex: -1 }, toned(TONES[outcome], title)),
    h('p', {}, body),
    outcome === 'failed' ? h('p', {}, words.failedNext) : undefined,
    (outcome === 'pass' || outcome === 'sealed') && report.trust === 'bundle' && siteKeys === undefined
      ? h('p', {}, toned('unsure', h('a', { href: '#keys' }, words.keysNext)))
      : undefined,
    summary?.isVoid === true ? h('p', {}, words.void) : undefined,
    summary === undefined ? undefined : h('p', {}, sentence(summary, text)),
    summary === undefined || outcome === 'failed' ? undefined : picture(summary, text),
    report.fingerprint === undefined
      ? undefined
      : facts([[words.fingerprint, h('span', {}, hashText(report.fingerprint), h('br'), words.fingerprintHint)]]),
    h('p', { class: 'muted' }, words.took((verified.milliseconds / 1000).toFixed(1))),
  );
}

function sentence({ agency, draw, size, eligible, drawn, sealedUntil }: DrawSummary, { verdict }: VerifyText): string {
  if (sealedUntil !== undefined) return verdict.sealedSentence(agency, draw, size, eligible);
  return verdict.sentence(agency, draw, size, eligible, drawn.length);
}

/** One small circle for each enterprise of the list, the drawn ones filled; their names behind it. */
function picture({ dots, drawn }: DrawSummary, { verdict }: VerifyText): HTMLElement | undefined {
  if (drawn.length === 0) return undefined;
  const name = portalText.dots.name(dots.length, drawn.length);
  return h(
    'figure',
    { class: 'figure' },
    h('figcaption', {}, h('strong', {}, name), ' ', h('span', { class: 'muted' }, portalText.dots.note)),
    dots.length > MOST_DOTS ? undefined : circles(dots, name),
    h(
      'details',
      {},
      h('summary', {}, verdict.drawnList(drawn.length)),
      h(
        'ol',
        { class: 'steps' },
        drawn.slice(0, MOST_DOTS).map((each) => h('li', {}, `${each.name}（${each.id}）`)),
      ),
    ),
  );
}

function circles(dots: readonly boolean[], name: string): SVGElement {
  const viewBox = `0 0 ${DOT_COLUMNS * DOT_STEP} ${Math.ceil(dots.length / DOT_COLUMNS) * DOT_STEP}`;
  const drawn = dots.map((isDrawn, index) => {
    const { cx, cy } = dotPosition(index);
    return svg('circle', { cx, cy, r: DOT_RADIUS, class: isDrawn ? 'drawn' : '' });
  });
  return svg('svg', { class: 'dot-grid', role: 'img', 'aria-label': name, viewBox }, ...drawn);
}

/** The keys that signed the log, compared with those of this site, or with one the reader pastes. */
export function keysView({ summary }: Verified, { text, siteKeys }: Reading): HTMLElement | undefined {
  if (summary === undefined) return undefined;
  const words = text.keys;
  const rows = summary.logKeys.map((key) => {
    const isSame = siteKeys?.includes(key) === true;
    const note =
      siteKeys === undefined
        ? toned('unsure', words.unknown)
        : toned(isSame ? 'good' : 'bad', isSame ? words.same : words.other);
    return h('li', {}, h('p', {}, h('code', { class: 'hash' }, key)), note);
  });
  return section(
    'keys',
    words.title,
    h('ul', { class: 'lines' }, rows),
    siteKeys === undefined ? comparer(summary.logKeys, text) : undefined,
  );
}

function comparer(keys: readonly string[], { keys: words }: VerifyText): HTMLElement {
  const status = h('p', { role: 'status' });
  const compare = (event: Event): void => {
    const typed = (event.currentTarget as HTMLInputElement).value.trim();
    const isSame = keys.some((key) => key === typed);
    status.replaceChildren(
      ...(typed === '' ? [] : [toned(isSame ? 'good' : 'bad', isSame ? words.isSame : words.isOther)]),
    );
  };
  return h(
    'div',
    { class: 'filters' },
    h('label', { class: 'wide' }, words.compare, h('input', { type: 'text', autocomplete: 'off', oninput: compare })),
    status,
  );
}

/** What the verdict does not cover. */
export function limitsView({ report, summary }: Verified, { text, language, siteKeys }: Reading): HTMLElement {
  const words = text.limits;
  const areKeysKnown = siteKeys !== undefined && hasOnly(siteKeys, summary?.logKeys ?? []);
  const lines = [
    ...(report.trust === 'given' ? [words.ownPolicy] : []),
    ...(report.trust === 'bundle' && !areKeysKnown ? [words.bundleKeys] : []),
    ...(summary?.hasWitnesses !== true ? [words.noWitness] : report.trust === 'bundle' ? [words.witnessKeys] : []),
    ...(report.profile === 'offline' ? [words.offline] : []),
    ...(summary?.hasLottery === true ? [words.lottery] : []),
    ...report.steps
      .filter(({ status }) => status === 'NOT-APPLICABLE')
      .map(({ id, title, details }) => words.step(id, title[language], reasonOf(details, language))),
    words.directory,
    words.others,
  ];
  return section(
    'limits',
    words.title,
    h('p', {}, words.lead),
    h(
      'ul',
      { class: 'points' },
      lines.map((line) => h('li', {}, line)),
    ),
  );
}

const STEP_TONES: Readonly<Record<StepReport['status'], Tone>> = {
  PASS: 'good',
  FAIL: 'bad',
  'NOT-APPLICABLE': 'none',
};

/** Every step: its name, its result, one sentence, and the values seen. Those that failed are open. */
export function stepsView({ report }: Verified, reading: Reading, onExport: () => void): HTMLElement {
  const { text } = reading;
  return section(
    'steps',
    text.report.title,
    h(
      'ol',
      { class: 'report' },
      report.steps.map((step) => stepView(step, reading)),
    ),
    h('p', {}, h('button', { type: 'button', class: 'button quiet', onclick: onExport }, text.report.export)),
  );
}

/** Why a step does not apply: the last thing it looked at says so. */
function reasonOf(details: readonly Detail[], language: 'zh' | 'en'): string {
  return details.at(-1)?.[language] ?? '';
}

function stepView({ id, title, status, details }: StepReport, { text, language }: Reading): HTMLElement {
  const words = text.steps[id];
  // Those that do not hold come first: a reader looks for them.
  const ordered = [...details].sort((a, b) => Number(a.ok) - Number(b.ok));
  const rest = ordered.length - MOST_DETAILS;
  return h(
    'li',
    {},
    h(
      'h3',
      {},
      toned(STEP_TONES[status], `${id} ${title[language]}`),
      ' ',
      h('span', { class: `word ${STEP_TONES[status]}` }, text.report.status[status]),
    ),
    h('p', {}, { PASS: words.asks, FAIL: words.failed, 'NOT-APPLICABLE': reasonOf(details, language) }[status]),
    h(
      'details',
      { open: status === 'FAIL' },
      h('summary', {}, text.report.values),
      h(
        'ul',
        { class: 'values' },
        ordered.slice(0, MOST_DETAILS).map((detail) => detailView(detail, language)),
      ),
      rest > 0 ? h('p', { class: 'muted' }, text.report.more(rest)) : undefined,
    ),
  );
}

function detailView({ zh, en, value, ok }: Detail, language: 'zh' | 'en'): HTMLElement {
  const shown = value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value;
  const label = language === 'zh' ? zh : en;
  return h(
    'li',
    { class: ok ? '' : 'bad' },
    ok ? `${label}：` : toned('bad', `${label}：`),
    h('span', { class: 'value' }, language === 'zh' ? withTimes(shown) : shown),
  );
}

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** Instants as people here write them; the exact one stands behind, and in the exported report. */
function withTimes(value: string): (string | HTMLElement)[] {
  return value
    .split(INSTANT)
    .map((part, index) => (index % 2 === 0 ? part : h('time', { datetime: part, title: part }, sentenceTime(part))));
}
