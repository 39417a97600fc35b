/** 公开曝光: hazards whose time is over, by decision, until they are rectified. @module */
import { html } from 'hono/html';
import type { PublicExposure } from '../../disclosure/types/exposure.ts';
import { EXPOSURE_GROUNDS } from '../../rectification/types/remind.ts';
import { exposureText } from '../kit/strings/exposure.zh.ts';
import type { Html, PortalFrame } from './layout.ts';
import { stateWord } from './parts.ts';
import { dayCell, resultListPage } from './result-list.ts';

const text = exposureText.portal;

export function portalExposures(
  frame: PortalFrame,
  rows: readonly (PublicExposure & { readonly publishedOn: string })[],
): Html {
  return resultListPage(
    frame,
    text,
    [text.enterprise, text.subdistrict, text.hazard, text.ground, text.due, text.publishedOn],
    rows.map(({ enterprise, text: words, ground, dueOn, publishedOn }) => [
      html`<a href="/enterprises/${enterprise.creditCode}">${enterprise.name}</a>`,
      enterprise.subdistrict,
      words,
      stateWord('problem', EXPOSURE_GROUNDS[ground]),
      dueOn === null ? '—' : dayCell(dueOn),
      dayCell(publishedOn),
    ]),
  );
}
