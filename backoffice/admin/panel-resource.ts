import type { Action, PropertyOptions, ResourceOptions } from 'adminjs';
import type { Policy } from './policy.ts';
import type { Viewer } from './viewer.ts';

/** One table in the panel: who may see which of it, how it is laid out, and what can be done with it. */
export interface PanelResource {
  policy: Policy;
  /** Navigation group and icon (Feather names). */
  navigation: { name: string; icon: string };
  list: string[];
  filter?: string[];
  /** Of the policy's columns and in their order where it is not said. */
  show?: string[];
  /** Column whose value names a record in titles and references. */
  title?: string;
  sort?: { sortBy: string; direction: 'asc' | 'desc' };
  properties?: Record<string, PropertyOptions>;
  actions?: ResourceOptions['actions'];
}

const NAV = {
  selling: { name: 'Selling', icon: 'ShoppingBag' },
  catalogue: { name: 'Catalogue', icon: 'Grid' },
  people: { name: 'People', icon: 'Users' },
  money: { name: 'Money', icon: 'CreditCard' },
  operations: { name: 'Operations', icon: 'Activity' },
} as const;
export const navigation = NAV;

const everyone: readonly Viewer['role'][] = ['admin', 'finance', 'wholesaler'];
export const readers = { everyone, staff: ['admin', 'finance'], admin: ['admin'] } as const satisfies Record<
  string,
  readonly Viewer['role'][]
>;

/** Money and stock tables are looked at here and changed by workflows only. */
export const readOnlyActions: Record<string, Partial<Action<never>>> = {
  new: { isAccessible: false, isVisible: false },
  edit: { isAccessible: false, isVisible: false },
  delete: { isAccessible: false, isVisible: false },
  bulkDelete: { isAccessible: false, isVisible: false },
};

export const role =
  (...roles: Viewer['role'][]) =>
  ({ currentAdmin }: { currentAdmin?: unknown }): boolean =>
    roles.includes((currentAdmin as Viewer | undefined)?.role as Viewer['role']);
