/** Who visits whom, when and with what, and why: people by certificate number only. @module */
import { html } from 'hono/html';
import { EQUIPMENT_KINDS } from '../../directory/types/vocabulary.ts';
import { SKIP_REASONS, type Unfilled } from '../../draw/types/means.ts';
import type { PublicResult } from '../../draw/types/public.ts';
import { tableDate } from '../kit/format.ts';
import { drawMeansText } from '../kit/strings/draw-means.zh.ts';
import type { Html } from './layout.ts';
import { dataTable } from './parts.ts';

const text = drawMeansText.portal;

type Teams = Pick<PublicResult, 'picks' | 'hasMeans' | 'unfilled'>;

/** Section of a draw's page; nothing while there are no teams. */
export function drawTeams(result: Teams | undefined): Html | '' {
  if (result === undefined || result.picks.every(({ officers }) => officers.length === 0)) return '';
  const { hasMeans, picks, unfilled } = result;
  const titles = [text.enterprise, text.officers, ...(hasMeans ? [text.day, text.means] : []), text.passed];
  const rows = picks.map((pick) => [
    html`<a href="/enterprises/${pick.id}">${pick.name}</a>`,
    html`${pick.team === undefined ? '' : html`${drawMeansText.result.team(pick.team)}<br />`}<span class="digits"
        >${pick.officers.join('、')}</span
      >`,
    ...(hasMeans
      ? [
          pick.day === undefined
            ? drawMeansText.result.noDay
            : html`<span class="digits">${tableDate(pick.day)}</span>`,
          meansWords(pick),
        ]
      : []),
    passedOver(pick.passed),
  ]);
  return html`<section id="teams">
    <h2>${text.title}</h2>
    <p>${text.lead}</p>
    ${dataTable(
      text.caption,
      titles.map((title) => ({ title })),
      rows,
    )}
    ${unfilled.length === 0 ? '' : empty(unfilled)}
  </section>`;
}

function meansWords({ vehicles, devices }: Teams['picks'][number]): string {
  const words = [
    ...(vehicles === 0 ? [] : [text.vehicleCount(vehicles)]),
    ...devices.map((kind) => EQUIPMENT_KINDS[kind]),
  ];
  return words.join('、') || '—';
}

/** Those who lack what a seat asks for are counted; the others are listed. */
function passedOver(passed: Teams['picks'][number]['passed']): Html | string {
  if (passed.length === 0) return text.noPassed;
  const named = passed.filter(({ reason }) => reason !== 'unfit');
  const others = passed.length - named.length;
  return html`<details>
    <summary>${text.passedCount(passed.length)}</summary>
    <ul>
      ${named.map(({ id, reason }) => html`<li>${drawMeansText.result.passed(id, SKIP_REASONS[reason])}</li>`)}
      ${others === 0 ? '' : html`<li>${drawMeansText.result.passedOthers(others)}</li>`}
    </ul>
  </details>`;
}

function empty(unfilled: readonly Unfilled[]): Html {
  const rows = unfilled.map(({ kind, enterprise, wanted, able, capacity }) => [
    drawMeansText.result.kinds[kind],
    enterprise,
    drawMeansText.result.reasonValue(wanted, able, capacity),
  ]);
  const columns = [text.kind, text.enterprise, text.reason].map((title) => ({ title }));
  return html`<h3>${text.unfilled}</h3>
    ${dataTable(text.unfilledCaption, columns, rows)}`;
}
