import type { PropertyOptions } from 'adminjs';
import { SHOW } from './components/index.ts';

/** How kinds of columns are shown; the components read the currency from the row beside the amount. */
export const money: PropertyOptions = {
  components: { list: SHOW.money, show: SHOW.money, edit: SHOW.moneyInput },
  type: 'number',
};
export const rate: PropertyOptions = {
  components: { list: SHOW.rate, show: SHOW.rate, edit: SHOW.rateInput },
  type: 'number',
};
export const bands: PropertyOptions = {
  components: { list: SHOW.bands, show: SHOW.bands },
  isVisible: { list: true, filter: false, show: true, edit: false },
};

export const fileLink: PropertyOptions = { components: { list: SHOW.fileLink, show: SHOW.fileLink } };
export const status: PropertyOptions = { components: { list: SHOW.status, show: SHOW.status } };
export const json: PropertyOptions = {
  components: { show: SHOW.json },
  isVisible: { list: false, filter: false, show: true, edit: false },
};

export const showOnly: PropertyOptions = { isVisible: { list: true, filter: true, show: true, edit: false } };
export const hidden: PropertyOptions = { isVisible: false };

export const each = (columns: string[], options: PropertyOptions): Record<string, PropertyOptions> =>
  Object.fromEntries(columns.map(column => [column, options]));
