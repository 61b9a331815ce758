import { forbidden } from '#backoffice/commerce/refusal.ts';
import { type Caller, canBuyWholesale } from './access.ts';

/** Asking for the b2b side of anything: only approved stores get an answer. */
export function requireChannel(caller: Caller, channel: 'b2c' | 'b2b'): void {
  if (channel === 'b2b' && !canBuyWholesale(caller))
    throw forbidden('Wholesale prices are shown to approved stores only');
}
