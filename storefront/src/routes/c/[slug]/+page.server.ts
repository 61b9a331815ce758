import { error } from '@sveltejs/kit';
import { readCategories } from '#lib/server/categories.ts';
import { readListing } from '#lib/server/listing.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const categories = await readCategories(locals.api);
  const category = categories.find(({ slug }) => slug === params.slug);
  if (!category) error(404, 'There is no such category');
  return { category, ...(await readListing(locals, url, category.slug)) };
};
