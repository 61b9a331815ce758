import { readAddress, valuesOf } from '#lib/server/fields.ts';
import { requireSignedIn } from '#lib/server/guard.ts';
import { typed } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, url, locals: { api, session } }) => {
    requireSignedIn(session, url);
    const form = await request.formData();
    try {
      await api('POST /api/account/wholesaler', {
        body: {
          name: typed(form, 'name'),
          tagline: typed(form, 'tagline'),
          story: typed(form, 'story'),
          taxId: typed(form, 'taxId').replaceAll(' ', ''),
          country: typed(form, 'address.country'),
          contactEmail: typed(form, 'contactEmail').toLowerCase(),
          address: readAddress(form, 'address'),
        },
      });
    } catch (error) {
      return refused(error, { values: valuesOf(form) });
    }
    return { applied: typed(form, 'name') };
  },
};
