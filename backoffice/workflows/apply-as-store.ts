import { insertAddress, type NewAddress } from '#backoffice/commerce/account/index.ts';
import { writeAudit } from '#backoffice/commerce/audit/index.ts';
import { conflict, type Reason, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import {
  findStoreOf,
  findTaxIdConflict,
  insertStore,
  plainTaxId,
  resubmitStore,
  type StoreApplication,
  type StoreOfMember,
  taxIdProblem,
} from '#backoffice/commerce/store/index.ts';
import type { Services } from '#backoffice/services.ts';

export interface Application extends StoreApplication {
  userId: string;
  role: string;
  emailVerified: boolean;
  address: NewAddress;
  requestId: string;
}

/** A first application, or the next one after a rejection or a question. A store in review, approved or suspended stays as it is. */
export async function applyAsStore(services: Services, application: Application): Promise<StoreOfMember> {
  if (!['customer', 'store_owner'].includes(application.role))
    throw conflict('other_role', 'This account cannot own a store: sign up with another address');
  const facts = { ...application, taxId: plainTaxId(application.taxId) };
  const earlier = await findStoreOf(services.db, facts.userId);
  if (earlier && !['rejected', 'more_information'].includes(earlier.status))
    throw conflict(
      'already_applied',
      `${earlier.name} is ${earlier.status.replace('_', ' ')}: there is nothing to apply for`,
    );
  refuseIfAny(await problems(services, facts, earlier));
  await services.db.transaction(async trx => {
    const storeId = earlier ? earlier.id : await insertStore(trx, facts, facts.userId);
    if (earlier && !(await resubmitStore(trx, earlier.id, facts, services.now())))
      throw conflict('already_applied', 'This application was decided meanwhile');
    if (!earlier) await insertAddress(trx, { storeId }, { ...facts.address, isDefault: true });
    await writeAudit(trx, {
      actor: { userId: facts.userId, role: facts.role, requestId: facts.requestId },
      action: 'apply.store',
      table: 'stores',
      id: storeId,
    });
  });
  return (await findStoreOf(services.db, facts.userId))!;
}

async function problems(services: Services, facts: Application, earlier: StoreOfMember | null): Promise<Reason[]> {
  const form = taxIdProblem(facts.country, facts.taxId);
  const taken = form ? null : await findTaxIdConflict(services.db, facts, earlier?.id ?? null);
  const unverified: Reason | null = facts.emailVerified
    ? null
    : { code: 'email_unverified', message: 'Confirm your e-mail address first: the link is in your inbox' };
  return [form, taken, unverified].filter(reason => reason !== null);
}
