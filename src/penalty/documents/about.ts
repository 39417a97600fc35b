/** Fields of what an act is about: an interview, a piece of evidence, a hold, a seizure, an appraisal, a service. @module */
import { sentenceDate } from '../../core/calendar/sentences.ts';
import type { FormFields } from '../../core/documents/form.ts';
import { paperFields } from '../../inspection/documents/fields.ts';
import type { Paper } from '../../inspection/types/documents.ts';
import { HOLD_ENDS, type ActInput } from '../types/acts.ts';
import { SEIZURE_ENDS, SEIZURE_GROUNDS, SERVICE_MEANS, type Service } from '../types/case.ts';
import { seizedOn } from '../rules/deadlines.ts';
import { DECISIONS } from '../rules/forms.ts';
import { appraisedBy } from '../rules/pauses.ts';
import { lastSaid, type Dossier } from '../types/dossier.ts';
import { day, numberOf, opinionOf } from './parts.ts';

export function aboutFields(dossier: Dossier, aboutId: string | null): FormFields {
  return {
    ...evidenceFields(dossier, aboutId),
    ...receiptFields(dossier),
    ...holdFields(dossier, aboutId),
    ...seizureFields(dossier, aboutId),
    ...askedFields(dossier),
    ...appraisalFields(dossier, aboutId),
  };
}

/** 笔录、凭证: as the visit prints them, with the officers who took this piece. */
function evidenceFields({ file, officers }: Dossier, aboutId: string | null): FormFields {
  const evidence = file.evidence.find(({ evidenceId }) => evidenceId === aboutId);
  const paper: Paper | null = evidence?.paper ?? null;
  const ids = evidence?.officerIds ?? file.handlers.map(({ officerId }) => officerId);
  const took = ids.flatMap((id) => officers.get(id) ?? []);
  return {
    ...paperFields({ paper, issued: [] }),
    执法人员: took.map(({ name, number }) => `${name}（${number}）`).join('、'),
    执法人员姓名: took.map(({ name }) => name).join('、'),
  };
}

/** Where a 笔录 or a receipt names its own people in fields that every form has. */
export function presentFields(dossier: Dossier, aboutId: string | null): FormFields {
  const evidence = dossier.file.evidence.find(({ evidenceId }) => evidenceId === aboutId);
  const ids = evidence?.officerIds ?? serviceOf(dossier)?.officerIds;
  if (ids === undefined) return {};
  return {
    ...(evidence?.paper?.kind === 'survey' ? { 当事人: evidence.paper.party } : {}),
    执法证号: ids
      .flatMap((id) => dossier.officers.get(id) ?? [])
      .map(({ number }) => number)
      .join('、'),
  };
}

/** The service in hand; undefined when the act is none. */
function serviceOf({ acts }: Dossier): Service | undefined {
  const hand = acts.at(-1);
  return hand !== undefined && SERVING.some((act) => act === hand.act)
    ? (hand.content as { readonly service: Service }).service
    : undefined;
}

const SERVING = ['serve-notice', 'serve-decision', 'urge', 'serve'] as const;

/** 送达回执: of the act in hand, when it is a service; otherwise these fields are the evidence's own. */
function receiptFields(dossier: Dossier): FormFields {
  const service = serviceOf(dossier);
  if (service === undefined) return {};
  const served = servedIn(dossier);
  return {
    地点: service.place || dossier.file.lead.party.address,
    送达方式: SERVICE_MEANS[service.means],
    送达时间: sentenceDate(service.on),
    收件人: service.recipient,
    见证人: service.witness ?? '',
    拒收事由: service.refusal ?? '',
    送达文书: dossier.issued
      .filter(({ documentId }) => served.has(documentId))
      .map(({ title, number }, n) => ({ 序号: String(n + 1), 名称: title, 文号: number })),
  };
}

/** What the act in hand has served: the papers that have their day since. */
function servedIn({ acts, file, issued }: Dossier): ReadonlySet<string> {
  const hand = acts.at(-1);
  const chosen = hand?.act === 'serve' ? (hand.content as ActInput<'serve'>).documentIds : undefined;
  if (chosen !== undefined) return new Set(chosen);
  const forms: readonly string[] =
    hand?.act === 'serve-notice' ? ['notice', 'hearing-notice'] : hand?.act === 'urge' ? ['urge'] : DECISIONS;
  const served = new Set(file.papers.flatMap(({ documentId, servedOn }) => (servedOn === null ? [] : [documentId])));
  return new Set(
    issued.flatMap(({ documentId, form, isOver }) =>
      forms.includes(form) && !isOver && served.has(documentId) ? [documentId] : [],
    ),
  );
}

