import type { ProductDetail } from '../../../backoffice/http/contract.ts';
import { imageUrl } from './image.ts';

const inEuros = (cents: number): string => (cents / 100).toFixed(2);

/** schema.org for a product page. Retail prices only: a search engine is never told what a store pays. */
export function productLd(origin: string, product: ProductDetail): object {
  const url = `${origin}/p/${product.slug}`;
  const prices = product.variants.map(variant => variant.retailPriceCents);
  const isInStock = product.variants.some(variant => variant.stock.state !== 'out');
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    url,
    image: product.images.map(({ id }) => origin + imageUrl(id, 1080)),
    description: textOf(product.descriptionHtml).slice(0, 5000),
    sku: product.variants[0]?.sku,
    brand: { '@type': 'Brand', name: product.wholesaler.name },
    category: product.category.name,
    offers: {
      '@type': 'AggregateOffer',
      url,
      priceCurrency: product.variants[0]?.currency,
      lowPrice: inEuros(Math.min(...prices)),
      highPrice: inEuros(Math.max(...prices)),
      offerCount: prices.length,
      availability: `https://schema.org/${isInStock ? 'InStock' : 'OutOfStock'}`,
    },
    ...(product.rating.average !== null && {
      aggregateRating: {
        '@type': 'AggregateRating',
        ratingValue: product.rating.average.toFixed(1),
        reviewCount: product.rating.count,
      },
    }),
  };
}

export const breadcrumbsLd = (origin: string, trail: { label: string; href?: string }[]): object => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: trail.map(({ label, href }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: label,
    ...(href ? { item: origin + href } : {}),
  })),
});

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** The words of a description, for a meta tag. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
