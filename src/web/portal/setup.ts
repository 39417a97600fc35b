/** The set-up page of a first start (设立机关): one form, works without JavaScript. @module */
import { html } from 'hono/html';
import {
  ADMIN_KEYS,
  LONG_PROFILE_FIELDS,
  OPTIONAL_PROFILE_FIELDS,
  PROFILE_FIELDS,
  STANDINGS,
  type AdminKey,
  type ProfileField,
} from '../../bureau/types.ts';
import type { ShownRefusal } from '../kit/api.ts';
import { profileHints, profileLabels, setupText as text } from '../kit/strings/bureau.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { emblem, setupStylesheet, stylesheet } from './assets.ts';
import type { Html } from './layout.ts';

export interface SetupForm {
  /** What was typed, by field name (`profile.name`, `admins.audit.username`, …); never a password. */
  readonly values: Readonly<Record<string, string>>;
  /** Why it was not done; each with the name of its field in `at`. */
  readonly refusals: readonly ShownRefusal[];
}

/** The names of the fields as the summary calls them (审计管理员密码), in the order of the page. */
const FIELD_LABELS: ReadonlyMap<string, string> = new Map([
  ['setupCode', text.code],
  ...PROFILE_FIELDS.map((name) => [`profile.${name}`, profileLabels[name]] as const),
  ...(Object.keys(ADMIN_KEYS) as AdminKey[]).flatMap((key) => {
    const parts = { name: text.personName, username: text.username, password: text.password, repeat: text.password };
    return Object.entries(parts).map(
      ([part, label]) => [`admins.${key}.${part}`, `${text.adminTitle(key)}${label}`] as const,
    );
  }),
]);

/** The form, empty or as it was typed with every reason why it was not done. */
export function setupPage(form: SetupForm): Html {
  const { refusals } = form;
  return page(
    refusals.length > 0 ? `${text.wrong(refusals.length)} · ${text.title}` : text.title,
    html`<h1>${text.title}</h1>
      ${refusals.length > 0 ? summary(refusals) : html`<p class="lead">${text.where}</p>`}
      <form method="post" action="/setup" novalidate class="setup">
        ${field(form, { name: 'setupCode', label: text.code, hint: text.codeHint })}
        <fieldset>
          <legend>${text.profile}</legend>
          <p class="muted">${text.profileHint}</p>
          ${PROFILE_FIELDS.map((name) => profileField(form, name))}
        </fieldset>
        <fieldset>
          <legend>${text.admins}</legend>
          <p class="muted">${text.adminsHint}</p>
          ${(Object.keys(ADMIN_KEYS) as AdminKey[]).map((key) => adminFields(form, key))}
        </fieldset>
        <div class="submit">
          <p>${text.consequence}</p>
          <button type="submit">${text.submit}</button>
        </div>
      </form>`,
  );
}

/** After the founding: what was done and what comes next. */
export function setupDonePage(bureauName: string): Html {
  return page(
    text.doneTitle,
    html`<h1>${text.doneTitle}</h1>
      <p class="lead">${text.done(bureauName)}</p>
      <p>${text.next}</p>
      <p><a class="button" href="/desk/">${text.signIn}</a></p>`,
  );
}

/** When there is nothing to set up, with the reasons. */
export function setupClosedPage(refusals: readonly ShownRefusal[]): Html {
  return page(
    text.closedTitle,
    html`<h1>${text.closedTitle}</h1>
      <ul>
        ${refusals.map(({ reason, remedy }) => html`<li>${reason}${remedy === undefined ? '' : `。${remedy}`}</li>`)}
      </ul>
      <p><a class="button" href="/desk/">${text.signIn}</a></p>`,
  );
}

