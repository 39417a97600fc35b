/** The pictures of a draw's page: who stays of the list, the places of each stratum, each one's chance. @module */
import { html } from 'hono/html';
import { EXCLUSIONS, type Exclusion } from '../../draw/types.ts';
import { sentenceTime } from '../kit/format.ts';
import { drawsText } from '../kit/strings/portal-draws.zh.ts';
import { picturesText as text } from '../kit/strings/portal-pictures.zh.ts';
import type { Html } from './layout.ts';
import { dataTable } from './parts.ts';
import { bars, picture, share, type BarRow } from './pictures.ts';

export interface StratumPlaces {
  readonly name: string;
  readonly eligible: number;
  readonly quota: number;
}

/** 名额: every stratum as long as its enterprises, filled as far as its places. */
export function quotaPicture(strata: readonly StratumPlaces[], announcedAt: string, isEven: boolean): Html {
  const longest = Math.max(...strata.map(({ eligible }) => eligible));
  const rows = strata.map(({ name, eligible, quota }): BarRow => ({
    label: name,
    value: text.quotasValue(eligible, quota),
    parts: [
      { from: 0, to: share(eligible, longest), look: 'outlined' },
      { from: 0, to: share(quota, longest), look: 'filled' },
    ],
  }));
  return picture(text.quotas, sourceOf(announcedAt), bars(rows), table(strata, isEven));
}

/** 机会: one scale from nothing to certainty. */
export function chancePicture(strata: readonly StratumPlaces[], announcedAt: string, isEven: boolean): Html {
  const rows = strata.map(({ name, eligible, quota }): BarRow => ({
    label: name,
    value: eligible === 0 ? '—' : text.chanceValue(chanceOf(quota, eligible), quota, eligible),
    parts: [
      { from: 0, to: 100, look: 'outlined' },
      { from: 0, to: share(quota, eligible), look: 'filled' },
    ],
  }));
  return picture(text.chance, sourceOf(announcedAt), bars(rows), table(strata, isEven));
}

function table(strata: readonly StratumPlaces[], isEven: boolean): Html {
  const columns = [drawsText.stratum, drawsText.eligible, drawsText.quota, drawsText.chance].map((title, i) => ({
    title,
    isNumber: i > 0,
  }));
  const rows = strata.map(({ name, eligible, quota }) => [
    name,
    eligible,
    quota,
    eligible === 0 ? '—' : chanceOf(quota, eligible),
  ]);
  return dataTable(isEven ? drawsText.chancesCaption : drawsText.weightedCaption, columns, rows);
}

function chanceOf(quota: number, eligible: number): string {
  return `${share(quota, eligible).toFixed(1)}%`;
}

export interface Funnel {
  readonly listed: number;
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
  readonly eligible: number;
  readonly k: number;
  readonly announcedAt: string;
}

/** 排除: the list, what is taken off it and why, what remains, what is drawn. */
export function funnelPicture({ listed, excluded, eligible, k, announcedAt }: Funnel): Html {
  const reasons = (Object.entries(excluded) as [Exclusion, number][]).filter(([, count]) => count > 0);
  let rest = listed;
  const losses = reasons.map(([reason, count]): BarRow => {
    rest -= count;
    return {
      label: EXCLUSIONS[reason],
      value: text.minus(count),
      parts: [{ from: share(rest, listed), to: share(rest + count, listed), look: 'struck' }],
    };
  });
  const stage = (label: string, count: number, look: 'outlined' | 'filled'): BarRow => ({
    label,
    value: text.firms(count),
    parts: [{ from: 0, to: share(count, listed), look }],
  });
  const rows = [
    stage(text.listed, listed, 'outlined'),
    ...losses,
    stage(text.eligible, eligible, 'outlined'),
    stage(text.drawn, k, 'filled'),
  ];
  const columns = [{ title: text.step }, { title: text.count, isNumber: true }];
  return html`${picture(
    text.funnel,
    sourceOf(announcedAt),
    bars(rows),
    dataTable(
      text.funnelCaption,
      columns,
      rows.map(({ label, value }) => [label, value]),
    ),
  )}`;
}

function sourceOf(announcedAt: string): string {
  return text.source(drawsText.announcement, sentenceTime(announcedAt));
}
