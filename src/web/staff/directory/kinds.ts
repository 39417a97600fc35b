/** The five directories as screens show them: one description for lists, records, histories and forms. @module */
import {
  ASSISTANT_KINDS,
  ASSISTANT_STATUSES,
  ASSET_STATUSES,
  CERTIFICATE_DOMAINS,
  CREDIT_CLASSES,
  ENTERPRISE_KINDS,
  ENTERPRISE_STATUSES,
  EQUIPMENT_KINDS,
  EXPERT_STATUSES,
  OFFICER_STATUSES,
  REGULATOR_LEVELS,
  RISK_COLORS,
  SAFETY_DOMAINS,
  SEXES,
  SIZE_CLASSES,
  SPECIAL_FLAGS,
  SPECIALTIES,
  STANDARDIZATION_LEVELS,
  VEHICLE_KINDS,
  type DirectoryKind,
} from '../../../directory/types/vocabulary.ts';
import { directoryText } from '../../kit/strings/directory.zh.ts';

export type FieldName = keyof typeof directoryText.fields;
export type Words = Readonly<Record<string, string>>;

/** How a field is shown and filled in. `lines` is a list of texts, one a line; `subdistrict` is chosen from the bureau's own. */
export interface FieldView {
  readonly field: FieldName;
  readonly control: 'text' | 'lines' | 'number' | 'day' | 'yes-no' | 'choice' | 'choices' | 'subdistrict' | 'licences';
  readonly words?: Words;
  readonly isOptional: boolean;
}

export interface KindView {
  /** Below `/directory` and `/api/directory`. */
  readonly slug: string;
  /** The columns of the list; the first leads to the record. */
  readonly listed: readonly FieldName[];
  readonly filters: readonly FieldName[];
  /** Filters asked for less often. */
  readonly spareFilters?: readonly FieldName[];
  readonly sections: readonly { readonly title: string; readonly fields: readonly FieldView[] }[];
}

const required = (field: FieldName, control: FieldView['control'] = 'text', words?: Words): FieldView => ({
  field,
  control,
  isOptional: false,
  ...(words === undefined ? {} : { words }),
});
const optional = (field: FieldName, control: FieldView['control'] = 'text', words?: Words): FieldView => ({
  ...required(field, control, words),
  isOptional: true,
});
const { identity, contact, risk, provenance, credentials, work } = directoryText;