function holdFields(dossier: Dossier, aboutId: string | null): FormFields {
  const hold = dossier.file.holds.find(({ holdId }) => holdId === aboutId);
  const end = lastSaid(dossier, 'settle-hold');
  return {
    保存理由: hold?.reason ?? '',
    保存地点: hold?.place ?? '',
    保存物品: (hold?.goods ?? []).map(({ name, quantity }, n) => ({
      序号: String(n + 1),
      名称: name,
      规格: '',
      数量: quantity,
      备注: '',
    })),
    保存起: day(hold?.approvedOn),
    保存止: day(dossier.holdBy.get(aboutId ?? '')),
    保存审批意见: hold === undefined || hold.approvedOn === null ? '' : opinionOf(dossier, 'approve-hold', 'opinion'),
    保存通知文号:
      dossier.issued.findLast(({ form, aboutId: about }) => form === 'hold-notice' && about === aboutId)?.number ?? '',
    保存处理: hold?.end === undefined || hold.end === null ? '' : HOLD_ENDS[hold.end],
    保存处理理由: end?.reason ?? '',
    保存处理审批: end === undefined ? '' : opinionOf(dossier, 'settle-hold', '', '同意'),
  };
}

function minuteWords(at: string): string {
  return `${sentenceDate(at.slice(0, 10))} ${at.slice(11, 16)}`;
}

/** 当场实施 (行政强制法 §19): when and why it did not wait. */
function urgencyOf({ urgentAt, urgency }: Pick<Dossier['file']['seizures'][number], 'urgentAt' | 'urgency'>): string {
  if (urgentAt === undefined) return '';
  return `；因情况紧急（${urgency ?? ''}），依据《中华人民共和国行政强制法》第十九条，于${minuteWords(urgentAt)}当场实施`;
}

function seizureFields(dossier: Dossier, aboutId: string | null): FormFields {
  const seizure = dossier.file.seizures.find(({ seizureId }) => seizureId === aboutId);
  return {
    查扣理由: seizure?.problem ?? '',
    查扣情形: seizure === undefined ? '' : `${SEIZURE_GROUNDS[seizure.ground]}${urgencyOf(seizure)}`,
    查扣地点: seizure?.place ?? '',
    查扣物品: (seizure?.goods ?? []).map(({ name, model, quantity }, n) => ({
      序号: String(n + 1),
      名称: name,
      规格: model,
      数量: quantity,
      备注: '',
    })),
    查扣起: day(seizure && seizedOn(seizure)),
    查扣止: day(dossier.seizureBy.get(aboutId ?? '')),
    查扣审批意见:
      seizure === undefined || seizure.approvedOn === null ? '' : opinionOf(dossier, 'approve-seizure', 'opinion'),
    查扣决定文号:
      dossier.issued.findLast(({ form, aboutId: about }) => form === 'seizure' && about === aboutId)?.number ?? '',
    查扣延期理由: lastSaid(dossier, 'extend-seizure')?.reason ?? '',
    查扣处理: seizure?.end === undefined || seizure.end === null ? '' : SEIZURE_ENDS[seizure.end],
    查扣处理理由: lastSaid(dossier, 'settle-seizure')?.reason ?? '',
  };
}

function askedFields(dossier: Dossier): FormFields {
  const call = lastSaid(dossier, 'call-interview')?.call;
  return {
    询问对象: call?.person ?? '',
    询问事由: call?.matter ?? '',
    询问时间: call === undefined ? '' : minuteWords(call.at),
    询问地点: call?.place ?? '',
    携带材料: call?.bring || '身份证件',
    询问联系人: call?.contact ?? '',
    催告文号: numberOf(dossier, 'urge'),
  };
}

/** 鉴定委托书 to the agency, 告知书 to the party whose things they are. */
function appraisalFields(dossier: Dossier, aboutId: string | null): FormFields {
  const appraisal = dossier.file.appraisals.find(({ appraisalId }) => appraisalId === aboutId);
  const seizure = dossier.file.seizures.find(({ seizureId }) => seizureId === appraisal?.seizureId);
  if (appraisal === undefined)
    return { 鉴定机构: '', 鉴定物品: '', 鉴定要求: '', 鉴定期限: '', 鉴定起: '', 鉴定延长: '' };
  const isLonger = appraisal.periods.length > 1;
  return {
    鉴定机构: appraisal.agency,
    鉴定物品: appraisal.goods,
    鉴定要求: appraisal.wanted,
    鉴定期限: day(appraisedBy(appraisal)),
    鉴定起: day(appraisal.periods[0]?.on),
    鉴定延长: isLonger ? `因${lastSaid(dossier, 'extend-appraisal')?.reason ?? ''}，原定期间延长。` : '',
    ...(seizure === undefined
      ? {}
      : {
          查扣起: day(seizure.approvedOn),
          查扣决定文号:
            dossier.issued.findLast(({ form, aboutId: of }) => form === 'seizure' && of === seizure.seizureId)
              ?.number ?? '',
        }),
  };
}
