import { requireSignedIn } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => ({ user: requireSignedIn(locals.session, url) });
