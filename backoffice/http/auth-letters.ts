import { createHash } from 'node:crypto';
import { type NewLetter, writeLetter } from '#backoffice/commerce/letter/index.ts';
import type { Services } from '#backoffice/services.ts';

interface Recipient {
  id: string;
  name: string;
  email: string;
}

const LINK_HOURS = 1;

/** Both go through the same letters table and queue as every other letter; a link's hash keeps one link from being mailed twice. */
export async function writeVerificationLetter(services: Services, user: Recipient, verifyUrl: string): Promise<void> {
  await write(services, user, {
    kind: 'verify-email',
    dedupeKey: `verify-email:${hash(verifyUrl)}`,
    data: { verifyUrl, expiresInHours: LINK_HOURS },
  });
}

export async function writeResetLetter(services: Services, user: Recipient, resetUrl: string): Promise<void> {
  await write(services, user, {
    kind: 'reset-password',
    dedupeKey: `reset-password:${hash(resetUrl)}`,
    data: { resetUrl, expiresInMinutes: LINK_HOURS * 60 },
  });
}

function write(
  services: Services,
  user: Recipient,
  letter: Omit<NewLetter<'verify-email'>, 'to' | 'userId'> | Omit<NewLetter<'reset-password'>, 'to' | 'userId'>,
): Promise<string | null> {
  const to = { name: user.name, address: user.email };
  return services.db.transaction(trx =>
    writeLetter(trx, services.queue, { ...letter, to, userId: user.id } as NewLetter),
  );
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
