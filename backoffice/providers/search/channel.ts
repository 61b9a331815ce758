import type { Channel, FoundDocument } from './search.ts';

/** What a channel may see of a document: at retail there is no wholesale price, not even a hint that there is one. */
export function seenBy(channel: Channel, document: FoundDocument): FoundDocument {
  return channel === 'b2b' ? document : { ...document, wholesaleFromCents: null };
}
