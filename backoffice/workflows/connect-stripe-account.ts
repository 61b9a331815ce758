import { notFound } from '#backoffice/commerce/refusal.ts';
import { applyAccountUpdate, findWholesalerAccount, saveStripeAccount } from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';

/**
 * A link to the processor's onboarding; opens the account first where there is none. Links live for minutes and work once, so every
 * click gets a new one. The processor opens one account for a wholesaler however often it is asked (the key is the wholesaler's id).
 */
export async function connectStripeAccount(
  services: Services,
  { wholesalerId }: { wholesalerId: string },
): Promise<string> {
  const wholesaler = await findWholesalerAccount(services.db, wholesalerId);
  if (!wholesaler) throw notFound('wholesaler');
  const accountId = wholesaler.stripe_account_id ?? (await openAccount(services, wholesaler));
  const panel = `${services.settings.publicUrl}/admin/pages/balance`;
  return services.transfers.onboardingUrl({
    accountId,
    refreshUrl: `${panel}?onboarding=again`,
    returnUrl: `${panel}?onboarding=back`,
  });
}

async function openAccount(
  services: Services,
  wholesaler: { id: string; contact_email: string; country: string; name: string },
): Promise<string> {
  const account = await services.transfers.openAccount({
    wholesalerId: wholesaler.id,
    email: wholesaler.contact_email,
    country: wholesaler.country,
    businessName: wholesaler.name,
  });
  const kept = await saveStripeAccount(services.db, wholesaler.id, account.id);
  if (kept === account.id) await applyAccountUpdate(services.db, account, services.now());
  return kept;
}
