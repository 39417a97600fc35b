/** The check points of an item, one by one: added, amended, moved, taken out. @module */
import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { SEVERITIES } from '../../../items/types.ts';
import { Field } from '../../kit/field.tsx';
import { itemEditorText as text } from '../../kit/strings/items-editor.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { MOST_POINTS, NEW_POINT, type Point } from './item-form.ts';
import { optionsOf } from './words.ts';

const PATH = ['content', 'points'];

export function PointFields(): ReactNode {
  const form = Form.useFormInstance();
  const watched: unknown = Form.useWatch(PATH, { form, preserve: true });
  const points: readonly Point[] = Array.isArray(watched) ? watched : [];
  const set = (changed: readonly (Point | undefined)[]): void => form.setFieldValue(PATH, changed);
  const swap = (index: number): void => {
    const [first, second] = [points[index], points[index + 1]];
    set(points.map((point, at) => (at === index ? second : at === index + 1 ? first : point)));
  };
  return (
    <>
      {points.map((_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the entry's place is its name in the form
        <div key={index} className="item-point">
          <PointInputs index={index} />
          <div className="item-links">
            <Button disabled={index === 0} onClick={() => swap(index - 1)} aria-label={text.up(index + 1)}>
              ↑
            </Button>
            <Button
              disabled={index === points.length - 1}
              onClick={() => swap(index)}
              aria-label={text.down(index + 1)}
            >
              ↓
            </Button>
            <Button
              disabled={points.length === 1}
              onClick={() => set(points.filter((_point, at) => at !== index))}
              aria-label={text.remove(index + 1)}
            >
              ✕
            </Button>
          </div>
        </div>
      ))}
      <Button
        disabled={points.length >= MOST_POINTS}
        onClick={() => set([...points, NEW_POINT])}
        autoInsertSpace={false}
      >
        {text.addPoint}
      </Button>
    </>
  );
}

function PointInputs({ index }: { readonly index: number }): ReactNode {
  const name = `content.points.${index}`;
  return (
    <>
      <Field name={`${name}.question`} label={text.point(index + 1)}>
        <Input.TextArea rows={1} maxLength={300} />
      </Field>
      <div className="item-row">
        <Field name={`${name}.procedure`} label={itemsText.item.procedure} isOptional>
          <Input.TextArea rows={1} maxLength={300} />
        </Field>
        <Field name={`${name}.standard`} label={itemsText.item.standard} isOptional>
          <Input.TextArea rows={1} maxLength={300} />
        </Field>
      </div>
      <div className="item-row">
        <Field name={`${name}.evidence`} label={itemsText.item.evidence} isOptional>
          <Input maxLength={200} />
        </Field>
        <Field name={`${name}.severity`} label={itemsText.item.severity}>
          <Select options={optionsOf(SEVERITIES)} />
        </Field>
        <Field name={`${name}.criterion`} label={itemsText.item.criterion} isOptional>
          <Input maxLength={200} />
        </Field>
      </div>
      <div className="item-row">
        <Field name={`${name}.bases.duty`} label={itemsText.item.duty} hint={text.pointBasesHint} isOptional>
          <Input maxLength={600} />
        </Field>
        <Field name={`${name}.bases.penalty`} label={itemsText.item.penalty} isOptional>
          <Input maxLength={600} />
        </Field>
      </div>
    </>
  );
}
