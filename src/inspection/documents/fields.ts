/** The fields of every document of a visit, from the one data model: what `{{字段}}` in a form or a Word template may name. @module */
import { sentenceDate, sentenceTime } from '../../core/calendar/sentences.ts';
import type { FormFields, FormRow } from '../../core/documents/form.ts';
import { UPLOAD_KINDS } from '../../core/uploads/kinds.ts';
import { amountInFigures, amountInWords } from '../../core/documents/money.ts';
import { SERVICE_METHODS, type Paper, type VisitFile } from '../types/documents.ts';

/** 五个严禁 (国办发〔2024〕54号). */
const FORBIDDEN =
  '严禁逐利检查；严禁干扰企业正常生产经营；严禁刁难企业；严禁任性处罚企业，不得乱查封、乱扣押、乱冻结、动辄责令停产停业；严禁下达检查指标，不得将考核考评、预算项目绩效与检查频次、罚款数额挂钩';
const RIGHTS =
  '有权查验执法人员的执法证件；认为执法人员与本单位有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避；对检查认定的事实、理由和依据，有权陈述、申辩；执法人员少于两人或者未出示执法证件的，有权拒绝接受检查';
/** Where somebody writes by hand. */
const BLANK = '＿＿＿＿＿＿';

/** Everything but the number and the code, which the register gives. */
export function visitFields(file: VisitFile): FormFields {
  return { ...factFields(file), ...listFields(file), ...personFields(file), ...paperFields(file) };
}

function factFields(file: VisitFile): FormFields {
  const { bureau, enterprise, plan, source, visits } = file;
  const approved = (as: 'chief' | 'head'): string =>
    file.approvals
      .filter((each) => each.as === as)
      .map(({ name, on }) => `同意。${name}　${sentenceDate(on)}`)
      .join('');
  return {
    演示: bureau.isDemo ? '演示数据，不是正式文书' : '',
    机关地址: bureau.address,
    机关电话: bureau.phone,
    监督电话: bureau.complaintPhone,
    复议机关: bureau.reconsideration || BLANK,
    管辖法院: bureau.court || BLANK,
    被检查单位: enterprise.name,
    统一社会信用代码: enterprise.creditCode,
    地址: enterprise.address,
    负责人: enterprise.principal,
    所属行业: enterprise.domain,
    检查日期: plan === null ? '' : sentenceDate(plan.inspectOn),
    检查范围: plan?.scope ?? '',
    重点内容: plan?.focus ?? '',
    特殊情况: plan?.deviation ?? '',
    检查方式: '现场检查，查阅资料，询问',
    任务来源: `${source.year}年度监督检查计划；“${source.draw}”，${sentenceDate(source.drawnOn)}随机抽取`,
    检查频次: `本年度已对你单位检查${visits.thisYear}次${visits.cap === null ? '' : `，年度上限${visits.cap}次`}；本次为第${visits.thisYear + 1}次`,
    检查依据: '《中华人民共和国安全生产法》第六十五条',
    权利: RIGHTS,
    五个严禁: FORBIDDEN,
    科室审批: approved('chief'),
    负责人审批: approved('head'),
    开始时间: file.checkedInAt === null ? '' : sentenceTime(file.checkedInAt),
    结束时间: file.closedAt === null ? '' : sentenceTime(file.closedAt),
    检查结论: file.conclusion ?? '',
    记录指纹: file.recordHash ?? '',
    入企核验码: file.receipt,
    合格数: countOf(file, '合格'),
    不合格数: countOf(file, '不合格'),
    不适用数: countOf(file, '不适用'),
    问题数: String(file.findings.length),
  };
}

function listFields(file: VisitFile): FormFields {
  const findings = file.findings.map(findingRow);
  const orders = file.findings.filter(({ measureKind }) => measureKind === '责令限期整改');
  const stops = file.findings.filter(({ measureKind }) => /停止使用|停产停业/.test(measureKind));
  return {
    事项: file.items.map(({ code, name, bases }, n) => ({ 序号: String(n + 1), 编码: code, 名称: name, 依据: bases })),
    检查表: file.checklist.map((line, n) => ({
      序号: String(n + 1),
      事项: line.item,
      要点: line.question,
      结果: line.answer,
    })),
    问题: findings,
    整改问题: orders.map(findingRow),
    整改期限: groupedByDeadline(orders),
    停止问题: stops.map(findingRow),
    停止依据: [...new Set(stops.map(({ duty }) => duty))].filter((each) => each !== '').join('、') || BLANK,
    照片: file.photos.map((photo, n) => photoRow(file, photo, n)),
    专家意见: file.opinions.map((opinion, n) => ({
      序号: String(n + 1),
      专家: opinion.expert,
      问题: opinion.problem,
      依据: opinion.basis,
      措施: opinion.measure,
      建议期限: opinion.suggestedDays === 0 ? '立即' : `${opinion.suggestedDays}日`,
    })),
  };
}

function findingRow(finding: VisitFile['findings'][number], index: number): FormRow {
  return {
    序号: String(index + 1),
    编号: String(finding.number),
    部位: finding.place,
    问题: finding.description,
    级别: finding.level,
    判定标准: finding.criterion,
    违反: finding.duty,
    处罚依据: finding.penalty,
    处理: finding.measureKind,
    措施: finding.measure,
    期限: finding.dueOn === null ? '当场' : sentenceDate(finding.dueOn),
    证据: finding.evidence === 0 ? '' : `证据${finding.evidence}件`,
  };
}

