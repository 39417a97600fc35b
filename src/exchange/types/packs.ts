/**
 * 归集包: the systems and the tables they are fed by. The layouts that come with the product are read from guides and manuals,
 * not from a standard in force: each is a starting point that the office holds against the template of its own system. Browser-safe. @module
 */
import type { MappedColumn, PackName } from '../types.ts';
import type { SourceName } from './fields.ts';

export interface Pack {
  readonly title: string;
  readonly system: string;
  readonly source: SourceName;
  /** 依据 of the layout, and how sure it is. */
  readonly basis: string;
  readonly columns: readonly MappedColumn[];
}

const field = (heading: string, name: string, required = true): MappedColumn => ({
  heading,
  from: { kind: 'field', field: name },
  required,
});
const constant = (heading: string, text: string, required = false): MappedColumn => ({
  heading,
  from: { kind: 'constant', text },
  required,
});

export const PACKS: Readonly<Record<PackName, Pack>> = {
  'inspection-result': {
    title: '双随机抽查结果',
    system: '国家企业信用信息公示系统',
    source: 'results',
    basis: '各地公示系统的导入模板不一，没有查到现行国家标准',
    columns: [
      field('企业名称', 'enterprise'),
      field('统一社会信用代码', 'creditCode'),
      field('抽查计划（任务）编号', 'drawId'),
      field('抽查任务名称', 'drawName'),
      constant('抽查类型', '不定向'),
      field('抽查事项', 'itemNames'),
      field('抽查机关', 'bureau'),
      field('抽查日期', 'inspectedOn'),
      field('抽查结果', 'conclusion'),
      field('公示日期', 'publishedOn', false),
      field('操作类型', 'operation', false),
    ],
  },
  supervision: {
    title: '监管行为',
    system: '互联网+监管',
    source: 'results',
    basis: '监管行为数据的字段由各省平台规定，没有查到全文',
    columns: [
      field('监管行为编号', 'recordId'),
      field('实施机构名称', 'bureau'),
      field('实施机构统一社会信用代码', 'bureauCode'),
      field('监管对象名称', 'enterprise'),
      field('监管对象统一社会信用代码', 'creditCode'),
      field('监管事项编码', 'itemCodes'),
      field('监管事项名称', 'itemNames'),
      constant('监管形式', '双随机、一公开'),
      field('是否联合监管', 'joint'),
      field('监管日期', 'inspectedOn'),
      field('监管结果', 'conclusion'),
      field('发现问题数', 'findings', false),
      field('操作类型', 'operation', false),
    ],
  },
  penalty: {
    title: '双公示 · 行政处罚',
    system: '信用中国',
    source: 'penalties',
    basis: '字段按“双公示”数据标准的通行版本列出，没有查到现行全文；法定代表人、处罚有效期等须人工补充',
    columns: [
      field('行政相对人名称', 'enterprise'),
      field('行政相对人类别', 'partyKind'),
      field('行政相对人代码_1(统一社会信用代码)', 'creditCode'),
      field('行政处罚决定书文号', 'number'),
      field('违法行为类型', 'cause'),
      field('违法事实', 'facts'),
      field('处罚依据', 'basis'),
      field('处罚类别', 'kinds'),
      field('处罚内容', 'content'),
      field('罚款金额（万元）', 'fineWan', false),
      field('没收违法所得、没收非法财物的金额（万元）', 'confiscatedWan', false),
      constant('暂扣或吊销证照名称及编号', ''),
      field('处罚决定日期', 'decidedOn'),
      constant('处罚有效期', ''),
      field('公示截止期', 'publicUntil'),
      field('处罚机关', 'bureau'),
      field('处罚机关统一社会信用代码', 'bureauCode'),
      field('数据来源单位', 'bureau'),
      field('数据来源单位统一社会信用代码', 'bureauCode'),
      constant('备注', ''),
      field('操作类型', 'operation', false),
    ],
  },
  permit: {
    title: '双公示 · 行政许可',
    system: '信用中国',
    source: 'permits',
    basis: '名录只有许可证名称、编号和有效期；许可决定文书号、许可内容等须由许可系统提供',
    columns: [
      field('行政相对人名称', 'enterprise'),
      field('行政相对人代码_1(统一社会信用代码)', 'creditCode'),
      constant('行政许可决定文书名称', ''),
      constant('行政许可决定文书号', '', true),
      constant('许可类别', '', true),
      field('许可证书名称', 'permit'),
      field('许可编号', 'permitNumber'),
      constant('许可内容', '', true),
      constant('许可决定日期', '', true),
      field('有效期至', 'validUntil'),
      field('许可机关', 'bureau'),
      field('许可机关统一社会信用代码', 'bureauCode'),
      field('数据来源单位', 'bureau'),
      field('数据来源单位统一社会信用代码', 'bureauCode'),
    ],
  },
};
