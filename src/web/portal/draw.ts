/** One draw: announcement, commitments, sources, chances, result, and how to check it oneself. @module */
import { html } from 'hono/html';
import { EXCLUSIONS, PARTIES, VOID_REASONS, type Exclusion } from '../../draw/types.ts';
import type {
  PublicDraw,
  PublicInputs,
  PublicResult,
  PublicShare,
  PublicSubstitution,
  SealedResult,
} from '../../draw/types/public.ts';
import { fileSize, sentenceDate, sentenceTime } from '../kit/format.ts';
import { drawsText as text } from '../kit/strings/portal-draws.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import type { DrawEnd } from '../../draw/rules/log.ts';
import { logText, witnessText } from '../kit/strings/portal-log.zh.ts';
import { picturesText } from '../kit/strings/portal-pictures.zh.ts';
import { drawInputs } from './draw-inputs.ts';
import { dotGrid, type Dot } from './dot-grid.ts';
import { drawAfter } from './draw-after.ts';
import { drawTeams } from './draw-teams.ts';
import { askBox, type Asked } from './draw-ask.ts';
import { chancePicture, funnelPicture, quotaPicture } from './draw-pictures.ts';
import { drawState } from './draws.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { alarm, drawWitnesses, witnessAlarms, type Statements, type WitnessesView } from './witnesses.ts';
import { breadcrumbs, contents, dataTable, definitionList, hashText, notice } from './parts.ts';
import { verifySteps } from './verify-steps.ts';

export interface DrawView extends WitnessesView {
  readonly statements: readonly Statements[];
  readonly end: DrawEnd;
  readonly draw: PublicDraw;
  /** Exact bytes of the announcement, as text. */
  readonly announcement: string;
  readonly replaces: string | undefined;
  readonly replacedBy: string | undefined;
  readonly shares: readonly PublicShare[];
  readonly inputs: PublicInputs;
  /** Digits that two people typed alike. */
  readonly dice: string | undefined;
  readonly result: DrawResult | undefined;
  /** What is public of a result that is sealed; undefined for every other draw. */
  readonly sealed: SealedResult | undefined;
  readonly substitutions: readonly PublicSubstitution[];
  /** What somebody asked about his unit. */
  readonly asked: Asked | undefined;
}

/** The result, and which of its enterprises an earlier draw took. */
export interface DrawResult extends Omit<PublicResult, 'dots'> {
  readonly dots: readonly Dot[];
}

/** One question a section, in this order. */
const SECTIONS = [
  ['ask', text.ask.title],
  ['announcement', text.announcement],
  ['chances', text.chances],
  ['sources', text.sources],
  ['result', text.result],
  ['witnessed', witnessText.ofDraw],
  ['verify', text.bundle],
] as const;

export function portalDraw(frame: PortalFrame, view: DrawView): Html {
  const { draw, result } = view;
  return portalPage({
    ...frame,
    title: `${draw.name}（${draw.publicId}）`,
    description: text.oneDescription(draw.name),
    current: 'draws',
    body: html`${breadcrumbs([{ href: '/draws', title: portalText.tabs.draws }], draw.publicId)}
      <h1>${draw.name}</h1>
      <p>${drawState(draw)}</p>
      ${
        draw.voided === undefined
          ? ''
          : notice(text.voidTitle, text.voidBody(sentenceTime(draw.voided.at), VOID_REASONS[draw.voided.reason]))
      }
      ${view.end === 'overdue' ? alarm(logText.overdueTitle, logText.overdue([draw.publicId])) : ''}
      ${witnessAlarms(view)} ${result === undefined ? '' : dotGrid(result.dots)} ${contents(SECTIONS)}
      ${askBox(draw.publicId, draw.listed, view.asked)} ${announcement(view)} ${chances(view)}
      ${drawInputs(view.inputs)} ${sources(view)}
      ${view.sealed === undefined ? results(result) : sealedResults(view.draw, view.sealed)} ${drawTeams(result)}
      ${drawAfter(draw.publicId, view.substitutions)} ${drawWitnesses(view.statements)}
      ${bundle(draw.publicId, result?.bundle ?? view.sealed?.bundle, view.sealed !== undefined)}`,
  });
}

function announcement({ draw, announcement: words, replaces, replacedBy }: DrawView): Html {
  const excluded = Object.entries(draw.excluded) as [Exclusion, number][];
  const link = (id: string): Html => html`<a href="/draws/${id}">${id}</a>`;
  return html`<section id="announcement">
    <h2>${text.announcement}</h2>
    <p>${text.announcementLead}</p>
    ${definitionList([
      [text.publicId, draw.publicId],
      [text.seq, text.seqValue(draw.seq)],
      [text.announcedAt, sentenceTime(draw.announcedAt)],
      ...(replaces === undefined ? [] : [[text.replaces, link(replaces)] as const]),
      ...(replacedBy === undefined ? [] : [[text.replacedBy, link(replacedBy)] as const]),
      [text.size, text.sizeValue(draw.k, draw.eligible)],
      [text.kRule, html`<code>${draw.kRule}</code>`],
      [text.listed, text.listedValue(draw.listed, draw.eligible)],
      [text.excluded, excluded.map(([reason, count]) => text.excludedValue(EXCLUSIONS[reason], count)).join('、')],
      [text.officers, text.officersValue(draw.officers, draw.certifiedOfficers)],
      [text.inspect, text.days(sentenceDate(draw.inspectFrom), sentenceDate(draw.inspectTo))],
      [text.revealBy, sentenceTime(draw.revealBy)],
      [text.resultBy, sentenceTime(draw.resultBy)],
      ...(draw.openBy === undefined ? [] : [[text.openBy, sentenceTime(draw.openBy)] as const]),
      ...(draw.openedAt === undefined ? [] : [[text.openedAt, sentenceTime(draw.openedAt)] as const]),
      [text.hash, hashText(draw.announcementHash)],
    ])}
    ${funnelPicture(draw)}
    <details>
      <summary>${text.announcementText}</summary>
      <pre><code>${words}</code></pre>
    </details>
  </section>`;
}

