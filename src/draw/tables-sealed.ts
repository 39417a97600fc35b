/** Rows of sealed draws (migration 0080). @module */

/** 封存: readers (`app.reader`) by whom the row is known until the opening; null when by everyone. */
export interface Sealable {
  known_to: string[] | null;
}

interface DrawSealedDetailsTable extends Sealable {
  bureau_id: number;
  draw_id: string;
  details: Buffer;
}

interface DrawCodeTable {
  bureau_id: number;
  draw_id: string;
  /** 0 is the draw itself, any other its substitution of that number. */
  request: number;
  /** Id in the announcement or the approval. */
  source: string;
  chain_id: string;
  idx: number;
  released_by: string | null;
  released_at: string | null;
  is_forced: boolean;
}

interface DrawTaskTable {
  bureau_id: number;
  inspection_id: string;
  draw_id: string;
  ended_at: string | null;
}

declare module '../core/db.ts' {
  interface Database {
    draw_sealed_details: DrawSealedDetailsTable;
    draw_code: DrawCodeTable;
    draw_task: DrawTaskTable;
  }
}
