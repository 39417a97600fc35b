/** 关于与核验: what is promised, how to check it, who the bureau is; and what is not there. @module */
import { html } from 'hono/html';
import { STANDINGS, type PublicProfile } from '../../bureau/types.ts';
import { aboutText as text, missingText } from '../kit/strings/portal-pages.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { definitionList } from './parts.ts';
import { verifySteps } from './verify-steps.ts';
import { witnessAlarms, witnessSection, type WitnessesView } from './witnesses.ts';

export interface AboutView extends WitnessesView {
  readonly profile: PublicProfile | undefined;
  /** `/log/<code>/<year>/key`, once there is a checkpoint. */
  readonly keyHref: string | undefined;
}

export function portalAbout(frame: PortalFrame, view: AboutView): Html {
  const { profile, keyHref } = view;
  const { checkpointHref, complaintPhone } = frame.bureau;
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'about',
    body: html`<h1>${text.title}</h1>
      ${witnessAlarms(view)} ${listed(text.promisedTitle, text.promised)}
      ${listed(text.notPromisedTitle, text.notPromised)}
      <section id="verify">
        <h2>${text.verifyTitle}</h2>
        ${verifySteps(undefined, '/verify')}
        <p><a href="/draws/how">${text.howLink}</a></p>
      </section>
      <section>
        <h2>${text.logTitle}</h2>
        <p>${text.logLead}</p>
        ${
          checkpointHref === undefined || keyHref === undefined
            ? html`<p>${text.noCheckpoint}</p>`
            : html`<ul class="lines">
                <li><a href="${checkpointHref}">${text.checkpoint}</a></li>
                <li><a href="${keyHref}">${text.key}</a></li>
                <li><a href="/log">${text.logLink}</a></li>
              </ul>`
        }
      </section>
      ${witnessSection(view)} ${profile === undefined ? '' : standing(profile)}
      <section>
        <h2>${text.complaintTitle}</h2>
        <p>${text.complaint(complaintPhone)}</p>
      </section>
      <section>
        <h2>${text.dataTitle}</h2>
        <p><a href="/data">${text.dataLink}</a></p>
      </section>`,
  });
}

function listed(title: string, sentences: readonly string[]): Html {
  return html`<section>
    <h2>${title}</h2>
    <ul class="lines">
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </section>`;
}

function standing(profile: PublicProfile): Html {
  const optional = (label: string, value: string | undefined): readonly (readonly [string, string])[] =>
    value === undefined ? [] : [[label, value]];
  return html`<section>
    <h2>${text.bureauTitle}</h2>
    ${definitionList([
      [text.standing, STANDINGS[profile.standing]],
      [text.legalBasis, profile.legalBasis],
      ...optional(text.entrustment, profile.entrustment),
      [text.creditCode, profile.creditCode],
      [text.division, profile.divisionName],
      [text.address, profile.address],
      [text.phone, profile.phone],
      ...optional(text.reconsideration, profile.reconsideration),
      ...optional(text.court, profile.court),
    ])}
  </section>`;
}

/** For an address that leads nowhere, in the same frame. */
export function portalMissing(frame: PortalFrame): Html {
  return portalPage({
    ...frame,
    title: missingText.title,
    isUnlisted: true,
    description: missingText.description,
    current: undefined,
    body: html`<h1>${missingText.title}</h1>
      <p>${missingText.body}</p>
      <p>${missingText.next}</p>`,
  });
}
