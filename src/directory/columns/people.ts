/** The workbooks of officers and experts. @module */
import { code, day, idNumber, text, yesNo } from '../../core/spreadsheet/cell-types.ts';
import { column, type ColumnSpecs } from '../../core/spreadsheet/spec.ts';
import {
  ASSISTANT_KINDS,
  ASSISTANT_STATUSES,
  CERTIFICATE_DOMAINS,
  EXPERT_STATUSES,
  OFFICER_STATUSES,
  SEXES,
  SPECIALTIES,
} from '../types/vocabulary.ts';
import { list, oneOf, phones, someOf } from './cells.ts';

export const OFFICER_COLUMNS: ColumnSpecs = {
  name: column({ title: '姓名', required: true, type: text({ max: 60 }) }),
  certificateNumber: column({
    title: '执法证号',
    aliases: ['行政执法证号', '执法证编号', '证号', '证件编号'],
    required: true,
    unique: true,
    type: code({ pattern: /^.{1,40}$/u, form: '不超过40个字符' }),
  }),
  sex: column({ title: '性别', required: false, type: oneOf(SEXES) }),
  idNo: column({
    title: '身份证号',
    aliases: ['身份证号码', '公民身份号码'],
    required: false,
    unique: true,
    type: idNumber(),
  }),
  department: column({
    title: '所在科室',
    aliases: ['科室', '部门', '所属部门', '单位'],
    required: false,
    type: text({ max: 60 }),
  }),
  organ: column({
    title: '所属机关',
    aliases: ['所属单位', '联合部门', '派出单位'],
    required: false,
    hint: '外单位参加联合检查的人员填写，本机关人员留空',
    type: text({ max: 60 }),
  }),
  post: column({ title: '职务', aliases: ['职级', '岗位'], required: false, type: text({ max: 60 }) }),
  certificateIssuer: column({
    title: '发证机关',
    aliases: ['执法证发证机关'],
    required: false,
    type: text({ max: 100 }),
  }),
  certificateDomains: column({
    title: '执法领域',
    aliases: ['执法类别', '执法范围'],
    required: false,
    type: someOf(CERTIFICATE_DOMAINS, {
      'work-safety': ['安全监管', '安全生产监管'],
      'emergency-management': ['应急'],
    }),
  }),
  certificateValidFrom: column({
    title: '执法证有效期起',
    aliases: ['发证日期', '有效期起'],
    required: false,
    type: day(),
  }),
  certificateExpiresOn: column({
    title: '执法证有效期至',
    aliases: ['有效期至', '证件有效期', '有效期', '有效期止'],
    required: true,
    type: day(),
  }),
  isPresiding: column({ title: '主办资格', aliases: ['主办', '是否主办'], required: false, type: yesNo() }),
  hasLegalQualification: column({
    title: '法律职业资格',
    aliases: ['是否通过法考', '法律资格'],
    required: false,
    type: yesNo(),
  }),
  specialties: column({
    title: '专业特长',
    aliases: ['专业', '特长', '擅长领域'],
    required: false,
    type: someOf(SPECIALTIES, { hazchem: ['危化', '化工'], dust: ['粉尘'] }),
  }),
  trainings: column({
    title: '培训记录',
    aliases: ['培训情况', '培训'],
    required: false,
    hint: '如 2026-03 执法资格培训 16学时，多项用分号分隔',
    type: list('；', 120),
  }),
  status: column({
    title: '人员状态',
    aliases: ['状态', '在岗情况'],
    required: false,
    type: oneOf(OFFICER_STATUSES, { 'on-duty': ['在职'], left: ['调离'] }),
  }),
};

export const EXPERT_COLUMNS: ColumnSpecs = {
  name: column({ title: '姓名', aliases: ['专家姓名'], required: true, type: text({ max: 60 }) }),
  directoryNumber: column({
    title: '专家编号',
    aliases: ['编号', '入库编号', '证书编号'],
    required: true,
    unique: true,
    type: code({ pattern: /^[A-Z0-9._-]{1,40}$/, form: '字母、数字和 - . _，如 ZJ-0012' }),
  }),
  employer: column({
    title: '工作单位',
    aliases: ['所在单位', '单位', '单位名称'],
    required: false,
    type: text({ max: 120 }),
  }),
  advisoryContracts: column({
    title: '服务企业',
    aliases: ['担任顾问单位', '服务单位', '顾问合同'],
    required: false,
    type: list('；', 160),
  }),
  title: column({ title: '职称', aliases: ['技术职称', '职务职称'], required: false, type: text({ max: 60 }) }),
  certificate: column({
    title: '资格证书',
    aliases: ['执业资格', '资格'],
    required: false,
    type: text({ max: 100 }),
  }),
  specialties: column({
    title: '专业领域',
    aliases: ['专业', '专业特长', '擅长领域', '专家类别'],
    required: false,
    type: someOf(SPECIALTIES, {
      hazchem: ['危化', '化工'],
      dust: ['粉尘'],
      electrical: ['电气'],
      'fire-safety': ['消防'],
    }),
  }),
  termFrom: column({ title: '聘期起', aliases: ['聘任日期', '聘期开始'], required: false, type: day() }),
  termTo: column({ title: '聘期至', aliases: ['聘期止', '聘期结束', '有效期至'], required: false, type: day() }),
  phone: column({
    title: '联系电话',
    aliases: ['电话', '手机', '手机号', '联系方式'],
    required: false,
    type: phones(),
  }),
  status: column({
    title: '聘用状态',
    aliases: ['状态', '专家状态'],
    required: false,
    type: oneOf(EXPERT_STATUSES, { active: ['在库', '有效'], dismissed: ['退库', '出库'] }),
  }),
};

export const ASSISTANT_COLUMNS: ColumnSpecs = {
  name: column({ title: '姓名', aliases: ['辅助人员姓名'], required: true, type: text({ max: 60 }) }),
  assistantNumber: column({
    title: '辅助人员编号',
    aliases: ['编号', '工号', '证号'],
    required: true,
    unique: true,
    type: code({ pattern: /^[A-Z0-9._-]{1,40}$/, form: '字母、数字和 - . _，如 FZ-0003' }),
  }),
  kind: column({
    title: '人员类别',
    aliases: ['类别', '人员类型'],
    required: false,
    type: oneOf(ASSISTANT_KINDS, { auxiliary: ['辅助人员', '协管员'], grid: ['网格人员'], technician: ['技术人员'] }),
  }),
  employer: column({
    title: '所属单位',
    aliases: ['工作单位', '单位', '派出单位'],
    required: false,
    type: text({ max: 120 }),
  }),
  duties: column({ title: '协助事项', aliases: ['工作内容', '职责'], required: false, type: text({ max: 120 }) }),
  trainings: column({
    title: '培训记录',
    aliases: ['培训情况', '培训'],
    required: false,
    hint: '如 2026-03 岗前培训 16学时，多项用分号分隔',
    type: list('；', 120),
  }),
  termFrom: column({ title: '聘期起', aliases: ['聘任日期', '聘期开始'], required: false, type: day() }),
  termTo: column({ title: '聘期至', aliases: ['聘期止', '聘期结束'], required: false, type: day() }),
  phone: column({
    title: '联系电话',
    aliases: ['电话', '手机', '手机号', '联系方式'],
    required: false,
    type: phones(),
  }),
  status: column({
    title: '聘用状态',
    aliases: ['状态', '人员状态'],
    required: false,
    type: oneOf(ASSISTANT_STATUSES, { active: ['在岗', '在职'], left: ['解聘', '离职'] }),
  }),
};
