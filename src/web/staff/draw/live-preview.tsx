/** 随填随算: what the draw would be as it stands in the form, computed by the server at each pause (docs/adr/0025). @module */
import { Form, Input, Pagination } from 'antd';
import { useState, type ReactNode } from 'react';
import { DrawConfig, EXCLUSIONS } from '../../../draw/types.ts';
import { CHANCE_ROWS, type DrawPreview } from '../../../draw/types/preview.ts';
import { showRefusals } from '../../kit/api.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { FormSection } from '../../kit/field.tsx';
import { useAsk } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useSettled } from '../../kit/settled.ts';
import { previewText as text } from '../../kit/strings/draw-preview.zh.ts';
import { configOf } from './form-values.ts';
import { previewFacts, Strata } from './pool.tsx';
import { share } from './words.ts';

const SECTION = 'draw-preview';

interface LivePreviewProps {
  readonly planId: string;
  readonly drawId?: string;
}

/** What is asked for each enterprise, besides the form. */
interface Wanted {
  readonly q: string;
  readonly page: number;
}

export function LivePreview({ planId, drawId }: LivePreviewProps): ReactNode {
  const form = Form.useFormInstance();
  const values: unknown = Form.useWatch(['config'], { form, preserve: true });
  const [wanted, setWanted] = useState<Wanted>({ q: '', page: 1 });
  const parsed = DrawConfig.safeParse(configOf(values));
  const config = useSettled(parsed.success ? JSON.stringify(parsed.data) : '');
  const q = useSettled(wanted.q);
  const question =
    config === '' ? undefined : { planId, drawId, config: JSON.parse(config) as unknown, q, page: wanted.page };
  const preview = useAsk<DrawPreview>('/api/draw-preview', question);
  const isOld = !parsed.success || preview.isPending || config !== JSON.stringify(parsed.data);
  return (
    <>
      <p role="status" className="live-line">
        {lineOf(parsed.success, isOld, preview.value)}{' '}
        <a className="link" href={`#${SECTION}`}>
          {text.details}
        </a>
      </p>
      <div id={SECTION}>
        <FormSection title={text.title} hint={text.hint}>
          <RefusalBox refusals={preview.refusals} takesFocus={false} />
          {preview.value !== undefined && (
            <div className={isOld ? 'live-preview live-preview-old' : 'live-preview'} aria-busy={isOld}>
              <Answer preview={preview.value} wanted={wanted} onWant={setWanted} />
            </div>
          )}
        </FormSection>
      </div>
    </>
  );
}

/** The figures that change while somebody types, in one line that stays in sight. */
function lineOf(isComplete: boolean, isOld: boolean, preview: DrawPreview | undefined): string {
  if (!isComplete) return text.incomplete;
  if (isOld || preview === undefined) return text.computing;
  const line = text.line(preview.eligible, preview.k, rangeWords(preview));
  return preview.refusals.length === 0 ? line : `${line}${text.reasons(preview.refusals.length)}`;
}

interface AnswerProps {
  readonly preview: DrawPreview;
  readonly wanted: Wanted;
  readonly onWant: (wanted: Wanted) => void;
}

function Answer({ preview, wanted, onWant }: AnswerProps): ReactNode {
  const isWeighted = new Set(preview.classes.map(({ weight }) => weight)).size > 1;
  return (
    <>
      <RefusalBox refusals={showRefusals(preview.refusals)} title={text.against} takesFocus={false} />
      <DescriptionList items={[...previewFacts(preview), { label: text.range, value: rangeWords(preview) }]} />
      {preview.strata.length > 0 && <Strata strata={preview.strata} isWeighted={isWeighted} />}
      {isWeighted && <Classes preview={preview} />}
      <details>
        <summary>{text.each}</summary>
        <Each preview={preview} wanted={wanted} onWant={onWant} />
      </details>
    </>
  );
}

function rangeWords({ range, classes }: DrawPreview): string {
  if (range === null) return text.noRange;
  const isExact = classes.every((one) => one.isExact);
  const [least, middle, most] = [range.least, range.middle, range.most].map((one) => percent(one, isExact));
  if (least === undefined || middle === undefined || most === undefined) return text.noRange;
  return least === most ? text.same(least) : text.rangeValue(least, middle, most);
}

function percent(chance: number, isExact = true): string {
  return isExact ? share(chance, 1) : text.about(share(chance, 1));
}

function Classes({ preview: { classes, strata } }: { readonly preview: DrawPreview }): ReactNode {
  const names = new Map(strata.map(({ id, name }) => [id, name]));
  return (
    <DataTable
      caption={text.classes}
      rows={classes}
      rowKey={({ stratum, weight }) => `${stratum} ${weight}`}
      columns={[
        { key: 'stratum', title: text.stratum, render: ({ stratum }) => names.get(stratum) ?? stratum },
        { key: 'weight', title: text.weight, isNumber: true, render: ({ weight }) => weight },
        { key: 'enterprises', title: text.enterprises, isNumber: true, render: ({ enterprises }) => enterprises },
        { key: 'chance', title: text.chance, isNumber: true, render: (one) => percent(one.chance, one.isExact) },
      ]}
    />
  );
}

function Each({ preview: { rows, total }, wanted, onWant }: AnswerProps): ReactNode {
  return (
    <>
      <label htmlFor="preview-search">{text.search}</label>
      <Input
        id="preview-search"
        className="preview-search"
        value={wanted.q}
        maxLength={60}
        allowClear
        onChange={({ target }) => onWant({ q: target.value, page: 1 })}
        // The form around it is not sent by a search.
        onPressEnter={(event) => event.preventDefault()}
      />
      {rows.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <DataTable
          caption={text.each}
          isCaptionHidden
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: text.enterprise, render: ({ name }) => name },
            { key: 'id', title: text.creditCode, render: ({ id }) => <span className="digits">{id}</span> },
            { key: 'stratum', title: text.stratum, render: ({ stratum }) => stratum ?? text.unknown },
            { key: 'weight', title: text.weight, isNumber: true, render: ({ weight }) => weight },
            { key: 'chance', title: text.chance, isNumber: true, render: chanceWords },
          ]}
        />
      )}
      <Pagination
        current={wanted.page}
        pageSize={CHANCE_ROWS}
        total={total}
        showSizeChanger={false}
        hideOnSinglePage
        showTotal={text.page}
        onChange={(page) => onWant({ ...wanted, page })}
      />
    </>
  );
}

function chanceWords({ reason, chance }: DrawPreview['rows'][number]): string {
  if (reason !== null) return text.excluded(EXCLUSIONS[reason]);
  return chance === null ? text.unknown : percent(chance);
}
