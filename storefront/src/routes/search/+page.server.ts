import { readListing } from '#lib/server/listing.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => readListing(locals, url);
