import slugify from 'slugify';
import { insertAddress, type NewAddress } from '#backoffice/commerce/account/index.ts';
import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { conflict, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { plainTaxId, taxIdProblem } from '#backoffice/commerce/store/index.ts';
import { freeWholesalerSlug, insertWholesaler } from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';

export interface WholesalerApplicationRequest {
  name: string;
  tagline: string;
  story: string;
  taxId: string;
  country: string;
  contactEmail: string;
  address: NewAddress;
  actor: Actor & { userId: string };
  isEmailVerified: boolean;
}

/** Anyone without a store may apply; until approval nothing of theirs is shown and their panel holds drafts. */
export async function applyAsWholesaler(services: Services, request: WholesalerApplicationRequest) {
  const { actor, address } = request;
  if (actor.role !== 'customer')
    throw conflict('other_role', 'This account has another role: sign up with another address');
  const form = taxIdProblem(request.country, request.taxId);
  const unverified = request.isEmailVerified
    ? null
    : { code: 'email_unverified', message: 'Confirm your e-mail address first: the link is in your inbox' };
  refuseIfAny([form, unverified].filter(reason => reason !== null));
  return services.db.transaction(async trx => {
    const slug = await freeWholesalerSlug(trx, slugify(request.name, { lower: true, strict: true }) || 'wholesaler');
    const wholesaler = await insertWholesaler(
      trx,
      { ...request, slug, taxId: plainTaxId(request.taxId) },
      actor.userId,
    );
    await insertAddress(trx, { wholesalerId: wholesaler.id }, { ...address, isDefault: true });
    await trx('users').where({ id: actor.userId }).update({ role: 'wholesaler' });
    await writeAudit(trx, { actor, action: 'apply.wholesaler', table: 'wholesalers', id: wholesaler.id });
    return wholesaler;
  });
}
