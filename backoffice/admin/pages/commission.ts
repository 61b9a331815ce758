import { describeTerms, listRulesFor, readVolume } from '#backoffice/commerce/commission/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { CommissionData } from '../components/commission.tsx';
import type { Viewer } from '../viewer.ts';

/** The rates that apply to a wholesaler: its own and everyone's, never another's. */
export async function readCommissionPage(services: Services, { wholesalerId }: Viewer): Promise<CommissionData> {
  if (!wholesalerId) return { isWholesaler: false, currency: 'EUR', volumeCents: 0, rules: [] };
  const at = services.now();
  const { currency } = await services.db('wholesalers').where({ id: wholesalerId }).first('currency');
  const rules = await listRulesFor(services.db, wholesalerId, at);
  return {
    isWholesaler: true,
    currency,
    volumeCents: await readVolume(services.db, { wholesalerId, currency }, at),
    rules: rules.map(({ id, isOwn, category, orderKind, endsAt, ...terms }) => ({
      ...{ id, isOwn, category, orderKind },
      endsOn: endsAt?.toISOString().slice(0, 10) ?? null,
      terms: describeTerms(terms, currency),
    })),
  };
}
