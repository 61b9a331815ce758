const widths = [160, 480, 1080] as const;

/** Where a picture of a product is, in one of the widths it is kept in. */
export const imageUrl = (imageId: string, width: (typeof widths)[number] = 480): string =>
  `/api/images/products/${imageId}/${width}.webp`;

export const imageSources = (imageId: string): string =>
  widths.map(width => `${imageUrl(imageId, width)} ${width}w`).join(', ');
