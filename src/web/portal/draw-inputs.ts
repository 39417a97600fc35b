/** What went into a draw before it: sources and what each is worth, weights, the narrowing audit, the churn report. @module */
import { html } from 'hono/html';
import type { ChurnReport } from 'verifiable-draw';
import { isCode } from '../../draw/rules/sealed.ts';
import { PROFILES, SUITES, type Profile } from '../../draw/types/inputs.ts';
import type { PublicInputs } from '../../draw/types/public.ts';
import { sentenceTime } from '../kit/format.ts';
import { drawInputsText, sourceName } from '../kit/strings/draw-inputs.zh.ts';
import type { Html } from './layout.ts';
import { dataTable, definitionList, notice } from './parts.ts';

const { entropy, audit: auditText, churn: churnText, rules, portal: text } = drawInputsText;

export function drawInputs(inputs: PublicInputs): Html {
  const suites: Readonly<Record<string, string>> = SUITES;
  return html`<section id="inputs">
    <h2>${text.title}</h2>
    ${definitionList([
      [drawInputsText.sources.profile, PROFILES[inputs.profile]],
      [rules.weights, rules.weightings[inputs.weights]],
      [drawInputsText.sources.suite, suites[inputs.suite] ?? inputs.suite],
      [auditText.title, auditWords(inputs.audit)],
    ])}
    ${sourceTable(inputs)} ${inputs.churn === undefined ? '' : churnPart(inputs.churn)}
  </section>`;
}

function auditWords(audit: PublicInputs['audit']): string {
  if (audit === undefined) return text.noAudit;
  return audit.warnings === 0 ? auditText.clean(audit.runs) : text.warned(audit.runs, audit.warnings);
}

function sourceTable({ profile, sources, sums }: PublicInputs): Html {
  const columns = [entropy.source, entropy.when, entropy.missing, text.value, entropy.bits].map((title) => ({
    title,
    isNumber: title === entropy.bits,
  }));
  const rows = sources.map(({ id, bits, isShare, knownAt, value }) => [
    sourceName(id),
    whenOf(id, profile, isShare, knownAt),
    isShare ? entropy.skip : entropy.void,
    isShare ? text.shareBelow : valueCell(value),
    isShare || isCode(id) ? entropy.honest : bits,
  ]);
  const totals = sums.map(({ of, bits, needed }) => [entropy.sums[of], '', '', '', entropy.needed(bits, needed)]);
  return dataTable(entropy.caption, columns, [...rows, ...totals]);
}

function whenOf(id: string, profile: Profile, isShare: boolean, knownAt: string | undefined): string {
  if (knownAt !== undefined) return entropy.known(sentenceTime(knownAt));
  if (isShare) return entropy.share;
  if (isCode(id)) return entropy.code;
  return profile === 'public' ? entropy.thrownFirst : entropy.thrownLast;
}

function valueCell(value: string | undefined): Html | string {
  return value === undefined ? text.notYet : html`<code class="hash">${value}</code>`;
}

function churnPart({ before, counts, authors, alarm }: ChurnReport): Html {
  const changes = Object.entries(churnText.counts) as [keyof typeof counts, string][];
  return html`<h3>${churnText.title}</h3>
    <p>${churnText.since(before.draw)}</p>
    ${alarm.isRaised ? notice(text.alarmTitle, text.alarm) : ''}
    ${definitionList([
      ...changes.map(([change, name]) => [name, churnText.households(counts[change])] as const),
      [churnText.share, churnText.shareValue(alarm.share, alarm.threshold)],
      [churnText.authors, churnText.authorsValue(authors)],
    ])}`;
}
