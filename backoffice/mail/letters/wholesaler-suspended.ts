import { z } from 'zod';
import { company } from '#backoffice/documents/company.ts';
import { button, paragraph, points, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const wholesalerSuspended = letter({
  schema: addressed.extend({ wholesalerName: z.string(), reason: z.string(), panelUrl: link }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    reason: 'Eleven orders of the last two weeks were not shipped within the promised time.',
    panelUrl: 'https://stackr.example/admin',
  },
  write: data => ({
    subject: `${data.wholesalerName} is suspended`,
    preheader: 'Your products are hidden and payouts are held. Here is why, and what helps.',
    title: 'Your account is suspended',
    blocks: [
      paragraph('We have suspended ', strong(data.wholesalerName), '. The reason:'),
      quote(data.reason),
      paragraph('Until this is settled:'),
      points(
        'Your products are hidden from the shop.',
        'Orders already placed still have to be shipped.',
        'Payouts are held. Your earnings stay yours and stay on your balance.',
      ),
      button('Open the panel', data.panelUrl),
      paragraph('Write to ', strong(company.email), ' to settle it with us.'),
    ],
    reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
  }),
});
