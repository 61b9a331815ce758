export { type BuyerDashboard, readBuyerDashboard } from './dashboard.ts';
export * from './queries.ts';
