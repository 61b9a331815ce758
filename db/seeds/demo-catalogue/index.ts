import { candles } from './candles.ts';
import { ceramics } from './ceramics.ts';
import { coffee } from './coffee.ts';
import { garden } from './garden.ts';
import { kitchen } from './kitchen.ts';
import { linen } from './linen.ts';
import { pets } from './pets.ts';
import type { DemoWholesaler } from './records.ts';
import { soap } from './soap.ts';
import { stationery } from './stationery.ts';
import { sweets } from './sweets.ts';
import { tea } from './tea.ts';
import { toys } from './toys.ts';

export const DEMO_WHOLESALERS: DemoWholesaler[] = [
  coffee,
  ceramics,
  candles,
  stationery,
  toys,
  tea,
  linen,
  garden,
  kitchen,
  soap,
  pets,
  sweets,
];