function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · ${portalText.product}</title>
        <link rel="stylesheet" href="${stylesheet.path}" />
        <link rel="stylesheet" href="${setupStylesheet.path}" />
        <link rel="icon" href="${emblem.path}" type="${emblem.type}" />
      </head>
      <body>
        <header class="site-header">
          <p class="site-names">
            <span class="site-name"
              ><img src="${emblem.path}" alt="" width="32" height="32" />${portalText.product}</span
            >
          </p>
        </header>
        <main id="main">${body}</main>
      </body>
    </html>`;
}

function summary(refusals: readonly ShownRefusal[]): Html {
  const order = [...FIELD_LABELS.keys()];
  const place = ({ at = '' }: ShownRefusal): number => order.indexOf(at);
  return html`<section class="errors" role="alert" aria-labelledby="errors">
    <h2 id="errors">${text.wrong(refusals.length)}</h2>
    <p>${text.kept}</p>
    <ul>
      ${refusals
        .toSorted((a, b) => place(a) - place(b))
        .map(({ at = '', reason }) => html`<li><a href="#${at}">${FIELD_LABELS.get(at) ?? at}：${reason}</a></li>`)}
    </ul>
  </section>`;
}

interface FieldText {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
}
type Control = (attributes: Html, value: string) => Html;

/** Label, hint, reasons and the control, tied together for every reader. */
function field(form: SetupForm, { name, label, hint }: FieldText, control: Control = textInput): Html {
  const reasons = form.refusals.filter(({ at }) => at === name);
  const described = [hint === undefined ? '' : `${name}-hint`, reasons.length > 0 ? `${name}-errors` : ''].filter(
    Boolean,
  );
  const attributes = html`id="${name}" name="${name}"
  ${described.length > 0 ? html`aria-describedby="${described.join(' ')}"` : ''}
  ${reasons.length > 0 ? html`aria-invalid="true"` : ''}`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint === undefined ? '' : html`<p class="muted" id="${name}-hint">${hint}</p>`}
    ${
      reasons.length === 0
        ? ''
        : html`<ul class="field-errors" id="${name}-errors">
            ${reasons.map(({ reason, remedy }) => html`<li>${reason}${remedy === undefined ? '' : `。${remedy}`}</li>`)}
          </ul>`
    }
    ${control(attributes, form.values[name] ?? '')}
  </div>`;
}

const textInput: Control = (attributes, value) =>
  html`<input ${attributes} type="text" value="${value}" autocomplete="off" spellcheck="false" />`;
const passwordInput: Control = (attributes) =>
  html`<input ${attributes} type="password" autocomplete="new-password" />`;
const textArea: Control = (attributes, value) => html`<textarea ${attributes} rows="3">${value}</textarea>`;
const standingSelect: Control = (attributes, value) =>
  html`<select ${attributes}>
    <option value="">${text.choose}</option>
    ${Object.entries(STANDINGS).map(
      ([code, title]) => html`<option value="${code}" ${code === value ? 'selected' : ''}>${title}</option>`,
    )}
  </select>`;

function profileField(form: SetupForm, name: ProfileField): Html {
  const control = name === 'standing' ? standingSelect : LONG_PROFILE_FIELDS.includes(name) ? textArea : textInput;
  const label = OPTIONAL_PROFILE_FIELDS.includes(name)
    ? `${profileLabels[name]}（${text.optional}）`
    : profileLabels[name];
  return field(form, { name: `profile.${name}`, label, hint: profileHints[name] }, control);
}

function adminFields(form: SetupForm, key: AdminKey): Html {
  const at = (part: string): string => `admins.${key}.${part}`;
  return html`<fieldset class="admin">
    <legend>${text.adminTitle(key)}</legend>
    <p class="muted">${text.adminDuty[key]}</p>
    ${field(form, { name: at('name'), label: text.personName })}
    ${field(form, { name: at('username'), label: text.username, hint: text.usernameHint })}
    ${field(form, { name: at('password'), label: text.password, hint: text.passwordHint }, passwordInput)}
    ${field(form, { name: at('repeat'), label: text.repeat }, passwordInput)}
  </fieldset>`;
}
