/** 重大事故隐患 on the enterprise's page: its plan, its weekly report, its application for acceptance. @module */
import { html } from 'hono/html';
import { moveRefusals } from '../../hazard/rules/moves.ts';
import { HAZARD_STATES, SUPERVISION_LEVELS } from '../../hazard/types/hazard.ts';
import type { EnterpriseHazard } from '../../hazard/types/views.ts';
import { sentenceDate, sentenceTime } from '../kit/format.ts';
import { hazardText } from '../kit/strings/hazard.zh.ts';
import type { OrderPage, TypedForm } from './enterprise-order.ts';
import { described, refusalBox, wordsField } from './form-parts.ts';
import type { Html } from './layout.ts';

const text = hazardText.enterprise;

export function hazardPart(page: OrderPage, hazard: EnterpriseHazard): Html {
  const { state, level, treatBy, progress, returned, timerOn } = hazard;
  const may = (deed: 'hazard.submit-plan' | 'hazard.report-progress' | 'hazard.claim'): boolean =>
    moveRefusals(deed, state).length === 0;
  return html`<p><strong>${text.title}：${HAZARD_STATES[state]}</strong></p>
    ${level === null || treatBy === null ? '' : html`<p>${text.lead(SUPERVISION_LEVELS[level], sentenceDate(treatBy))}</p>`}
    ${returned === null ? '' : html`<p><strong>${text.returned(returned)}</strong></p>`}
    ${progress.map(
      ({ content, at }) =>
        html`<p>${content.percent}% ${content.text} <span class="digits muted">${sentenceTime(at)}</span></p>`,
    )}
    ${may('hazard.submit-plan') ? planForm(page, hazard) : ''}
    ${may('hazard.report-progress') ? progressForm(page, hazard) : ''}
    ${may('hazard.report-progress') && timerOn !== null ? html`<p class="muted">${text.weekly(sentenceDate(timerOn))}</p>` : ''}
    ${may('hazard.claim') ? claimForm(page, hazard) : ''}`;
}

function planForm(page: OrderPage, hazard: EnterpriseHazard): Html {
  const words = hazardText.plan;
  return form(page, hazard, 'hazard-plan', text.plan, text.press.plan, (typed) => [
    html`<p class="muted">${text.planHint}</p>`,
    area(hazard, 'goal', words.goal, 500, typed),
    area(hazard, 'responsible', words.responsible, 300, typed),
    area(hazard, 'measures', words.measures, 1_000, typed),
    area(hazard, 'funds', words.funds, 300, typed),
    input(hazard, 'until', words.until, 'date', typed),
    area(hazard, 'emergency', words.emergency, 500, typed),
  ]);
}

function progressForm(page: OrderPage, hazard: EnterpriseHazard): Html {
  const words = hazardText.progress;
  return form(page, hazard, 'hazard-progress', text.report, text.press.report, (typed) => [
    input(hazard, 'percent', words.percent, 'number', typed),
    area(hazard, 'text', words.text, 500, typed),
  ]);
}

function claimForm(page: OrderPage, hazard: EnterpriseHazard): Html {
  return form(page, hazard, 'hazard-claim', text.claim, text.press.claim, () => [
    html`<p class="muted">${text.claimHint}</p>`,
  ]);
}

function form(
  page: OrderPage,
  hazard: EnterpriseHazard,
  name: TypedForm['form'],
  title: string,
  press: string,
  fields: (typed: TypedForm | undefined) => readonly Html[],
): Html {
  const typed = page.typed?.form === name && page.typed.findingId === hazard.findingId ? page.typed : undefined;
  const number = page.order.items.find(({ findingId }) => findingId === hazard.findingId)?.number ?? 0;
  return html`<details ${typed === undefined ? '' : 'open'}>
    <summary>${title}</summary>
    ${refusalBox(typed)}
    <form method="post" enctype="multipart/form-data" action="/e/${page.code}/${name}#f${number}" class="order-form">
      <input type="hidden" name="findingId" value="${hazard.findingId}" />
      <input type="hidden" name="hazardId" value="${hazard.hazardId}" />
      <input type="hidden" name="command" value="${page.newCommand()}" />
      ${fields(typed)}
      <button type="submit" class="button">${press}</button>
    </form>
  </details>`;
}

function area(
  { hazardId }: EnterpriseHazard,
  name: string,
  label: string,
  max: number,
  typed: TypedForm | undefined,
): Html {
  return wordsField({ id: `${name}-${hazardId}`, name, label, rows: 2, most: max }, typed);
}

function input(
  { hazardId }: EnterpriseHazard,
  name: string,
  label: string,
  type: 'date' | 'number',
  typed: TypedForm | undefined,
): Html {
  const id = `${name}-${hazardId}`;
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <input
      id="${id}"
      name="${name}"
      type="${type}"
      value="${typed?.values[name] ?? ''}"
      required
      ${described(name, typed)}
    />
  </div>`;
}
