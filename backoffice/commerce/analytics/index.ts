export { type FinanceNumbers, type PanelNumbers, readFinanceNumbers, readPanelNumbers } from './panel.ts';
export { type AnalyticsEvent, ensurePartitions, recordEvents, rollUp } from './queries.ts';