function sources({ shares, dice, result, inputs }: DrawView): Html {
  const throwsDice = inputs.sources.some(({ id }) => id === 'dice');
  const rows = [
    ...shares.map(({ party, commitment, nonce, isRecovered }) => [
      isRecovered ? html`${PARTIES[party]} <span class="muted">${text.recovered}</span>` : PARTIES[party],
      hashText(commitment),
      nonce === undefined ? (result === undefined ? text.notYet : text.skipped) : hashText(nonce),
    ]),
    ...(throwsDice ? [[text.dice, text.noCommitment, dice === undefined ? text.notYet : text.diceValue(dice)]] : []),
  ];
  const columns = [text.source, text.commitment, text.value].map((title) => ({ title }));
  return html`<section id="sources">
    <h2>${text.sources}</h2>
    <p>${text.sourcesLead}</p>
    ${dataTable(text.sourcesCaption, columns, rows)}
  </section>`;
}

function chances({ draw, result, inputs }: DrawView): Html {
  const isEven = inputs.weights === 'none';
  const strata = result?.strata ?? draw.strata;
  const cutoffs = result?.strata.filter(({ cutoff }) => cutoff !== undefined) ?? [];
  return html`<section id="chances">
    <h2>${text.chances}</h2>
    <p>${isEven ? text.chancesLead : text.weightedLead}</p>
    ${quotaPicture(strata, draw.announcedAt, isEven)} ${chancePicture(strata, draw.announcedAt, isEven)}
    ${cutoffs.length === 0 ? '' : definitionList(cutoffs.map(({ name, cutoff }) => [`${name}：${text.cutoff}`, hashText(cutoff ?? '')]))}
    <p><a href="/fairness">${picturesText.fairness.title}</a>　<a href="/draws/how">${text.howLink}</a></p>
  </section>`;
}

/** Before the opening: that there is a result, by its hash, and when it will be shown. */
function sealedResults({ openBy }: PublicDraw, { result }: SealedResult): Html {
  return html`<section id="result">
    <h2>${text.result}</h2>
    <p>${text.sealedLead(openBy === undefined ? '' : sentenceTime(openBy))}</p>
    ${
      result === undefined
        ? ''
        : definitionList([
            [text.resultAt, sentenceTime(result.at)],
            [text.resultHash, hashText(result.hash)],
          ])
    }
  </section>`;
}

function results(result: DrawResult | undefined): Html {
  if (result === undefined)
    return html`<section id="result">
      <h2>${text.result}</h2>
      <p>${text.pending}</p>
    </section>`;
  return html`<section id="result">
    <h2>${text.result}</h2>
    ${definitionList([
      [text.resultAt, sentenceTime(result.at)],
      [text.resultHash, hashText(result.hash)],
    ])}
    ${result.strata.map(({ name }) =>
      stratumPicks(
        name,
        result.picks.filter(({ stratum }) => stratum === name),
      ),
    )}
  </section>`;
}

function stratumPicks(stratum: string, picks: DrawResult['picks']): Html | '' {
  if (picks.length === 0) return '';
  const columns = [text.enterprise, text.creditCode, text.rank, text.team, text.score].map((title) => ({
    title,
    isNumber: title === text.rank,
  }));
  const rows = picks.map(({ id, name, rank, officers, experts, score }) => [
    html`<a href="/enterprises/${id}">${name}</a>`,
    html`<span class="digits">${id}</span>`,
    rank,
    text.teamValue(officers.length, experts.length),
    html`<code class="hash">${score.slice(0, 16)}…</code>`,
  ]);
  return html`<h3>${text.picks(stratum, picks.length)}</h3>
    ${dataTable(text.picksCaption(stratum), columns, rows)}`;
}

function bundle(publicId: string, stored: PublicResult['bundle'], isSealed: boolean): Html {
  return html`<section id="verify">
    <h2>${text.bundle}</h2>
    ${
      stored === undefined
        ? html`<p>${text.noBundle}</p>`
        : html`<p>${isSealed ? text.sealedBundle : text.bundleLead}</p>
            <p><a class="button" href="/draws/${publicId}/bundle.zip">${text.download(fileSize(stored.bytes))}</a></p>
            ${definitionList([['SHA-256', hashText(stored.sha256)]])}
            ${verifySteps(`${publicId}.zip`, `/verify?draw=${publicId}`)}`
    }
  </section>`;
}
