/** The screens of one visit by their address. @module */
import type { ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useVisit } from '../context.ts';
import { Empty, Screen } from '../parts/ui.tsx';
import { TODAY } from '../words.ts';
import { Door } from './door.tsx';
import { FileScreen } from './file.tsx';
import { FindingForm } from './finding-form.tsx';
import { Findings } from './findings.tsx';
import { Opinions } from './opinions.tsx';
import { Photos } from './photos.tsx';
import { Sheet } from './sheet.tsx';
import { Signing } from './signing.tsx';
import { Upload } from './upload.tsx';
import { VisitHome } from './visit-home.tsx';

interface VisitScreensProps {
  readonly inspectionId: string;
  readonly page: string | undefined;
  readonly rest: string | undefined;
}

export function VisitScreens({ inspectionId, page, rest }: VisitScreensProps): ReactNode {
  const on = useVisit(inspectionId);
  if (on === undefined)
    return (
      <Screen title={fieldText.today.title} back={TODAY}>
        <Empty what={fieldText.today.empty} next={fieldText.today.emptyNext} />
      </Screen>
    );
  switch (page) {
    case 'door':
      return <Door on={on} />;
    case 'sheet':
      return rest === undefined ? <Sheet on={on} /> : <FindingForm key={rest} on={on} about={rest} />;
    case 'findings':
      return rest === undefined ? <Findings on={on} /> : <FindingForm key={rest} on={on} about={rest} />;
    case 'photos':
      return <Photos on={on} />;
    case 'opinions':
      return <Opinions on={on} />;
    case 'signing':
      return <Signing on={on} />;
    case 'upload':
      return <Upload on={on} />;
    case 'file':
      return <FileScreen on={on} />;
    default:
      return <VisitHome on={on} />;
  }
}
