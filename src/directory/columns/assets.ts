/** The workbooks of vehicles and equipment. @module */
import { code, day, text, type CellType } from '../../core/spreadsheet/cell-types.ts';
import { integer } from '../../core/spreadsheet/number-types.ts';
import { column, type ColumnSpecs } from '../../core/spreadsheet/spec.ts';
import { ASSET_STATUSES, EQUIPMENT_KINDS, VEHICLE_KINDS } from '../types/vocabulary.ts';
import { list, oneOf } from './cells.ts';

export const VEHICLE_COLUMNS: ColumnSpecs = {
  plate: column({
    title: '车牌号',
    aliases: ['号牌', '车牌', '牌照', '车号'],
    required: true,
    unique: true,
    type: code({ pattern: /^.{2,12}$/u, form: '不超过12个字符' }),
  }),
  kind: column({
    title: '车辆类型',
    aliases: ['类型', '车辆种类'],
    required: false,
    type: oneOf(VEHICLE_KINDS, { enforcement: ['执法执勤用车', '执法用车'], general: ['公务用车'] }),
  }),
  seats: column({
    title: '座位数',
    aliases: ['核定载人数', '载客数', '座位'],
    required: true,
    type: integer({ min: 1, max: 60 }),
  }),
  tags: column({ title: '标签', aliases: ['用途', '车辆标签'], required: false, type: list('、', 20) }),
  status: column({ title: '车辆状态', aliases: ['状态', '使用状态'], required: false, type: assetStatus() }),
};

export const EQUIPMENT_COLUMNS: ColumnSpecs = {
  serial: column({
    title: '装备编号',
    aliases: ['编号', '出厂编号', '设备编号', '序列号'],
    required: true,
    unique: true,
    type: code({ pattern: /^.{1,60}$/u, form: '不超过60个字符' }),
  }),
  kind: column({
    title: '装备名称',
    aliases: ['装备种类', '设备名称', '名称', '种类'],
    required: true,
    type: oneOf(EQUIPMENT_KINDS, {
      'gas-detector': ['可燃气体检测仪', '有毒气体检测仪', '四合一气体检测仪'],
      terminal: ['执法终端'],
      printer: ['打印机'],
      rangefinder: ['激光测距仪'],
      'infrared-thermometer': ['红外测温'],
      'static-tester': ['静电测试'],
      'protective-gear': ['个体防护'],
      other: ['其他'],
    }),
  }),
  model: column({ title: '规格型号', aliases: ['型号', '规格'], required: false, type: text({ max: 60 }) }),
  calibrationDueOn: column({
    title: '检定有效期',
    aliases: ['检定有效期至', '校准有效期', '检定到期日'],
    required: false,
    type: day(),
  }),
  location: column({
    title: '存放地点',
    aliases: ['保管地点', '位置', '存放位置'],
    required: false,
    type: text({ max: 60 }),
  }),
  status: column({ title: '装备状态', aliases: ['状态', '使用状态'], required: false, type: assetStatus() }),
};

function assetStatus(): CellType<keyof typeof ASSET_STATUSES> {
  return oneOf(ASSET_STATUSES, {
    available: ['正常', '在用', '完好'],
    repair: ['维修中', '送修'],
    retired: ['报废', '封存'],
  });
}
