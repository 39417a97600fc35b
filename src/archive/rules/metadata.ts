/** 元数据 of a volume (DA/T 46-2009, domain §13: the minimum), as it lies in the bag. Browser-safe. @module */
import { RETENTIONS, VOLUME_KINDS, type VolumeFace } from '../types/volume.ts';

interface CourseStep {
  readonly deed: string;
  readonly by: string;
  readonly at: string;
  readonly note: string | null;
}

export function metadataOf(face: VolumeFace, steps: readonly CourseStep[]): unknown {
  const { content } = face;
  return {
    聚合层次: '案卷',
    全宗号: face.fonds,
    档号: face.archiveNumber,
    门类: VOLUME_KINDS[face.kind],
    题名: face.title,
    当事人: face.party,
    统一社会信用代码: face.creditCode,
    责任者: face.organ,
    年度: face.year,
    办结日期: face.closedOn,
    归档日期: face.sealedOn,
    密级: '非密（内部）',
    保管期限: RETENTIONS[face.retention].title,
    保管到: face.keepUntil,
    版本: face.version,
    更正说明: face.reason,
    利用权限: '正卷经批准借阅；副卷不对外提供',
    文件: content.entries.map((entry) => ({
      卷别: entry.part === 'main' ? '正卷' : '副卷',
      序号: entry.position,
      题名: entry.title,
      文号: entry.number,
      责任者: entry.responsible,
      日期: entry.dated,
      页数: entry.pages,
      页号: entry.firstPage,
      计算机文件名: entry.path,
      计算机文件大小: entry.size,
      'SHA-256': entry.sha256,
      格式: entry.path.slice(entry.path.lastIndexOf('.') + 1),
    })),
    原件: content.media.map(({ path, title, size, sha256 }) => ({
      计算机文件名: path,
      题名: title,
      计算机文件大小: size,
      'SHA-256': sha256,
    })),
    源数据: content.sources.map(({ path, title, size, sha256 }) => ({
      计算机文件名: path,
      题名: title,
      计算机文件大小: size,
      'SHA-256': sha256,
    })),
    留痕条数: content.deeds,
    立卷人: face.sealedBy,
    业务行为: steps.map(({ deed, by, at, note }) => ({ 行为: deed, 人员: by, 时间: at, 说明: note })),
  };
}