export const KIND_VIEWS: Readonly<Record<DirectoryKind, KindView>> = {
  enterprise: {
    slug: 'enterprises',
    listed: ['name', 'creditCode', 'subdistrictCode', 'safetyDomain', 'specialFlags', 'riskColor', 'status'],
    filters: ['status', 'riskColor', 'safetyDomain', 'specialFlags', 'subdistrictCode'],
    spareFilters: ['keyUnit', 'regulatorLevel', 'sizeClass', 'standardizationLevel', 'creditClass'],
    sections: [
      {
        title: identity,
        fields: [
          required('name'),
          optional('formerNames', 'lines'),
          required('creditCode'),
          required('kind', 'choice', ENTERPRISE_KINDS),
          required('status', 'choice', ENTERPRISE_STATUSES),
          required('safetyDomain', 'choice', SAFETY_DOMAINS),
          optional('industryCode'),
        ],
      },
      {
        title: contact,
        fields: [
          required('subdistrictCode', 'subdistrict'),
          optional('registeredAddress'),
          optional('productionAddress'),
          optional('coordinates'),
          optional('legalRepresentative'),
          optional('principal'),
          optional('safetyManager'),
          optional('phone'),
        ],
      },
      {
        title: risk,
        fields: [
          optional('specialFlags', 'choices', SPECIAL_FLAGS),
          optional('riskColor', 'choice', RISK_COLORS),
          optional('creditClass', 'choice', CREDIT_CLASSES),
          optional('standardizationLevel', 'choice', STANDARDIZATION_LEVELS),
          optional('sizeClass', 'choice', SIZE_CLASSES),
          optional('employees', 'number'),
          optional('revenue', 'number'),
          required('regulatorLevel', 'choice', REGULATOR_LEVELS),
          optional('keyUnit', 'yes-no'),
          optional('licences', 'licences'),
        ],
      },
      { title: provenance, fields: [optional('source'), optional('verifiedOn', 'day')] },
    ],
  },
  officer: {
    slug: 'officers',
    listed: ['name', 'certificateNumber', 'department', 'isPresiding', 'specialties', 'certificateExpiresOn', 'status'],
    filters: ['status', 'specialties'],
    sections: [
      {
        title: identity,
        fields: [
          required('name'),
          optional('sex', 'choice', SEXES),
          optional('idNo'),
          optional('department'),
          optional('organ'),
          optional('post'),
          required('status', 'choice', OFFICER_STATUSES),
          optional('staffId'),
        ],
      },
      {
        title: credentials,
        fields: [
          required('certificateNumber'),
          optional('certificateIssuer'),
          optional('certificateDomains', 'choices', CERTIFICATE_DOMAINS),
          optional('certificateValidFrom', 'day'),
          required('certificateExpiresOn', 'day'),
          optional('isPresiding', 'yes-no'),
          optional('hasLegalQualification', 'yes-no'),
          optional('specialties', 'choices', SPECIALTIES),
          optional('trainings', 'lines'),
        ],
      },
    ],
  },
  expert: {
    slug: 'experts',
    listed: ['name', 'directoryNumber', 'specialties', 'title', 'employer', 'termTo', 'status'],
    filters: ['status', 'specialties'],
    sections: [
      {
        title: identity,
        fields: [
          required('name'),
          required('directoryNumber'),
          required('status', 'choice', EXPERT_STATUSES),
          optional('phone'),
          optional('staffId'),
        ],
      },
      {
        title: work,
        fields: [
          optional('employer'),
          optional('advisoryContracts', 'lines'),
          optional('title'),
          optional('certificate'),
          optional('specialties', 'choices', SPECIALTIES),
          optional('termFrom', 'day'),
          optional('termTo', 'day'),
        ],
      },
    ],
  },
  assistant: {
    slug: 'assistants',
    listed: ['name', 'assistantNumber', 'kind', 'employer', 'duties', 'termTo', 'status'],
    filters: ['status', 'kind'],
    sections: [
      {
        title: identity,
        fields: [
          required('name'),
          required('assistantNumber'),
          required('kind', 'choice', ASSISTANT_KINDS),
          required('status', 'choice', ASSISTANT_STATUSES),
          optional('phone'),
        ],
      },
      {
        title: work,
        fields: [
          optional('employer'),
          optional('duties'),
          optional('termFrom', 'day'),
          optional('termTo', 'day'),
          optional('trainings', 'lines'),
        ],
      },
    ],
  },
  vehicle: {
    slug: 'vehicles',
    listed: ['plate', 'kind', 'seats', 'tags', 'status'],
    filters: ['status', 'kind'],
    sections: [
      {
        title: identity,
        fields: [
          required('plate'),
          required('kind', 'choice', VEHICLE_KINDS),
          required('seats', 'number'),
          optional('tags', 'lines'),
          required('status', 'choice', ASSET_STATUSES),
        ],
      },
    ],
  },
  equipment: {
    slug: 'equipment',
    listed: ['serial', 'kind', 'model', 'location', 'calibrationDueOn', 'status'],
    filters: ['status', 'kind'],
    sections: [
      {
        title: identity,
        fields: [
          required('kind', 'choice', EQUIPMENT_KINDS),
          required('serial'),
          optional('model'),
          optional('calibrationDueOn', 'day'),
          optional('location'),
          required('status', 'choice', ASSET_STATUSES),
        ],
      },
    ],
  },
};

/** All fields of a kind, in the order of its form. */
export function fieldsOf(kind: DirectoryKind): readonly FieldView[] {
  return KIND_VIEWS[kind].sections.flatMap(({ fields }) => fields);
}
