import type { Services } from '#backoffice/services.ts';
import type { PanelResource } from '../panel-resource.ts';
import { catalogueResources } from './catalogue.ts';
import { moneyResources } from './money.ts';
import { operationsResources } from './operations.ts';
import { peopleResources } from './people.ts';
import { sellingResources } from './selling.ts';

/** In the order of the navigation. */
export const panelResources = (services: Services): PanelResource[] => [
  ...sellingResources(services),
  ...catalogueResources(services),
  ...peopleResources(services),
  ...moneyResources(services),
  ...operationsResources(services),
];
