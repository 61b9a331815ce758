import type { Services } from '#backoffice/services.ts';
import type { PanelResource } from '../panel-resource.ts';
import { accountingResources } from './accounting.ts';
import { catalogueResources } from './catalogue.ts';
import { changeRequestResources } from './change-requests.ts';
import { commissionResources } from './commission.ts';
import { disputeResources } from './disputes.ts';
import { ledgerResources } from './ledger.ts';
import { moneyResources } from './money.ts';
import { operationsResources } from './operations.ts';
import { peopleResources } from './people.ts';
import { pricingResources } from './pricing.ts';
import { quotationResources } from './quotations.ts';
import { reconciliationResources } from './reconciliation.ts';
import { refundResources } from './refunds.ts';
import { sellingResources } from './selling.ts';
import { stockResources } from './stock.ts';
import { storeCreditResources } from './store-credit.ts';
import { storeResources } from './stores.ts';

/** In the order of the navigation. */
export const panelResources = (services: Services): PanelResource[] => [
  ...sellingResources(services),
  ...quotationResources(services),
  ...catalogueResources(services),
  ...pricingResources(),
  ...stockResources(services),
  ...changeRequestResources(services),
  ...peopleResources(services),
  ...storeResources(services),
  ...moneyResources(services),
  ...disputeResources(services),
  ...commissionResources(services),
  ...ledgerResources(services),
  ...refundResources(services),
  ...storeCreditResources(services),
  ...reconciliationResources(services),
  ...accountingResources(services),
  ...operationsResources(services),
];
