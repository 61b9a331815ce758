import { createHash } from 'node:crypto';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import type { Services } from '#backoffice/services.ts';

/** Verification and reset, through the same letters table and queue as every other letter. */
export async function writeAuthLetter(
  services: Services,
  kind: 'verify-email' | 'reset-password',
  user: { id: string; name: string; email: string },
  url: string,
): Promise<void> {
  await services.db.transaction(async trx => {
    const letterId = await writeLetter(trx, {
      kind,
      dedupeKey: `${kind}:${createHash('sha256').update(url).digest('hex')}`,
      to: { name: user.name, address: user.email },
      data: { name: user.name, url },
      userId: user.id,
    });
    if (letterId) await services.queue.enqueue(trx, 'send-letter', { letterId });
  });
}
