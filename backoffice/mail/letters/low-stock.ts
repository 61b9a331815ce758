import { z } from 'zod';
import { itemName } from '#backoffice/documents/say.ts';
import { button, lines, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const lowStock = letter({
  schema: addressed.extend({
    wholesalerName: z.string(),
    stockUrl: link,
    items: z
      .array(
        z.object({
          title: z.string(),
          variantTitle: z.string(),
          sku: z.string(),
          availableQuantity: z.int(),
          threshold: z.int(),
        }),
      )
      .min(1),
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    stockUrl: 'https://stackr.example/admin/stock',
    items: [
      {
        title: 'Stoneware mug',
        variantTitle: 'Sage / 300 ml',
        sku: 'KAO-MUG-SAG',
        availableQuantity: 4,
        threshold: 24,
      },
      { title: 'Serving bowl', variantTitle: 'Oat', sku: 'KAO-BWL-OAT', availableQuantity: 0, threshold: 6 },
    ],
  },
  write: data => ({
    subject:
      data.items.length === 1 ? `Low stock: ${itemName(data.items[0]!)}` : `Low stock: ${data.items.length} items`,
    preheader: data.items.map(itemName).join(', '),
    title: 'Some of your stock runs low',
    blocks: [
      paragraph('These items of ', strong(data.wholesalerName), ' are at or below the mark you set:'),
      lines(
        data.items.map(row => ({
          title: itemName(row),
          detail: `${row.sku} · mark at ${row.threshold}`,
          amount: row.availableQuantity === 0 ? 'Sold out' : `${row.availableQuantity} left`,
        })),
      ),
      button('Update stock', data.stockUrl),
    ],
    reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
  }),
});
