/** The parts of oversight, in the order of the overview, each with the read it asks for. @module */
import { assessmentText } from '../../kit/strings/assessment.zh.ts';
import { feedbackText } from '../../kit/strings/feedback.zh.ts';
import { oversightText as text } from '../../kit/strings/oversight.zh.ts';

interface Part {
  readonly to: string;
  readonly title: string;
  readonly says: string;
  /** The row of the permission table. */
  readonly read: string;
}

const { parts } = text.overview;
export const PARTS: readonly Part[] = [
  {
    to: '/oversight/assessment',
    title: assessmentText.page.title,
    says: assessmentText.page.says,
    read: 'assessment.read',
  },
  {
    to: '/oversight/quality',
    title: assessmentText.quality.title,
    says: assessmentText.quality.says,
    read: 'assessment.read-quality',
  },
  { to: '/oversight/bulletins', title: feedbackText.list.title, says: feedbackText.list.says, read: 'feedback.read' },
  { to: '/oversight/console', title: text.console.title, says: parts.console, read: 'oversight.read-console' },
  { to: '/oversight/pairs', title: text.pairs.title, says: parts.pairs, read: 'oversight.read-console' },
  { to: '/oversight/notices', title: text.notices.title, says: parts.notices, read: 'oversight.read-notices' },
  { to: '/oversight/ratings', title: text.ratings.title, says: parts.ratings, read: 'oversight.read-ratings' },
];
