// Every endpoint, in one place: validation, types of the storefront's client and OpenAPI follow from here.
import type { z } from 'zod';
import { account } from './contract/account.ts';
import { admin, operations, webhooks } from './contract/admin.ts';
import { cart } from './contract/cart.ts';
import { catalog } from './contract/catalog.ts';
import { checkout } from './contract/checkout.ts';
import { disputes } from './contract/disputes.ts';
import { lists } from './contract/lists.ts';
import { orders } from './contract/orders.ts';
import { priceLists } from './contract/price-lists.ts';
import { quickOrder } from './contract/quick-order.ts';
import { quotations } from './contract/quotations.ts';
import { reports } from './contract/reports.ts';
import { ai, search } from './contract/search.ts';
import { store } from './contract/store.ts';
import { terms } from './contract/terms.ts';
import { wholesaler } from './contract/wholesaler.ts';
import { wholesalerCatalogue } from './contract/wholesaler-catalogue.ts';
import { wholesalerMoney } from './contract/wholesaler-money.ts';

export const contract = {
  ...catalog,
  ...search,
  ...ai,
  ...cart,
  ...quickOrder,
  ...checkout,
  ...orders,
  ...lists,
  ...quotations,
  ...account,
  ...store,
  ...terms,
  ...wholesalerCatalogue,
  ...wholesaler,
  ...wholesalerMoney,
  ...priceLists,
  ...admin,
  ...disputes,
  ...reports,
  ...webhooks,
  ...operations,
};

export type Contract = typeof contract;
export type EndpointName = keyof Contract;
type Part<E, Key extends string> = E extends { [K in Key]: infer S extends z.ZodType } ? S : never;

/** What a handler receives, after validation. */
export type ParamsOf<Name extends EndpointName> = z.output<Part<Contract[Name], 'params'>>;
export type QueryOf<Name extends EndpointName> = z.output<Part<Contract[Name], 'query'>>;
export type BodyOf<Name extends EndpointName> = z.output<Part<Contract[Name], 'body'>>;
/** What a client sends: defaults may be left out. */
export type SentQueryOf<Name extends EndpointName> = z.input<Part<Contract[Name], 'query'>>;
export type SentBodyOf<Name extends EndpointName> = z.input<Part<Contract[Name], 'body'>>;
export type AnswerOf<Name extends EndpointName> = z.output<Part<Contract[Name], 'answer'>>;

export type * from './contract/account.ts';
export type * from './contract/admin.ts';
export type * from './contract/cart.ts';
export type * from './contract/catalog.ts';
export type * from './contract/checkout.ts';
export type * from './contract/lists.ts';
export type * from './contract/orders.ts';
export type * from './contract/price-lists.ts';
export type * from './contract/pricing.ts';
export type * from './contract/quick-order.ts';
export type * from './contract/quotation-shapes.ts';
export type * from './contract/reports.ts';
export type { Address, Endpoint, ErrorBody, RefusalDetail } from './contract/shared.ts';
export type * from './contract/store.ts';
export type * from './contract/terms.ts';
