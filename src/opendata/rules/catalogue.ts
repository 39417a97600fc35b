/** The catalogue of the datasets: DCAT version 3 (W3C Recommendation 2024) as JSON-LD. Browser-safe. @module */
import { DATASET_NAMES, DATASETS } from '../types/datasets.ts';
import { FILE_FORMS, type DatasetVersion, type FileForm } from '../types.ts';
import { fileHref } from './files.ts';

export interface CatalogueFacts {
  /** Address of the portal, without a slash at its end. */
  readonly base: string;
  readonly publisher: string;
  readonly creditCode: string | undefined;
  readonly phone: string;
  /** The newest of every dataset and year. */
  readonly versions: readonly DatasetVersion[];
  readonly asOf: string;
}

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  schema: 'https://schema.org/',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const ref = (id: string): { '@id': string } => ({ '@id': id });
const both = (zh: string, en: string) => [
  { '@value': zh, '@language': 'zh' },
  { '@value': en, '@language': 'en' },
];
const typed = (value: string, type: 'date' | 'dateTime' | 'hexBinary' | 'gYear') => ({
  '@value': value,
  '@type': `xsd:${type}`,
});

/** One series for each dataset, one dataset for each of its years, one distribution for each file. */
export function catalogueDocument(facts: CatalogueFacts) {
  const { base } = facts;
  return {
    '@context': CONTEXT,
    '@graph': [
      {
        '@id': `${base}/data/catalog.jsonld`,
        '@type': 'dcat:Catalog',
        'dct:title': both('阳光抽查开放数据', 'Sunlot open data'),
        'dct:publisher': ref(`${base}/#bureau`),
        'dct:language': ['zh', 'en'],
        'dct:license': ref(`${base}/data#licence`),
        'dct:modified': typed(facts.asOf, 'dateTime'),
        'foaf:homepage': ref(`${base}/data`),
        'dcat:themeTaxonomy': ref(`${base}/data/dictionary`),
        'dcat:dataset': [
          ...DATASET_NAMES.map((name) => ref(seriesId(base, name))),
          ...facts.versions.map(({ dataset, year }) => ref(datasetId(base, dataset, year))),
        ],
        'dcat:service': ref(`${base}/data/v1`),
      },
      {
        '@id': `${base}/#bureau`,
        '@type': ['foaf:Organization', 'schema:GovernmentOrganization'],
        'foaf:name': facts.publisher,
        'schema:name': facts.publisher,
        ...(facts.creditCode === undefined ? {} : { 'schema:identifier': facts.creditCode }),
      },
      {
        '@id': `${base}/data/v1`,
        '@type': 'dcat:DataService',
        'dct:title': both('开放数据接口', 'Open data API'),
        'dcat:endpointURL': ref(`${base}/data/v1`),
        'dcat:endpointDescription': ref(`${base}/data/v1/openapi.json`),
        'dcat:servesDataset': facts.versions.map(({ dataset, year }) => ref(datasetId(base, dataset, year))),
      },
      ...DATASET_NAMES.map((name) => seriesNode(facts, name)),
      ...facts.versions.map((version) => datasetNode(facts, version)),
    ],
  };
}

function seriesId(base: string, dataset: string): string {
  return `${base}/data/datasets/${dataset}`;
}

function datasetId(base: string, dataset: string, year: number): string {
  return `${seriesId(base, dataset)}#y${year}`;
}

function seriesNode({ base }: CatalogueFacts, name: (typeof DATASET_NAMES)[number]) {
  const { title, en, meaning, meaningEn } = DATASETS[name];
  return {
    '@id': seriesId(base, name),
    '@type': 'dcat:DatasetSeries',
    'dct:identifier': name,
    'dct:title': both(title, en),
    'dct:description': both(meaning, meaningEn),
    'dct:publisher': ref(`${base}/#bureau`),
    'dcat:landingPage': ref(seriesId(base, name)),
  };
}

function datasetNode({ base, phone }: CatalogueFacts, version: DatasetVersion) {
  const { dataset, year } = version;
  const known = DATASETS[dataset as keyof typeof DATASETS];
  return {
    '@id': datasetId(base, dataset, year),
    '@type': 'dcat:Dataset',
    'dcat:inSeries': ref(seriesId(base, dataset)),
    'dct:identifier': `${dataset}-${year}`,
    'dct:title': both(`${known.title} ${year}`, `${known.en} ${year}`),
    'dct:description': both(known.meaning, known.meaningEn),
    'dct:publisher': ref(`${base}/#bureau`),
    'dct:license': ref(`${base}/data#licence`),
    'dct:modified': typed(version.at, 'dateTime'),
    'dcat:version': String(version.version),
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': typed(`${year}-01-01`, 'date'),
      'dcat:endDate': typed(`${year}-12-31`, 'date'),
    },
    'dcat:contactPoint': { '@type': 'vcard:Kind', 'vcard:hasTelephone': ref(`tel:${phone}`) },
    'dcat:distribution': (Object.keys(FILE_FORMS) as FileForm[]).map((form) => distribution(base, version, form)),
  };
}

function distribution(base: string, version: DatasetVersion, form: FileForm) {
  const { dataset, year, files } = version;
  const { title, en, mediaType } = FILE_FORMS[form];
  const href = `${base}${fileHref(dataset, year, form)}`;
  const [type = ''] = mediaType.split(';');
  return {
    '@id': href,
    '@type': 'dcat:Distribution',
    'dct:title': both(title, en),
    'dcat:accessURL': ref(seriesId(base, dataset)),
    'dcat:downloadURL': ref(href),
    'dcat:mediaType': ref(`https://www.iana.org/assignments/media-types/${type}`),
    'dcat:byteSize': files[form].bytes,
    'dct:license': ref(`${base}/data#licence`),
    'dct:conformsTo': ref(`${base}/data/schema/${dataset}${form === 'json' ? '.json' : '.csvw.json'}`),
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': ref('spdx:checksumAlgorithm_sha256'),
      'spdx:checksumValue': typed(files[form].sha256, 'hexBinary'),
    },
  };
}
