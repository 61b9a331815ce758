import { rateOf } from '../money.ts';
import type { Reason } from '../refusal.ts';
import { givenBack } from './entries.ts';

/** Of what a refund or a lost dispute takes from a wholesaler, the platform's part: one rule for both. */
export const borneByPlatform = (taken: Parameters<typeof givenBack>[0], platformShareBp: number): number =>
  Math.max(0, rateOf(givenBack(taken), platformShareBp));

/** A share in basis points: from nothing to everything. */
export const bearerReasons = (platformShareBp: number): Reason[] =>
  Number.isInteger(platformShareBp) && platformShareBp >= 0 && platformShareBp <= 10_000
    ? []
    : [{ code: 'share_out_of_range', subject: 'platformShareBp', message: 'The platform bears between 0 and 100 %' }];
