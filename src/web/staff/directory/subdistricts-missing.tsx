/** Where enterprises are imported or filled in: that the bureau has no 街镇 yet, and the way to set them. @module */
import type { ReactNode } from 'react';
import { AppLink } from '../../kit/app-link.tsx';
import { useMayDo } from '../../kit/session.ts';
import { subdistrictsText as text } from '../../kit/strings/directory-subdistricts.zh.ts';
import { useSubdistrictRows } from './subdistricts.ts';

export function SubdistrictsMissing(): ReactNode {
  const maySet = useMayDo('directory.set-subdistricts');
  const isMissing = useSubdistrictRows().value?.rows.length === 0;
  if (!isMissing) return null;
  if (!maySet) return <p>{text.missingOffice}</p>;
  return (
    <p>
      {text.missing}
      <AppLink to="/directory/subdistricts">{text.set}</AppLink>
    </p>
  );
}
