/** One order shared by the samples: two wholesalers, names with the letters that go wrong first. */
const shippingAddress = {
  name: 'Zoë Ångström',
  company: 'Kornblume & Söhne',
  line1: 'Lindenstraße 14',
  line2: null,
  city: 'Leipzig',
  region: null,
  postalCode: '04103',
  country: 'DE',
};

const ceramics = {
  wholesalerName: 'Atelier Kaolin',
  number: 'S-100042-1',
  shippingService: 'DHL Parcel',
  lines: [
    {
      title: 'Stoneware mug',
      variantTitle: 'Sage / 300 ml',
      sku: 'KAO-MUG-SAG',
      quantity: 24,
      unitPriceCents: 780,
      goodsCents: 18_720,
    },
    {
      title: 'Serving bowl',
      variantTitle: 'Oat',
      sku: 'KAO-BWL-OAT',
      quantity: 6,
      unitPriceCents: 2_150,
      goodsCents: 12_900,
    },
  ],
  goodsCents: 31_620,
  discountCents: 1_620,
  shippingCents: 1_290,
  taxCents: 5_945,
  totalCents: 37_235,
};
const coffee = {
  wholesalerName: 'Bergamo Coffee Roasters',
  number: 'S-100042-2',
  shippingService: 'Free delivery',
  lines: [
    {
      title: 'House espresso <No. 4>',
      variantTitle: 'Whole beans, 1 kg',
      sku: 'BCR-ESP-1000',
      quantity: 12,
      unitPriceCents: 1_690,
      goodsCents: 20_280,
    },
  ],
  goodsCents: 20_280,
  discountCents: 0,
  shippingCents: 0,
  taxCents: 3_853,
  totalCents: 24_133,
};

export const sampleOrder = {
  orderNumber: 'S-100042',
  orderUrl: 'https://stackr.example/orders/S-100042',
  placedOn: '2026-11-20T09:30:00.000Z',
  currency: 'EUR',
  shippingAddress,
  parts: [ceramics, coffee],
  goodsCents: 51_900,
  discountCents: 1_620,
  shippingCents: 1_290,
  taxCents: 9_798,
  totalCents: 61_368,
};
export const samplePart = { ...ceramics, orderUrl: 'https://stackr.example/admin/orders/S-100042-1' };
export const sampleItems = ceramics.lines.map(({ title, variantTitle, sku, quantity }) => ({
  title,
  variantTitle,
  sku,
  quantity,
}));
