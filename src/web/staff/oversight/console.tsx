/** 监督台: every rule with what breaks it; read-only but for 督办. @module */
import { InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { AlertLimits, type AlertView, type Console } from '../../../oversight/types/alerts.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { oversightText } from '../../kit/strings/oversight.zh.ts';
import { Oversight } from '../draw/oversight.tsx';
import { AlertFile, AlertTable } from './alert-table.tsx';
import './oversight.css';

const text = oversightText.console;
const PARENT = { to: '/oversight', title: oversightText.overview.title };
const LimitsInput = z.object({ version: z.int(), limits: AlertLimits });

export function ConsolePage(): ReactNode {
  const answer = useRead<Console>('/api/oversight');
  const raised = answer.value?.alerts.filter(({ total }) => total > 0) ?? [];
  return (
    <>
      <PageHeader
        title={text.title}
        parent={PARENT}
        {...(answer.value === undefined
          ? {}
          : {
              standing: text.standing(
                raised.length,
                raised.reduce((sum, { total }) => sum + total, 0),
              ),
            })}
      />
      <Loaded read={answer} skeleton={<TableSkeleton rows={8} />}>
        {(console) => (
          <>
            {raised.map((alert) => (
              <RaisedAlert key={alert.code} alert={alert} />
            ))}
            <CleanRules alerts={console.alerts} />
            <section className="alert-block">
              <h2>{text.draws}</h2>
              <Oversight />
              <p>
                <a className="link" href="/log">
                  {text.log}
                </a>
              </p>
            </section>
            <Limits {...console} />
          </>
        )}
      </Loaded>
    </>
  );
}

function RaisedAlert({ alert }: { readonly alert: AlertView }): ReactNode {
  const { code, title, rule, total, rows } = alert;
  return (
    <section className="alert-block">
      <h2>
        {title} <StateTag tone="problem" word={String(total)} />
      </h2>
      <p className="muted">{rule}</p>
      <AlertTable caption={title} rows={rows} />
      <p>
        {total > rows.length && <>{text.more(rows.length, total)} </>}
        <AppLink to={`/oversight/alerts/${code}`}>{text.issue}</AppLink> <AlertFile code={code} title={title} />
      </p>
    </section>
  );
}

function CleanRules({ alerts }: { readonly alerts: readonly AlertView[] }): ReactNode {
  const clean = alerts.filter(({ total }) => total === 0);
  if (clean.length === 0) return null;
  return (
    <section className="alert-block">
      <h2>{text.clean}</h2>
      <ul className="alert-clean">
        {clean.map(({ code, title, rule }) => (
          <li key={code}>
            {title} <span className="muted">{rule}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Limits({ version, limits }: Pick<Console, 'version' | 'limits'>): ReactNode {
  return (
    <section className="alert-block">
      <h2>{text.limits}</h2>
      <p className="muted">{text.limitsLead}</p>
      <DeedForm
        key={version}
        kind="oversight.set-limits"
        schema={LimitsInput}
        initial={{ limits }}
        toInput={(values) => ({ ...values, version })}
        onDone={() => undefined}
      >
        {Object.entries(text.limit).map(([name, label]) => (
          <Field key={name} name={`limits.${name}`} label={label}>
            <InputNumber min={0} precision={0} />
          </Field>
        ))}
      </DeedForm>
    </section>
  );
}
