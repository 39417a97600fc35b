/** 某日名录: what a read of a past day takes. Browser-safe. @module */
import type { z } from 'zod';
import { Day } from './records.ts';
import { DIRECTORY_FILTERS } from './views.ts';
import type { DirectoryKind } from './vocabulary.ts';

/**
 * 某日名录: the directory as it stood when `day` ended, by the filters of today's list, as the records were then;
 * what is 待处理 is so today. Always by pinyin.
 */
export const AS_OF_FILTERS = {
  enterprise: DIRECTORY_FILTERS.enterprise
    .omit({
      sort: true,
      attention: true,
      scope: true,
      creditClass: true,
      standardizationLevel: true,
      sizeClass: true,
      regulatorLevel: true,
      keyUnit: true,
    })
    .extend({ day: Day }),
  officer: DIRECTORY_FILTERS.officer.omit({ sort: true, attention: true }).extend({ day: Day }),
  expert: DIRECTORY_FILTERS.expert.omit({ sort: true, attention: true }).extend({ day: Day }),
  assistant: DIRECTORY_FILTERS.assistant.omit({ sort: true, attention: true }).extend({ day: Day }),
  vehicle: DIRECTORY_FILTERS.vehicle.omit({ sort: true }).extend({ day: Day }),
  equipment: DIRECTORY_FILTERS.equipment.omit({ sort: true, attention: true }).extend({ day: Day }),
} as const satisfies Record<DirectoryKind, z.ZodObject>;
