/** 企业评价 as far as it may be seen: five at a time, by quarter. @module */
import type { ReactNode } from 'react';
import { RATING_QUESTIONS, SCORES, type RatingQuestion, type RatingTally } from '../../../oversight/types/ratings.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { oversightText } from '../../kit/strings/oversight.zh.ts';

const text = oversightText.ratings;
const PARENT = { to: '/oversight', title: oversightText.overview.title };

export function RatingsPage(): ReactNode {
  const answer = useRead<RatingTally>('/api/oversight/ratings');
  return (
    <>
      <PageHeader title={text.title} parent={PARENT} standing={text.standing} />
      <Loaded read={answer} skeleton={<TableSkeleton rows={5} />}>
        {({ quarters }) =>
          quarters.length === 0 ? (
            <EmptyState title={text.none} next={text.noneNext} />
          ) : (
            quarters.map(({ quarter, ratings, questions }) => (
              <DataTable
                key={quarter}
                caption={text.quarter(quarter, ratings)}
                rows={questions}
                rowKey={({ question }) => question}
                columns={[
                  {
                    key: 'question',
                    title: text.question,
                    render: ({ question }) => RATING_QUESTIONS[question as RatingQuestion],
                  },
                  { key: '3', title: SCORES[3], isNumber: true, render: ({ counts }) => counts[3] },
                  { key: '2', title: SCORES[2], isNumber: true, render: ({ counts }) => counts[2] },
                  { key: '1', title: SCORES[1], isNumber: true, render: ({ counts }) => counts[1] },
                ]}
              />
            ))
          )
        }
      </Loaded>
    </>
  );
}
