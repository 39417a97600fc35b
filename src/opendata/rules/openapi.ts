/** The open data API as OpenAPI 3.1: made from the same table as the routes, so that neither can lack what the other has. Browser-safe. @module */
import { DATASET_NAMES, DATASETS } from '../types/datasets.ts';
import type { Column, Dataset } from '../types.ts';
import { rowSchema } from './dictionary.ts';

export const MOST_ROWS = 1_000;
export const USUAL_ROWS = 100;

/** Parameters of every list of rows; the others are columns with `isFilter`. */
export const PAGING = ['year', 'after', 'limit'] as const;

/** The columns that the API answers `?column=value` for. */
export function filtersOf({ columns }: Dataset): readonly string[] {
  return Object.entries<Column>(columns).flatMap(([name, { isFilter }]) => (isFilter === true ? [name] : []));
}

/** In the API are the datasets that are not made of others. */
export const API_DATASETS = DATASET_NAMES.filter((name) => (DATASETS[name] as Dataset).isWide !== true);

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});
const query = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

export function openApiDocument(base: string, publisher: string) {
  const rows = API_DATASETS.map((name): [string, object] => [`/data/v1/${name}`, { get: listOperation(name) }]);
  const ids = API_DATASETS.map((name): [string, object] => [`/data/id/${name}/{id}`, { get: rowOperation(name) }]);
  return {
    openapi: '3.1.0',
    info: {
      title: `${publisher}开放数据接口 · Open data API`,
      version: '1',
      description:
        '无需密钥，每分钟有次数限制。只含已公布的内容；字段说明见 /data/dictionary。No key needed; published content only; the dictionary is at /data/dictionary.',
    },
    servers: [{ url: base }],
    paths: { '/data/v1': { get: indexOperation() }, ...Object.fromEntries([...rows, ...ids]) },
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail'],
          properties: {
            type: { const: 'about:blank' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string', description: '中文；then English' },
          },
        },
        ...Object.fromEntries(API_DATASETS.map((name) => [name, rowSchema(DATASETS[name])])),
      },
    },
  };
}

function indexOperation() {
  return {
    operationId: 'datasets',
    summary: '有哪些数据集、年度和版本 · Datasets, their years and versions',
    responses: { 200: json('数据集 · Datasets', { type: 'object' }) },
  };
}

function listOperation(name: keyof typeof DATASETS) {
  const dataset: Dataset = DATASETS[name];
  return {
    operationId: `list-${name}`,
    summary: `${dataset.title} · ${dataset.en}`,
    parameters: [
      query('year', `年度，按${dataset.yearOf} · Year, by ${dataset.yearOfEn}`, { type: 'integer' }),
      query('after', '上一页最后一行的编号 · Id of the last row of the page before', { type: 'string' }),
      query('limit', `每页行数 · Rows in a page`, {
        type: 'integer',
        minimum: 1,
        maximum: MOST_ROWS,
        default: USUAL_ROWS,
      }),
      ...filtersOf(dataset).map((column) => {
        const spec = dataset.columns[column];
        const schema = spec !== undefined && 'codes' in spec ? { enum: Object.keys(spec.codes) } : {};
        return query(column, `${spec?.title ?? column} · ${spec?.en ?? ''}`, { type: 'string', ...schema });
      }),
    ],
    responses: {
      200: json('一页 · One page, by id', {
        type: 'object',
        required: ['dataset', 'asOf', 'rows', 'next'],
        properties: {
          dataset: { const: name },
          asOf: { type: 'string', format: 'date-time' },
          rows: { type: 'array', items: { $ref: `#/components/schemas/${name}` } },
          next: { type: ['string', 'null'], description: '下一页的地址 · Address of the next page' },
        },
      }),
      400: problem('参数有误 · A parameter is wrong'),
      503: problem('正在重新生成，稍后再取 · Being computed again; try later'),
    },
  };
}

function rowOperation(name: keyof typeof DATASETS) {
  const { title, en } = DATASETS[name];
  return {
    operationId: `row-${name}`,
    summary: `${title}的一行，永久地址 · One row of ${en}, at its permanent address`,
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: {
      200: json('这一行 · The row', { $ref: `#/components/schemas/${name}` }),
      404: problem('没有这个编号 · No such id'),
      410: problem('已撤回 · Taken back'),
      503: problem('正在重新生成，稍后再取 · Being computed again; try later'),
    },
  };
}
