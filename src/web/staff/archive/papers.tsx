/** What is missing: explained by one person, or scanned in by another. @module */
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { papersOf } from '../../../archive/rules/requirements.ts';
import { AddMaterial, ExplainMissing } from '../../../archive/types/volume.ts';
import { ACCEPTED_ENDINGS, UPLOAD_KINDS, type CheckedFile } from '../../../core/uploads/kinds.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { Field } from '../../kit/field.tsx';
import { FileDrop } from '../../kit/file-drop.tsx';
import { FoldedDeed } from '../../kit/followed-file.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { archiveText } from '../../kit/strings/archive.zh.ts';
import { useMayMove } from './may-move.ts';
import type { OfVolume } from './volume.tsx';

const text = archiveText.forms;
const MOST_BYTES = Math.max(...Object.values(UPLOAD_KINDS).map(({ maxBytes }) => maxBytes));

export function ExplainForm({ view }: OfVolume): ReactNode {
  const may = useMayMove('archive.explain-missing', view);
  const missing = view.matrix.filter(({ why, isMet }) => why !== null && !isMet);
  if (!may || missing.length === 0) return null;
  return (
    <FoldedDeed kind="archive.explain-missing" schema={ExplainMissing} own={{ volumeId: view.volumeId }} isOpen>
      <Field name="requirement" label={text.requirement}>
        <Select options={missing.map(({ code, title }) => ({ value: code, label: title }))} />
      </Field>
      <Field name="reason" label={text.reason}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </FoldedDeed>
  );
}

/** The file is sent and checked as it is chosen; the deed names its hash. */
export function AddMaterialForm({ view }: OfVolume): ReactNode {
  const [file, setFile] = useState<File>();
  const [sha256, setHash] = useState('');
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const may = useMayMove('archive.add-material', view);
  if (!may) return null;
  const send = async (chosen: File | undefined): Promise<void> => {
    setFile(chosen);
    setHash('');
    if (chosen === undefined) return;
    const body = new FormData();
    body.append('file', chosen, chosen.name);
    const sent = await postJson<CheckedFile>('/api/archive/files', body);
    setRefusals(sent.ok ? [] : sent.refusals);
    if (sent.ok) setHash(sent.value.sha256);
  };
  return (
    <FoldedDeed
      key={view.materials.length}
      kind="archive.add-material"
      schema={AddMaterial}
      own={{ volumeId: view.volumeId, sha256 }}
    >
      <FileDrop
        label={text.file}
        accept={ACCEPTED_ENDINGS}
        maxBytes={MOST_BYTES}
        chosen={file}
        onChoose={(chosen) => void send(chosen)}
      />
      <RefusalBox refusals={refusals} />
      <Field name="requirement" label={text.requirement}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.entries(papersOf(view.kind)).map(([value, { title }]) => ({ value, label: title }))}
        />
      </Field>
      <Field name="title" label={text.title}>
        <Input maxLength={120} autoComplete="off" />
      </Field>
      <Field name="dated" label={text.dated}>
        <Input type="date" />
      </Field>
    </FoldedDeed>
  );
}
