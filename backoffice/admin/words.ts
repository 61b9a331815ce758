import type { ResourceOptions } from 'adminjs';
import { labels } from './labels.ts';

export interface PanelTable {
  resource: unknown;
  options: ResourceOptions;
}

/** AdminJS looks up every word by its key: a page is headed by what it shows, a step by its own label. */
export function panelWords(tables: PanelTable[]) {
  return { ...labels, resources: Object.fromEntries(tables.map(({ options }) => [options.id!, wordsOf(options)])) };
}

function wordsOf({ id, actions }: ResourceOptions) {
  const plural = labels.labels[id as keyof typeof labels.labels] ?? capitalised(String(id).replaceAll('_', ' '));
  const single = singular(plural);
  const steps = Object.entries(actions ?? {}).flatMap(([name, action]) => {
    const label = (action as { custom?: { label?: string } }).custom?.label;
    return label ? [[name, label]] : [];
  });
  const own = {
    list: plural,
    show: single,
    edit: `Edit ${single.toLowerCase()}`,
    new: `New ${single.toLowerCase()}`,
    ...Object.fromEntries(steps),
  };
  return { actions: own };
}

const IRREGULAR: Record<string, string> = {
  'Changes to review': 'Change to review',
  Stock: 'Stock',
  Tracking: 'Tracking',
  'Changes of commission': 'Change of commission',
  'Carried over': 'Carried over',
  'Taken back': 'Taken back',
  'Audit log': 'Audit entry',
  'Refunds that failed': 'Failed try of a refund',
  'Refunds by bank': 'Refund by bank',
  'Payout batches': 'Payout batch',
  'Differences with Stripe': 'Difference with Stripe',
  'Comparisons with Stripe': 'Comparison with Stripe',
  'Movements at Stripe': 'Movement at Stripe',
};

const singular = (plural: string): string => IRREGULAR[plural] ?? plural.replace(/ies$/, 'y').replace(/s$/, '');

const capitalised = (words: string): string => words.replace(/^./, letter => letter.toUpperCase());
