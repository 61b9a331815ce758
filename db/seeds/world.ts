// The small named world that tests share. Three wholesalers, each with a character that tests lean on:
//   roastery  coffee, reduced tax, strict case packs, quantity tiers, a minimum order, payouts ready
//   pottery   stoneware, its own commission rate, free shipping above 300 euros, payouts ready
//   candlery  new: approved, but its Stripe onboarding is not finished, so it cannot be paid out yet
// Ids are fixed, so a failing test names rows the reader can find here.
import type { Db } from '../connection.ts';
import { plantCatalogue } from './world/catalogue.ts';
import { WORLD, type World } from './world/ids.ts';
import { plantPeople } from './world/people.ts';
import { plantRules } from './world/rules.ts';

export { WORLD, type World } from './world/ids.ts';
export { WORLD_PASSWORD } from './world/people.ts';

/** Plants the world into an empty, migrated database; answers every id by name. */
export async function plantWorld(db: Db): Promise<World> {
  await plantPeople(db);
  await plantCatalogue(db);
  await plantRules(db);
  return WORLD;
}