/** A picture and what it shows: a finding, a check point, or the place as a whole. */
function photoRow({ findings, checklist }: VisitFile, photo: VisitFile['photos'][number], index: number): FormRow {
  const finding = findings.find(({ findingId }) => findingId === photo.findingId);
  const line = checklist.find(({ itemId, no }) => itemId === photo.point?.itemId && no === photo.point.pointNo);
  return {
    序号: String(index + 1),
    属于: finding === undefined ? (line?.question ?? '检查现场') : `问题${finding.number}：${finding.description}`,
    说明: photo.caption,
    时间: photo.takenAt === null ? '未记录' : takenTime(photo.takenAt),
    指纹: photo.sha256.slice(0, 16),
    原件: photo.sha256,
    种类: UPLOAD_KINDS[photo.format].label,
  };
}

/** An instant, or the local time that a camera wrote. */
function takenTime(at: string): string {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(at) ? sentenceTime(at) : localMinute(at);
}

/** 责令限期整改: one deadline for each group of items (domain §12.3). */
function groupedByDeadline(orders: VisitFile['findings']): FormRow[] {
  const groups = Map.groupBy(
    orders.map((order, n) => ({ ...order, no: n + 1 })),
    ({ dueOn }) => dueOn ?? '',
  );
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([dueOn, items]) => ({
      项: items.map(({ no }) => String(no)).join('、'),
      期限: dueOn === '' ? BLANK : sentenceDate(dueOn),
    }));
}

function personFields({ team, signatures }: VisitFile): FormFields {
  const of = (kind: 'officer' | 'expert') => team.filter((member) => member.kind === kind);
  const signed = (kind: 'officer' | 'expert' | 'enterprise'): string =>
    signatures
      .filter((each) => each.kind === kind)
      .map(
        ({ name, at, refusal }) =>
          `${name}（${refusal === null ? '电子签名' : `拒签：${refusal}`}，${sentenceTime(at)}）`,
      )
      .join('；');
  return {
    执法人员: of('officer')
      .map(({ name, number }) => `${name}（${number}）`)
      .join('、'),
    执法人员姓名: of('officer')
      .map(({ name }) => name)
      .join('、'),
    执法证号: of('officer')
      .map(({ number }) => number)
      .join('、'),
    专家: of('expert')
      .map(({ name }) => name)
      .join('、'),
    执法人员签名: signed('officer'),
    专家签名: signed('expert'),
    单位签名: signed('enterprise'),
  };
}

/** Of the paper in hand; empty where the document is about no paper, so that every field exists in every form. */
export function paperFields({ paper, issued }: Pick<VisitFile, 'paper' | 'issued'>): FormFields {
  const interview = paperOf(paper, 'interview');
  const survey = paperOf(paper, 'survey');
  const sample = paperOf(paper, 'sample');
  const service = paperOf(paper, 'service');
  const timed = interview ?? survey;
  const paid = sample?.goods.reduce((sum, { paidFen }) => sum + (paidFen ?? 0), 0) ?? 0;
  return {
    起时: timed === undefined ? '' : localMinute(timed.from),
    止时: timed === undefined ? '' : localMinute(timed.to),
    地点: interview?.place ?? survey?.place ?? sample?.place ?? service?.place ?? '',
    次数: interview === undefined ? '' : String(interview.nth),
    被询问人: interview?.person ?? '',
    职务: interview?.post ?? '',
    工作单位: interview?.employer ?? '',
    记录人: interview?.recorder ?? '',
    问答: (interview?.entries ?? []).map(({ ask, answer }) => ({ 问: ask, 答: answer })),
    天气: survey?.weather ?? '',
    当事人: survey?.party ?? '',
    被邀请人: survey?.invited ?? '',
    勘验结果: survey?.result ?? '',
    抽样依据: sample?.basis ?? '',
    样品: (sample?.goods ?? []).map(({ name, model, quantity, paidFen }, n) => ({
      序号: String(n + 1),
      名称: name,
      规格批号: model,
      数量: quantity,
      金额: paidFen === null ? '无偿' : amountInFigures(paidFen),
    })),
    金额大写: paid === 0 ? '未支付' : `${amountInWords(paid)}（${amountInFigures(paid)}）`,
    收件人: service?.receiver ?? '',
    送达方式: service === undefined ? '' : SERVICE_METHODS[service.method],
    送达时间: service === undefined ? '' : localMinute(service.servedAt),
    拒收事由: service?.refusal ?? '',
    见证人: service?.witness ?? '',
    送达文书: issued
      .filter(({ documentId }) => service?.documentIds.includes(documentId) === true)
      .map(({ title, number }, n) => ({ 序号: String(n + 1), 名称: title, 文号: number })),
  };
}

function paperOf<K extends Paper['kind']>(paper: Paper | null, kind: K): Extract<Paper, { kind: K }> | undefined {
  return paper?.kind === kind ? (paper as Extract<Paper, { kind: K }>) : undefined;
}

/** `2026-03-12T10:05` → `2026年3月12日 10:05`; on site, minutes are local. */
function localMinute(minute: string): string {
  return `${sentenceDate(minute.slice(0, 10))} ${minute.slice(11, 16)}`;
}

function countOf({ checklist }: VisitFile, wanted: string): string {
  return String(checklist.filter(({ answer }) => answer === wanted).length);
}
