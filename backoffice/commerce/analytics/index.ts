export { type AnalyticsEvent, ensurePartitions, recordEvents, rollUp } from './queries.ts';
