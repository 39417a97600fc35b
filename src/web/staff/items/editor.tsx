/** Drafting an item and amending it. @module */
import { useNavigate } from '@tanstack/react-router';
import { Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { RISK_COLORS, SAFETY_DOMAINS, SIZE_CLASSES, SPECIAL_FLAGS } from '../../../directory/types/vocabulary.ts';
import { CHECK_METHODS, ITEM_CATEGORIES, ITEM_KINDS, SELECTIONS, type ItemView } from '../../../items/types.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field, FormSection } from '../../kit/field.tsx';
import { HundredthsInput } from '../../kit/hundredths-input.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { useSession } from '../../kit/session.ts';
import { FormSkeleton } from '../../kit/skeletons.tsx';
import { itemEditorText as text } from '../../kit/strings/items-editor.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { CitationField } from './citation-field.tsx';
import { formOf, inputOf, ItemForm, newItem } from './item-form.ts';
import './items.css';
import { PointFields } from './point-fields.tsx';
import { optionsOf } from './words.ts';

const labels = itemsText.item;

export function NewItemPage(): ReactNode {
  const { bureau } = useSession();
  return (
    <>
      <PageHeader title={text.new} parent={{ to: '/items', title: itemsText.list.title }} />
      <Editor values={newItem(bureau)} />
    </>
  );
}

export function EditItemPage(): ReactNode {
  const itemId = useParam('itemId');
  const item = useRead<ItemView>(`/api/items/${itemId}`);
  return (
    <Loaded read={item} skeleton={<FormSkeleton fields={8} />}>
      {(view) => {
        const title = `${view.content.code} ${view.content.name}`;
        return (
          <>
            <PageHeader title={text.editTitle(title)} parent={{ to: `/items/${itemId}`, title }} />
            {/* What the person saw goes with what he typed, even when the item is read again meanwhile. */}
            <Editor key={itemId} values={formOf(view)} />
          </>
        );
      }}
    </Loaded>
  );
}

function Editor({ values }: { readonly values: ReturnType<typeof newItem> }): ReactNode {
  const navigate = useNavigate();
  return (
    <div className="item-editor">
      <DeedForm<unknown, { itemId: string }>
        kind="items.save"
        schema={ItemForm}
        initial={{ ...values }}
        toInput={inputOf}
        onDone={({ itemId }) => void navigate({ to: `/items/${itemId}` })}
      >
        <FormSection title={labels.facts}>
          <Facts isNew={values.seen === null} />
        </FormSection>
        <FormSection title={labels.points} hint={text.pointsHint}>
          <PointFields />
        </FormSection>
        <FormSection title={labels.bases} hint={text.basesHint}>
          <CitationField kind="duty" initial={values.content.bases.duty ?? ''} />
          <CitationField kind="penalty" initial={values.content.bases.penalty ?? ''} />
        </FormSection>
        <Field name="content.note" label={labels.note} isOptional>
          <Input maxLength={500} />
        </Field>
      </DeedForm>
    </div>
  );
}

function Facts({ isNew }: { readonly isNew: boolean }): ReactNode {
  return (
    <>
      <div className="item-row">
        <Field name="content.code" label={itemsText.list.code} hint={isNew ? text.codeHint : text.codeFixed}>
          <Input maxLength={6} disabled={!isNew} />
        </Field>
        <Field name="content.name" label={itemsText.list.name}>
          <Input maxLength={60} />
        </Field>
        <Field name="content.subject" label={labels.subject}>
          <Input maxLength={60} />
        </Field>
      </div>
      <div className="item-row">
        <Field name="content.category" label={itemsText.list.category}>
          <Select options={optionsOf(ITEM_CATEGORIES)} />
        </Field>
        <Field name="content.kind" label={labels.kind}>
          <Select options={optionsOf(ITEM_KINDS)} />
        </Field>
        <Field name="content.selection" label={labels.selection}>
          <Select options={optionsOf(SELECTIONS)} />
        </Field>
      </div>
      <div className="item-row">
        <Field name="content.methods" label={itemsText.list.methods}>
          <Select mode="multiple" options={optionsOf(CHECK_METHODS)} optionFilterProp="label" />
        </Field>
        <Field name="content.scope.domains" label={text.domains} hint={text.scopeHint} isOptional>
          <Select mode="multiple" options={optionsOf(SAFETY_DOMAINS)} optionFilterProp="label" />
        </Field>
        <Field name="content.scope.flags" label={text.flags} isOptional>
          <Select mode="multiple" options={optionsOf(SPECIAL_FLAGS)} optionFilterProp="label" />
        </Field>
      </div>
      <div className="item-row">
        <Field name="content.scope.riskColors" label={text.riskColors} hint={text.limitHint} isOptional>
          <Select mode="multiple" options={optionsOf(RISK_COLORS)} optionFilterProp="label" />
        </Field>
        <Field name="content.scope.sizes" label={text.sizes} isOptional>
          <Select mode="multiple" options={optionsOf(SIZE_CLASSES)} optionFilterProp="label" />
        </Field>
        <Field name="content.joint" label={text.joint} hint={text.jointHint} isOptional>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', '；']} />
        </Field>
      </div>
      <div className="item-row">
        <Field name="content.ratio" label={text.ratio} hint={text.ratioHint} isOptional>
          <HundredthsInput min={0.01} max={100} step={5} />
        </Field>
        <Field name="content.frequency" label={text.frequency}>
          <InputNumber min={1} max={12} precision={0} />
        </Field>
        <Field name="content.cap" label={text.cap} hint={text.capHint} isOptional>
          <InputNumber min={1} max={12} precision={0} />
        </Field>
      </div>
      <Field name="content.channelUrl" label={text.channel} hint={text.channelHint} isOptional>
        <Input type="url" maxLength={200} />
      </Field>
    </>
  );
}
